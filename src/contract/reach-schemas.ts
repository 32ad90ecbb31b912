import { z } from 'zod'

/** A client's public address as the STUN server saw it. */
export const stunBindingSchema = z.object({
  /** `host:port`, IPv6 in brackets. */
  address: z.string(),
  /** The CPE awaits connection requests there. */
  forConnectionRequests: z.boolean(),
  /** The CPE said that its address had changed. */
  changed: z.boolean(),
  username: z.string().nullable(),
  firstAt: z.string(),
  lastAt: z.string(),
})

export const stunSchema = z.object({
  /** `host:port` it listens on; null: it is off. */
  address: z.string().nullable(),
  /** User name CPEs must have; null: everybody is answered. */
  username: z.string().nullable(),
  /** Last seen first; at most 1,000. */
  bindings: z.array(stunBindingSchema),
})

export const xmppSettingsSchema = z.object({
  jid: z
    .string()
    .max(1024)
    .regex(/^[^@/\s"&'<>:]+@[^@/\s]+(?:\/.+)?$/, 'must be a JID: user@domain'),
  /** Host of the server; empty: the JID's domain. */
  server: z.string().max(255).default(''),
  port: z.number().int().min(1).max(65_535).default(5222),
  /** `starttls`: TLS after the stream has begun; `tls`: from the start (mostly port 5223). */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  /** Takes any certificate: servers in labs mostly have one of their own making. */
  anyCertificate: z.boolean().default(false),
})

export const xmppSchema = z.object({
  account: xmppSettingsSchema.nullable(),
  /** Full JID of the stream that is open; null: none is. It is opened when it is first needed. */
  connectedAs: z.string().nullable(),
})

export const xmppTestSchema = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), ms: z.number() })),
})

export const notificationSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** Where it came from, `host:port`. */
  remote: z.string(),
  /** Of the CPE it says it is from. */
  deviceId: z.string().nullable(),
  /** False: what came is no lightweight notification. */
  readable: z.boolean(),
  /** TS, as the CPE wrote it: Unix time in seconds. */
  ts: z.string(),
  /** UN: ManagementServer.Username. */
  username: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  signature: z.string().nullable(),
  /** Sentences about what is not as it should be. */
  oddities: z.array(z.string()),
})

export type StunState = z.infer<typeof stunSchema>
export type XmppState = z.infer<typeof xmppSchema>
export type XmppTest = z.infer<typeof xmppTestSchema>
export type LightweightNotice = z.infer<typeof notificationSchema>
