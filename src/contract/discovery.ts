import { z } from 'zod'
import { base } from './base.js'

/** How a tree is read. */
export const discoveryStrategySchema = z.enum(['whole', 'levels', 'batches'])

/** A name that the CPE refused by itself, or left out of its answer. */
const refusedNameSchema = z.object({
  name: z.string(),
  /** What was asked about it. */
  about: z.enum(['names', 'values', 'attributes']),
  code: z.string(),
  string: z.string(),
})

/** Reading a CPE's tree, as far as it has come. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.literal('discovery'),
  deviceId: z.string(),
  strategy: discoveryStrategySchema,
  /** Empty: the whole tree. */
  prefix: z.string(),
  attributes: z.boolean(),
  deliver: z.enum(['next-session', 'connection-request']),
  /** `waiting`: for a session of the CPE. */
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  phase: z.enum(['names', 'values', 'attributes', 'ended']),
  /** How it stands, or ended, in a sentence. */
  summary: z.string(),
  /** Parameters and objects whose names are known. */
  names: z.number().int(),
  objects: z.number().int(),
  /** Values read, attributes read, and of how many parameters. */
  values: z.number().int(),
  attributesRead: z.number().int(),
  of: z.number().int(),
  requests: z.number().int(),
  faults: z.number().int(),
  /** Sessions that broke before an answer. */
  lost: z.number().int(),
  /** Names asked for at once, now. */
  batchSize: z.number().int(),
  /** The first 1,000 of `refusedCount`. */
  refused: z.array(refusedNameSchema),
  refusedCount: z.number().int(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  durationMs: z.number(),
})

export const discovery = {
  start: base
    .route({
      method: 'POST',
      path: '/devices/{deviceId}/discovery',
      successStatus: 202,
      summary: "Read a CPE's tree: names, then values, in requests of the size it bears",
    })
    .input(
      z.object({
        deviceId: z.string(),
        strategy: discoveryStrategySchema.default('batches'),
        /** An object path; empty: the whole tree. */
        prefix: z
          .string()
          .max(256)
          .regex(/^(?:|.*\.)$/, 'must be empty or end with a dot')
          .default(''),
        attributes: z.boolean().default(false),
        deliver: z.enum(['next-session', 'connection-request']).default('next-session'),
        /** Names asked for at once at most. */
        mostNames: z.number().int().min(1).max(10_000).optional(),
      }),
    )
    .output(jobSchema),
  get: base
    .route({
      method: 'GET',
      path: '/discovery/{jobId}',
      summary: 'How reading a tree stands; waitMs waits for its end',
    })
    .input(z.object({ jobId: z.string(), waitMs: z.coerce.number().int().min(0).max(60_000).default(0) }))
    .output(jobSchema),
  list: base
    .route({
      method: 'GET',
      path: '/devices/{deviceId}/discovery',
      summary: 'What was read of a tree since the workbench started, newest first',
    })
    .input(z.object({ deviceId: z.string() }))
    .output(z.object({ items: z.array(jobSchema) })),
  cancel: base
    .route({ method: 'DELETE', path: '/discovery/{jobId}', summary: 'Stop reading a tree' })
    .input(z.object({ jobId: z.string() }))
    .output(jobSchema),
}

export type Job = z.infer<typeof jobSchema>
