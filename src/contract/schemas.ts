import { z } from 'zod'
import { connectionTlsSchema } from './acs-settings.js'
import { jobSchema } from './discovery.js'
import { rpcHistorySchema } from './rpc-schemas.js'
import { notificationSchema } from './reach-schemas.js'
import { fileSchema, transferSchema } from './transfer-schemas.js'

/**
 * The shapes that cross the border between engine and faces. Names follow the public interface
 * (docs/interfaces): fields may be added, never renamed or removed without a line in CHANGELOG.md.
 */

export const severitySchema = z.enum(['error', 'warning', 'info'])

/** A namespace prefix; those that begin with xml are reserved (Namespaces in XML 1.0, 3). */
const prefixSchema = z
  .string()
  .regex(
    /^(?![Xx][Mm][Ll])[A-Za-z_][\w.-]{0,31}$/,
    'must be an XML name without colon, not beginning with xml',
  )

/** How a device wants to be spoken to; see core/quirks. */
export const quirkProfileSchema = z.object({
  xmlDeclaration: z.boolean(),
  booleanLiteral: z.enum(['as-given', '0/1', 'true/false']),
  dateTimeFraction: z.enum(['as-given', 'none', 'milliseconds']),
  prefixes: z
    .object({
      envelope: prefixSchema,
      encoding: prefixSchema,
      schema: prefixSchema,
      schemaInstance: prefixSchema,
      cwmp: prefixSchema,
    })
    .refine((prefixes) => new Set(Object.values(prefixes)).size === 5, 'must be five different prefixes'),
  pretty: z.boolean(),
  emptyPath: z.enum(['empty', 'root']),
  emptyAnswer: z.union([z.literal(200), z.literal(204)]),
  /** Empty: the cookie is set without a Path. No semicolon (RFC 6265 4.1.1). */
  cookiePath: z
    .string()
    .max(200)
    .regex(/^(?:\/[ -:<-~]*)?$/, 'must be empty, or begin with "/" and have no semicolon'),
  /** Answers go out in chunks, without Content-Length. */
  chunkedAnswers: z.boolean(),
})

/** Choices to be made: what is left out stays as it is, null goes back to what holds without a choice. */
export const quirkChoicesSchema = z.strictObject({
  xmlDeclaration: quirkProfileSchema.shape.xmlDeclaration.nullable().optional(),
  booleanLiteral: quirkProfileSchema.shape.booleanLiteral.nullable().optional(),
  dateTimeFraction: quirkProfileSchema.shape.dateTimeFraction.nullable().optional(),
  prefixes: quirkProfileSchema.shape.prefixes.nullable().optional(),
  pretty: quirkProfileSchema.shape.pretty.nullable().optional(),
  emptyPath: quirkProfileSchema.shape.emptyPath.nullable().optional(),
  emptyAnswer: quirkProfileSchema.shape.emptyAnswer.nullable().optional(),
  cookiePath: quirkProfileSchema.shape.cookiePath.nullable().optional(),
  chunkedAnswers: quirkProfileSchema.shape.chunkedAnswers.nullable().optional(),
})

export const findingSchema = z.object({
  rule: z.string(),
  severity: severitySchema,
  message: z.string(),
  reference: z.string(),
  sessionId: z.string().optional(),
  messageId: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  offset: z.number().int().optional(),
  length: z.number().int().optional(),
  fix: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('edit'),
        title: z.string(),
        offset: z.number().int(),
        length: z.number().int(),
        text: z.string(),
      }),
      z.object({ kind: z.literal('quirk'), title: z.string(), quirk: quirkProfileSchema.partial() }),
    ])
    .optional(),
})

/** How every device is spoken to unless its own profile says otherwise. */
export const defaultQuirksSchema = z.object({
  /** What holds: the choices, and the strict way of writing for the rest. */
  effective: quirkProfileSchema,
  /** What was chosen by hand. */
  chosen: quirkProfileSchema.partial(),
})

/** How one device is spoken to. */
export const deviceQuirksSchema = defaultQuirksSchema.extend({
  deviceId: z.string(),
  /** Quirks that findings of the device in this capture call for and that do not hold yet, newest first. */
  suggestions: z.array(
    z.object({
      title: z.string(),
      quirk: quirkProfileSchema.partial(),
      /** The newest finding that calls for it. */
      finding: findingSchema,
      /** How many of its rule call for it. */
      findings: z.number().int(),
    }),
  ),
})

export const statusSchema = z.object({
  version: z.string(),
  /** URL a CPE on this machine can use; the first of `listening`. */
  acsUrl: z.string().nullable(),
  /** Every address the ACS listens on. */
  listening: z.array(z.string()),
  /** The same with TLS; null: it does not listen with TLS. */
  acsTlsUrl: z.string().nullable(),
  /** URL of the file server for CPEs on this machine; null: it listens nowhere. */
  fileUrl: z.string().nullable(),
  /** `host:port` the STUN server listens on; null: it is off. */
  stunAddress: z.string().nullable(),
  capture: z.object({
    path: z.string(),
    exchanges: z.number().int(),
    sessions: z.number().int(),
    /** Size of the capture on disk. */
    bytes: z.number().int(),
  }),
  recording: z.boolean(),
  devices: z.number().int(),
  demo: z.boolean(),
  problems: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      /** For a CPE that could not be called: the step of the connection request that failed. */
      step: z.string().optional(),
    }),
  ),
})

export const deviceSchema = z.object({
  id: z.string(),
  manufacturer: z.string(),
  oui: z.string(),
  productClass: z.string(),
  serialNumber: z.string(),
  root: z.enum(['Device', 'InternetGatewayDevice']).nullable(),
  softwareVersion: z.string().nullable(),
  ip: z.string().nullable(),
  lastInform: z.string().nullable(),
  online: z.boolean(),
  cwmpVersion: z.string().nullable(),
  /** RPCs queued or sent but not ended. */
  pending: z.number().int(),
  parameterCount: z.number().int(),
  /** Outcome and verdict of the newest session. */
  lastSession: z
    .object({
      id: z.string(),
      state: z.enum(['open', 'done', 'failed']),
      outcome: z.string(),
      verdict: z.string(),
    })
    .nullable(),
})

export const parameterStateSchema = z.enum(['known', 'name-only', 'stale', 'deleted'])
export const factSourceSchema = z.enum(['inform', 'get', 'set', 'names', 'attributes', 'add', 'notification'])

export const parameterSchema = z.object({
  path: z.string(),
  value: z.string().nullable(),
  type: z.string().nullable(),
  writable: z.boolean().nullable(),
  notification: z.number().int().nullable(),
  source: factSourceSchema,
  updatedAt: z.string(),
  messageId: z.string(),
  state: parameterStateSchema,
})

export const treeRowSchema = parameterSchema.extend({
  name: z.string(),
  isObject: z.boolean(),
  level: z.number().int(),
  positionInSet: z.number().int(),
  setSize: z.number().int(),
  expanded: z.boolean(),
  childCount: z.number().int(),
  coverage: z.enum(['complete', 'partial', 'never']).nullable(),
})

export const historyItemSchema = z.object({
  value: z.string().nullable(),
  type: z.string().nullable(),
  at: z.string(),
  messageId: z.string(),
  cause: z.enum(['cpe', 'acs', 'external']),
})

/** A CWMP argument value: text as on the wire, a struct, or a list. */
export type RpcValueInput = string | { [element: string]: RpcValueInput } | RpcValueInput[]
export const rpcValueSchema: z.ZodType<RpcValueInput> = z.lazy(() =>
  z.union([z.string(), z.array(rpcValueSchema), z.record(z.string(), rpcValueSchema)], {
    error: 'must be text in quotes, as it goes on the wire (also numbers and booleans), a list or an object',
  }),
)
export const rpcStructSchema = z.record(z.string(), rpcValueSchema)

export const faultSchema = z.object({
  code: z.string(),
  string: z.string(),
  parameters: z
    .array(z.object({ parameterName: z.string(), code: z.string(), string: z.string() }))
    .optional(),
})

export const rpcStateSchema = z.enum(['queued', 'sent', 'done', 'failed', 'cancelled'])

export const rpcSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  method: z.string(),
  arguments: rpcStructSchema,
  state: rpcStateSchema,
  /** Left out of lists and events when it is large (more than 2,000 values); the RPC itself has it. */
  result: rpcStructSchema.optional(),
  fault: faultSchema.optional(),
  /** Ids of the messages that carried it. */
  messageIds: z.array(z.string()),
  createdAt: z.string(),
  sentAt: z.string().optional(),
  endedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  ...rpcHistorySchema.shape,
})

export const reachStepSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  detail: z.string(),
  ms: z.number(),
})
export const connectionRequestResultSchema = z.object({
  ok: z.boolean(),
  method: z.enum(['http', 'udp', 'xmpp']),
  /** What was done, in order; the last is the verdict, whose time is that of the whole. */
  steps: z.array(reachStepSchema),
  /** Whether the session came that was asked for. Absent: it was not waited for. */
  session: z.object({ seen: z.boolean(), afterMs: z.number() }).optional(),
})

export const sessionSchema = z.object({
  id: z.string(),
  deviceId: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  state: z.enum(['open', 'done', 'failed']),
  outcome: z.string(),
  verdict: z.string(),
  boundBy: z.enum(['cookie', 'connection', 'address']),
  cwmpVersion: z.string().nullable(),
  events: z.array(z.string()),
  messages: z.number().int(),
  findings: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
  durationMs: z.number(),
  source: z.enum(['acs', 'proxy', 'simulator', 'import']),
})

export const messageSchema = z.object({
  id: z.string(),
  sessionId: z.string().nullable(),
  index: z.number().int(),
  at: z.string(),
  direction: z.enum(['cpe-to-acs', 'acs-to-cpe']),
  kind: z.enum(['request', 'response', 'fault', 'empty', 'http']),
  rpc: z.string().nullable(),
  cwmpId: z.string().nullable(),
  pairedWith: z.string().nullable(),
  httpStatus: z.number().int().optional(),
  bytes: z.number().int(),
  durationMs: z.number().optional(),
  fault: z.object({ code: z.string(), string: z.string() }).optional(),
  /** How many; the findings themselves come with one message. */
  findings: z.number().int(),
  /** A few words for the ladder. */
  summary: z.string(),
})

export const headerSchema = z.object({
  id: z.string().optional(),
  holdRequests: z.boolean().optional(),
  sessionTimeout: z.number().optional(),
  supportedCwmpVersions: z.array(z.string()).optional(),
  useCwmpVersion: z.string().optional(),
  noMoreRequests: z.boolean().optional(),
})

export const messageDetailSchema = messageSchema.omit({ findings: true }).extend({
  decoded: rpcStructSchema.nullable(),
  header: headerSchema,
  namespace: z.string().nullable(),
  cwmpVersion: z.string().nullable(),
  findings: z.array(findingSchema),
  explanation: z.string(),
  /** The HTTP head, read for display: start line and headers in wire order. Null if it is not HTTP. */
  http: z
    .object({
      startLine: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      /** `host:port` of both ends. */
      remote: z.string(),
      local: z.string(),
      connection: z.number().int(),
      /** Milliseconds from first to last byte. */
      receivingMs: z.number(),
      /** How the connection was secured; null: it was not, as far as we know. */
      tls: connectionTlsSchema.nullable(),
    })
    .nullable(),
})

/** "Is my CPE reaching me?": how far anything from outside got. */
export const reachabilityStepSchema = z.object({
  name: z.enum(['connection', 'http', 'inform', 'session']),
  state: z.enum(['waiting', 'seen', 'failed']),
  at: z.string().nullable(),
  /** What was seen and from whom, or what to check next. */
  detail: z.string(),
})

/** Summaries of what happened, coalesced; never bodies. */
export const engineEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('device'), device: deviceSchema }),
  z.object({ type: z.literal('session'), session: sessionSchema }),
  z.object({ type: z.literal('message'), message: messageSchema }),
  z.object({ type: z.literal('rpc'), rpc: rpcSchema }),
  z.object({ type: z.literal('job'), job: jobSchema }),
  /** Some parameters of a device changed: pull what you show. `paths` holds at most 100 of the `count`. */
  z.object({
    type: z.literal('parameters'),
    deviceId: z.string(),
    count: z.number().int(),
    paths: z.array(z.string()),
    version: z.number().int(),
  }),
  z.object({ type: z.literal('finding'), finding: findingSchema }),
  /** Another choice was made of how a device is spoken to; null: of how all are. */
  z.object({ type: z.literal('quirks'), deviceId: z.string().nullable() }),
  z.object({ type: z.literal('transfer'), transfer: transferSchema }),
  z.object({ type: z.literal('notification'), notification: notificationSchema }),
  /** A file was added or changed; null: removed. */
  z.object({ type: z.literal('file'), fileId: z.string(), file: fileSchema.nullable() }),
  z.object({ type: z.literal('status'), status: statusSchema }),
  z.object({ type: z.literal('reachability'), steps: z.array(reachabilityStepSchema) }),
  /** The reader was too slow or has just connected: whatever it shows may be out of date. */
  z.object({ type: z.literal('changed') }),
])

export const networkAddressSchema = z.object({
  /** IP address. */
  address: z.string(),
  family: z.enum(['IPv4', 'IPv6']),
  interface: z.string(),
  loopback: z.boolean(),
  listening: z.boolean(),
  /** ACS URL to enter in a CPE that reaches this machine by the address. */
  url: z.string(),
})

/** One page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() })
}

/** What every list takes. */
export const listInputSchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().optional(),
  filter: z.string().optional(),
})

/** `data` of a BAD_REQUEST about a filter: where in it the mistake stands, in characters. */
export const filterPlaceSchema = z.object({
  offset: z.number().int().min(0),
  length: z.number().int().min(0),
})

export const expansionSchema = z.object({ all: z.boolean(), except: z.array(z.string()) })

export type Status = z.infer<typeof statusSchema>
export type Device = z.infer<typeof deviceSchema>
export type Parameter = z.infer<typeof parameterSchema>
export type TreeRow = z.infer<typeof treeRowSchema>
export type HistoryItem = z.infer<typeof historyItemSchema>
export type Rpc = z.infer<typeof rpcSchema>
export type Session = z.infer<typeof sessionSchema>
export type Message = z.infer<typeof messageSchema>
export type MessageDetail = z.infer<typeof messageDetailSchema>
export type Finding = z.infer<typeof findingSchema>
export type QuirkProfile = z.infer<typeof quirkProfileSchema>
export type QuirkChoices = z.infer<typeof quirkChoicesSchema>
export type DefaultQuirks = z.infer<typeof defaultQuirksSchema>
export type DeviceQuirks = z.infer<typeof deviceQuirksSchema>
export type EngineEvent = z.infer<typeof engineEventSchema>
export type NetworkAddress = z.infer<typeof networkAddressSchema>
export type ReachabilityStep = z.infer<typeof reachabilityStepSchema>
export type ConnectionRequestResult = z.infer<typeof connectionRequestResultSchema>
