import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base, bytesSchema } from './base.js'
import {
  connectionRequestResultSchema,
  defaultQuirksSchema,
  deviceQuirksSchema,
  deviceSchema,
  engineEventSchema,
  expansionSchema,
  findingSchema,
  historyItemSchema,
  listInputSchema,
  messageDetailSchema,
  messageSchema,
  networkAddressSchema,
  pageOf,
  parameterSchema,
  quirkChoicesSchema,
  reachabilityStepSchema,
  rpcSchema,
  rpcStructSchema,
  sessionSchema,
  statusSchema,
  treeRowSchema,
} from './schemas.js'
import { acsSettings } from './acs-settings.js'
import { discovery } from './discovery.js'
import { newRpcSchema, rpcDeliverySchema } from './rpc-schemas.js'
import { notifications, stun, xmpp } from './reach.js'
import { files, transfers } from './transfers.js'

const deviceIdInput = z.object({ deviceId: z.string() })

/**
 * The one surface between engine and faces. Every transport (message port, WebSocket, REST) serves
 * exactly this; whatever has a `route` is also part of the public REST API.
 */
export const contract = {
  status: {
    get: base
      .route({ method: 'GET', path: '/status', summary: 'What the workbench is doing' })
      .output(statusSchema),
    /** Addresses of this machine, and which of them the ACS listens on. */
    network: base.output(z.object({ port: z.number().int(), addresses: z.array(networkAddressSchema) })),
    reachability: base.output(z.array(reachabilityStepSchema)),
  },
  acs: {
    /** Listens on one more address, without a restart. */
    listen: base.input(z.object({ address: z.string() })).output(statusSchema),
    /** Stops listening on an address. */
    unlisten: base.input(z.object({ address: z.string() })).output(statusSchema),
    ...acsSettings,
  },
  demo: {
    start: base.output(statusSchema),
    stop: base.output(statusSchema),
  },
  devices: {
    list: base
      .route({ method: 'GET', path: '/devices', summary: 'CPEs known to this workbench' })
      .input(listInputSchema)
      .output(pageOf(deviceSchema)),
    get: base
      .route({ method: 'GET', path: '/devices/{deviceId}', summary: 'One CPE' })
      .input(deviceIdInput)
      .output(deviceSchema),
    /** Credentials for calling the CPE; write-only, never read back. */
    setCredentials: base
      .route({
        method: 'PUT',
        path: '/devices/{deviceId}/credentials',
        summary: 'Store what a CPE is called with (connection request user name and password)',
      })
      .input(deviceIdInput.extend({ username: z.string().max(256), password: z.string().max(256) }))
      .output(deviceSchema),
  },
  parameters: {
    list: base
      .route({
        method: 'GET',
        path: '/devices/{deviceId}/parameters',
        summary: 'Parameters and objects of a CPE, now or at a moment',
      })
      .input(
        listInputSchema.extend({
          deviceId: z.string(),
          prefix: z.string().optional(),
          search: z.string().optional(),
          at: z.string().optional(),
        }),
      )
      .output(pageOf(parameterSchema)),
    history: base
      .route({
        method: 'GET',
        path: '/devices/{deviceId}/parameters/history',
        summary: 'Values a parameter had, newest first',
      })
      .input(listInputSchema.extend({ deviceId: z.string(), path: z.string() }))
      .output(pageOf(historyItemSchema)),
    /** The rows of the tree grid between two positions. */
    rows: base
      .input(
        z.object({
          deviceId: z.string(),
          search: z.string().default(''),
          expansion: expansionSchema,
          from: z.number().int().min(0),
          count: z.number().int().min(1).max(1000),
          /** Answer where this path stands among the rows, too (`position`), opening nothing. */
          locate: z.string().optional(),
        }),
      )
      .output(
        z.object({
          rows: z.array(treeRowSchema),
          total: z.number().int(),
          /** Parameters and objects that match the search (all, when it is empty). */
          matches: z.number().int(),
          parameterCount: z.number().int(),
          version: z.number().int(),
          position: z.number().int().nullable(),
        }),
      ),
  },
  rpcs: {
    create: base
      .route({
        method: 'POST',
        path: '/devices/{deviceId}/rpcs',
        successStatus: 202,
        summary: 'Queue an RPC for a CPE',
      })
      .input(
        z.object({
          deviceId: z.string(),
          arguments: rpcStructSchema.default({}),
          ...newRpcSchema.shape,
        }),
      )
      .output(rpcSchema),
    resend: base
      .route({
        method: 'POST',
        path: '/rpcs/{rpcId}/resend',
        successStatus: 202,
        summary: 'Queue an RPC again that failed, also one that was lost with its session',
      })
      .input(z.object({ rpcId: z.string(), ...rpcDeliverySchema.shape }))
      .output(rpcSchema),
    list: base
      .route({ method: 'GET', path: '/devices/{deviceId}/rpcs', summary: 'RPCs of a CPE, newest first' })
      .input(listInputSchema.extend({ deviceId: z.string() }))
      .output(pageOf(rpcSchema)),
    get: base
      .route({ method: 'GET', path: '/rpcs/{rpcId}', summary: 'One RPC; waitMs waits for its end' })
      .input(z.object({ rpcId: z.string(), waitMs: z.coerce.number().int().min(0).max(60_000).default(0) }))
      .output(rpcSchema),
    cancel: base
      .route({ method: 'DELETE', path: '/rpcs/{rpcId}', summary: 'Cancel a queued RPC' })
      .input(z.object({ rpcId: z.string() }))
      .output(rpcSchema),
  },
  connectionRequest: base
    .route({
      method: 'POST',
      path: '/devices/{deviceId}/connection-request',
      summary: 'Ask a CPE to open a session now',
    })
    .input(
      deviceIdInput.extend({
        /** Absent: by what the CPE supports and what worked last. */
        method: z.enum(['http', 'udp', 'xmpp']).optional(),
        /** How long to wait for the session; 0: do not wait. */
        waitMs: z.coerce.number().int().min(0).max(120_000).optional(),
      }),
    )
    .output(connectionRequestResultSchema),
  sessions: {
    list: base
      .route({ method: 'GET', path: '/sessions', summary: 'Recorded sessions, newest first' })
      .input(listInputSchema.extend({ deviceId: z.string().optional() }))
      .output(pageOf(sessionSchema)),
    get: base
      .route({ method: 'GET', path: '/sessions/{sessionId}', summary: 'One session' })
      .input(z.object({ sessionId: z.string() }))
      .output(sessionSchema),
    messages: base
      .route({
        method: 'GET',
        path: '/sessions/{sessionId}/messages',
        summary: 'The HTTP requests and responses of a session, in order',
      })
      .input(listInputSchema.extend({ sessionId: z.string() }))
      .output(pageOf(messageSchema)),
  },
  messages: {
    get: base
      .route({ method: 'GET', path: '/messages/{messageId}', summary: 'One message, decoded' })
      .input(z.object({ messageId: z.string() }))
      .output(messageDetailSchema),
    raw: base
      .route({
        method: 'GET',
        path: '/messages/{messageId}/raw',
        summary: 'HTTP head and body, byte for byte as on the wire',
      })
      .input(z.object({ messageId: z.string(), version: z.enum(['wire', 'processed']).default('wire') }))
      .output(bytesSchema),
    /** The body as text: without chunk framing and content coding, decoded to characters. */
    text: base
      .input(z.object({ messageId: z.string() }))
      .output(z.object({ text: z.string(), characters: z.number().int() })),
  },
  findings: {
    list: base
      .route({ method: 'GET', path: '/findings', summary: 'Findings of the capture' })
      .input(listInputSchema.extend({ sessionId: z.string().optional() }))
      .output(pageOf(findingSchema)),
  },
  quirks: {
    /** How every device is spoken to of which nothing else is chosen. */
    getDefault: base
      .route({
        method: 'GET',
        path: '/quirks',
        summary: 'How every CPE is spoken to unless its own profile says otherwise',
      })
      .output(defaultQuirksSchema),
    setDefault: base
      .route({
        method: 'PUT',
        path: '/quirks',
        summary: 'Choose how CPEs are spoken to; null takes a choice back',
      })
      .input(quirkChoicesSchema)
      .output(defaultQuirksSchema),
    get: base
      .route({
        method: 'GET',
        path: '/devices/{deviceId}/quirks',
        summary: 'How a CPE is spoken to, and what its findings suggest',
      })
      .input(deviceIdInput)
      .output(deviceQuirksSchema),
    set: base
      .route({
        method: 'PUT',
        path: '/devices/{deviceId}/quirks',
        summary: 'Choose how a CPE is spoken to, from its next message on; null takes a choice back',
      })
      .input(quirkChoicesSchema.extend({ deviceId: z.string() }))
      .output(deviceQuirksSchema),
  },
  discovery,
  files,
  transfers,
  stun,
  xmpp,
  notifications,
  events: base
    .route({ method: 'GET', path: '/events', summary: 'What happens, as server-sent events' })
    .output(eventIterator(engineEventSchema)),
}

export type Contract = typeof contract
