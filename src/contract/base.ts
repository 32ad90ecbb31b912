import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Bytes: the one schema that JSON Schema has no type for. */
export const bytesSchema = z.instanceof(Blob)

/** What every procedure starts from: the errors it may be refused with. */
export const base = oc.errors({
  BAD_REQUEST: { status: 400 },
  NOT_FOUND: { status: 404 },
  CONFLICT: { status: 409 },
  PAYLOAD_TOO_LARGE: { status: 413 },
  UNPROCESSABLE_CONTENT: { status: 422 },
})
