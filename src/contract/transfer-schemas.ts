import { z } from 'zod'

/** Shapes of files that are kept for CPEs or came from them, and of transfers. */

const characters = (longest: number) => z.string().max(longest)

/** What a client must show to be served. Passwords are written, never read back. */
export const fileAccessSchemeSchema = z.enum(['none', 'basic', 'digest', 'digest-sha-256'])

/** What goes wrong on purpose when a file is fetched, so that one can see what a CPE makes of it. */
export const stagedFaultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    status: z.union([z.literal(403), z.literal(404), z.literal(500), z.literal(503)]),
  }),
  z.object({ kind: z.literal('cut-off'), afterBytes: z.number().int().min(0) }),
  z.object({ kind: z.literal('stall'), afterBytes: z.number().int().min(0) }),
  z.object({ kind: z.literal('corrupt') }),
])

const pace = z.number().int().min(1).max(1_000_000_000).nullable()

export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** FileType of a Download, such as `1 Firmware Upgrade Image`; empty: not said yet. */
  fileType: z.string(),
  version: z.string(),
  note: z.string(),
  addedAt: z.string(),
  /** Who brought it. */
  origin: z.enum(['user', 'cpe']),
  /** The transfer that brought it. */
  transferId: z.string().nullable(),
  deviceId: z.string().nullable(),
  /** For CPEs on this machine; a Download that is ordered here has a URL of its own. */
  url: z.string().nullable(),
  access: z.object({ scheme: fileAccessSchemeSchema, username: z.string() }),
  /** Teaching: how fast it is given out, in bytes a second; null: as fast as it goes. */
  bytesPerSecond: pace,
  fault: stagedFaultSchema.nullable(),
})

/** Longest parts of a file's description; FileType as in TR-069a6 A.3.2.8. */
export const fileFactsSchema = z.object({
  name: characters(200).default(''),
  fileType: characters(64).default(''),
  version: characters(64).default(''),
  note: characters(2_000).default(''),
})

/** Credentials for a file or a transfer. User name and password that are left out are made up where an order needs them. */
export const fileAccessInputSchema = z.object({
  scheme: fileAccessSchemeSchema,
  username: characters(256).default(''),
  password: characters(256).default(''),
})

export const fileChangesSchema = z.object({
  name: characters(200).min(1).optional(),
  fileType: characters(64).optional(),
  version: characters(64).optional(),
  note: characters(2_000).optional(),
  access: fileAccessInputSchema
    .refine(({ scheme, username }) => scheme === 'none' || username !== '', 'needs a user name')
    .optional(),
  bytesPerSecond: pace.optional(),
  fault: stagedFaultSchema.nullable().optional(),
})

export const fileServerSchema = z.object({
  /** Where it listens. */
  listening: z.array(z.string()),
  /** Each transfer is slowed down to this; null: as fast as it goes. */
  bytesPerSecond: pace,
  /** Longest upload taken from a CPE unless its order says otherwise. */
  maxUploadBytes: z.number().int(),
  /** Most that is kept of what CPEs sent, all together. */
  maxReceivedBytes: z.number().int(),
  /** How CPEs reach it where that is not by the name they call the ACS by: `http://host:port`. */
  baseUrl: z.string().nullable(),
})

export const fileServerChangesSchema = z.object({
  bytesPerSecond: pace.optional(),
  maxUploadBytes: z.number().int().min(0).max(1_000_000_000_000).optional(),
  maxReceivedBytes: z.number().int().min(0).max(1_000_000_000_000).optional(),
  baseUrl: z
    .string()
    .max(120)
    .regex(
      /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*[^\s?#/])?$/,
      'must be like http://host:port, without a slash at its end',
    )
    .nullable()
    .optional(),
})

export const transferStateSchema = z.enum([
  'ordered',
  'running',
  'fetched',
  'complete',
  'failed',
  'cancelled',
])

/** One HTTP request of a transfer at our file server. */
export const transferRequestSchema = z.object({
  id: z.string(),
  at: z.string(),
  method: z.string(),
  /** `host:port`. */
  remote: z.string(),
  range: z.string().nullable(),
  bytes: z.number().int(),
  /** 0: no answer (yet). */
  status: z.number().int(),
  /** Null: it is going on. */
  durationMs: z.number().nullable(),
  result: z.enum(['whole', 'part', 'nothing', 'challenged', 'refused', 'cut-off', 'failed']).nullable(),
  detail: z.string(),
})

/** One file on its way to or from a CPE, tied to the RPC that ordered it and the TransferComplete that ends it. */
export const transferSchema = z.object({
  id: z.string(),
  /** Null: somebody fetched the file of whom no order is known. */
  deviceId: z.string().nullable(),
  rpcId: z.string().nullable(),
  method: z.enum(['Download', 'Upload', 'ScheduleDownload']).nullable(),
  commandKey: z.string(),
  direction: z.enum(['download', 'upload']),
  fileType: z.string(),
  fileId: z.string().nullable(),
  fileName: z.string(),
  url: z.string(),
  /** The URL is one of our file server, so that its requests are seen. */
  ours: z.boolean(),
  state: transferStateSchema,
  /** How it stands in a sentence, and what to do where something is missing. */
  sentence: z.string(),
  /** Something is missing or does not fit together. */
  odd: z.boolean(),
  /** Distinct bytes of the file moved so far. */
  bytes: z.number().int(),
  total: z.number().int().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  fetchedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  transferComplete: z
    .object({ faultCode: z.string(), faultString: z.string(), messageId: z.string(), at: z.string() })
    .nullable(),
  /** The newest requests at the file server, oldest first. */
  requests: z.array(transferRequestSchema),
})

/** A request at the file server, also one that belongs to nothing known here. */
export const fileRequestSchema = transferRequestSchema.omit({ range: true }).extend({
  target: z.string(),
  durationMs: z.number(),
  result: z.string(),
  transferId: z.string().nullable(),
  fileId: z.string().nullable(),
})

export type StoredFileShape = z.infer<typeof fileSchema>
export type FileServer = z.infer<typeof fileServerSchema>
export type Transfer = z.infer<typeof transferSchema>
export type FileRequest = z.infer<typeof fileRequestSchema>
