import { z } from 'zod'

/** Longest request written by hand, in characters. */
const mostRaw = 4_000_000

/** How often an RPC is sent, and after what it is sent again. */
export const retryPolicySchema = z.strictObject({
  /** At most, the first time included. */
  attempts: z.number().int().min(1).max(100),
  /** `lost`: the session broke before the answer; `fault`: the CPE refused it. */
  after: z
    .array(z.enum(['lost', 'fault']))
    .min(1)
    .default(['lost']),
  /** The fault codes it is sent again after; none: any. */
  faults: z.array(z.string().regex(/^\d{4}$/, 'must be a fault code such as "9002"')).optional(),
  /** Seconds to let pass before it is sent again. */
  delaySeconds: z.number().int().min(0).max(86_400).optional(),
})

/** What may be said of an RPC beside what it calls. */
export const rpcDeliverySchema = z.object({
  deliver: z.enum(['next-session', 'connection-request']).default('next-session'),
  expiresAt: z.string().optional(),
})

/** An RPC to be queued: a method with its arguments, or a text of one's own. */
export const newRpcSchema = rpcDeliverySchema.extend({
  /** Needed unless `raw` or `body` is given; then a name to show. */
  method: z.string().min(1).max(256).optional(),
  /** A whole envelope: what is sent is exactly this. Whatever the CPE answers next is taken for its answer. */
  raw: z.string().max(mostRaw).optional(),
  /** The cwmp:ID in `raw`: as it is written there, or the queue's put in. */
  rawId: z.enum(['as-written', 'queue']).default('as-written'),
  /** What stands in the Body of an envelope of ours, as it is. The prefixes of the device's profile are declared. */
  body: z.string().max(mostRaw).optional(),
  /** Greater goes first; equals go in the order they were made. */
  priority: z.number().int().min(-100).max(100).default(0),
  /** Default: what only reads is sent up to three times where sessions break, everything else once. */
  retry: retryPolicySchema.optional(),
})

/** What an RPC tells beside what it calls and what came of it. */
export const rpcHistorySchema = z.object({
  /** How often it was sent. */
  attempts: z.number().int().optional(),
  /** The session broke before the answer when it was last sent. */
  lost: z.literal(true).optional(),
  /** A sentence on what became of it that state and fault do not tell. */
  note: z.string().optional(),
  /** Written by hand: what is sent in place of method and arguments, or in an envelope of ours. */
  raw: z.string().optional(),
  body: z.string().optional(),
  rawId: z.enum(['as-written', 'queue']).optional(),
  priority: z.number().int().optional(),
  retry: retryPolicySchema.optional(),
  /** It waits to be sent again until then. */
  notBefore: z.string().optional(),
  /** A result too large for the queue: in which message of the capture it is, members of its lists, all its values. */
  resultKept: z
    .object({ messageId: z.string().nullable(), members: z.number().int(), values: z.number().int() })
    .optional(),
  /** The job it is a part of. */
  jobId: z.string().optional(),
})
