import { z } from 'zod'
import { base, bytesSchema } from './base.js'
import { listInputSchema, pageOf } from './schemas.js'
import {
  fileAccessInputSchema,
  fileChangesSchema,
  fileFactsSchema,
  fileRequestSchema,
  fileSchema,
  fileServerChangesSchema,
  fileServerSchema,
  transferSchema,
} from './transfer-schemas.js'

const fileIdInput = z.object({ fileId: z.string() })

/** Longest piece of a file in one call, in bytes. */
const longestPiece = 4 * 1024 * 1024

const orderInput = z.object({
  deviceId: z.string(),
  /** Left out: made up. */
  commandKey: z.string().max(32).optional(),
  delaySeconds: z.coerce.number().int().min(0).max(4_294_967_295).default(0),
  /** Over TLS; left out: as the device speaks to the ACS. */
  secure: z.boolean().optional(),
  /** For this transfer alone; left out: as the file says (an upload: none). */
  access: fileAccessInputSchema.optional(),
  deliver: z.enum(['next-session', 'connection-request']).default('next-session'),
})

/** Files that are kept for CPEs, or came from them. */
export const files = {
  list: base
    .route({
      method: 'GET',
      path: '/files',
      summary: 'Files kept for CPEs or received from them, newest first',
    })
    .input(listInputSchema)
    .output(pageOf(fileSchema)),
  get: base
    .route({ method: 'GET', path: '/files/{fileId}', summary: 'One file' })
    .input(fileIdInput)
    .output(fileSchema),
  add: base
    .route({
      method: 'POST',
      path: '/files',
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Add a file: as the body itself with ?name=…, or in a form',
      description:
        'The body is kept as it is, or, if it is multipart/form-data, its first file. It may be as long as the disk has room for.',
      spec: (current) => ({
        ...current,
        requestBody: {
          required: true,
          content: {
            'application/octet-stream': {
              schema: { type: 'string', contentMediaType: 'application/octet-stream' },
            },
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
                required: ['file'],
              },
            },
          },
        },
      }),
    })
    .input(z.object({ query: fileFactsSchema, body: bytesSchema }))
    .output(fileSchema),
  /** For the page: a file in pieces, from a drop or a dialog. The handle is good until the file is finished or discarded. */
  begin: base.input(fileFactsSchema).output(z.object({ handle: z.string() })),
  append: base
    .input(
      z.object({
        handle: z.string(),
        bytes: bytesSchema.refine(({ size }) => size <= longestPiece, 'must be at most 4 MiB'),
      }),
    )
    .output(z.object({ size: z.number().int() })),
  finish: base.input(z.object({ handle: z.string() })).output(fileSchema),
  discard: base.input(z.object({ handle: z.string() })).output(z.object({})),
  update: base
    .route({
      method: 'PATCH',
      path: '/files/{fileId}',
      summary: 'Describe a file, say who may have it, and how it is given out',
    })
    .input(fileIdInput.extend(fileChangesSchema.shape))
    .output(fileSchema),
  remove: base
    .route({
      method: 'DELETE',
      path: '/files/{fileId}',
      summary: 'Remove a file; transfers of it are cut off',
    })
    .input(fileIdInput)
    .output(fileSchema),
  content: base
    .route({
      method: 'GET',
      path: '/files/{fileId}/content',
      summary: 'The bytes of a file, or a piece of them',
    })
    .input(
      fileIdInput.extend({
        offset: z.coerce.number().int().min(0).default(0),
        length: z.coerce.number().int().min(0).optional(),
      }),
    )
    .output(bytesSchema),
  server: base
    .route({ method: 'GET', path: '/file-server', summary: 'Where the file server listens, and its limits' })
    .output(fileServerSchema),
  changeServer: base
    .route({ method: 'PATCH', path: '/file-server', summary: 'Change what the file server allows' })
    .input(fileServerChangesSchema)
    .output(fileServerSchema),
  requests: base
    .route({
      method: 'GET',
      path: '/file-server/requests',
      summary: 'The newest requests at the file server, also those that belong to nothing known here',
    })
    .input(listInputSchema)
    .output(pageOf(fileRequestSchema)),
}

/** Files on their way to or from CPEs. */
export const transfers = {
  list: base
    .route({
      method: 'GET',
      path: '/transfers',
      summary: 'Transfers, newest first; of one device with deviceId',
    })
    .input(listInputSchema.extend({ deviceId: z.string().optional() }))
    .output(pageOf(transferSchema)),
  get: base
    .route({ method: 'GET', path: '/transfers/{transferId}', summary: 'One transfer' })
    .input(z.object({ transferId: z.string() }))
    .output(transferSchema),
  download: base
    .route({
      method: 'POST',
      path: '/devices/{deviceId}/downloads',
      successStatus: 202,
      summary: 'Queue the Download of a file by a CPE, from a URL made for it',
    })
    .input(
      orderInput.extend({
        fileId: z.string(),
        /** Left out: the file's. */
        fileType: z.string().max(64).default(''),
        targetFileName: z.string().max(256).default(''),
        successUrl: z.string().max(256).default(''),
        failureUrl: z.string().max(256).default(''),
      }),
    )
    .output(transferSchema),
  upload: base
    .route({
      method: 'POST',
      path: '/devices/{deviceId}/uploads',
      successStatus: 202,
      summary: 'Queue an Upload by a CPE, to a URL made for it',
    })
    .input(
      orderInput.extend({
        fileType: z.string().min(1).max(64),
        /** Longest file taken, in bytes; left out: what the file server allows. */
        maxBytes: z.coerce.number().int().min(0).optional(),
      }),
    )
    .output(transferSchema),
}
