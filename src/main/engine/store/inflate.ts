import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import type { Inflate } from '../../../core/http/index.js'

/** A body that unpacks to more than this is an attack, not a message. */
const LARGEST_BODY = 256 * 1024 * 1024

const limit = { maxOutputLength: LARGEST_BODY }

/** Undoes the content codings that Node knows (TR-069a6 3.4.7 names gzip, deflate and compress). */
export const inflate: Inflate = (coding, bytes) => {
  switch (coding) {
    case 'gzip':
      return gunzipSync(bytes, limit)
    case 'deflate':
      return inflateEither(bytes)
    case 'br':
      return brotliDecompressSync(bytes, limit)
    case 'zstd':
      return zstdDecompressSync(bytes, limit)
    case 'identity':
      return bytes
    default:
      throw new Error(`the coding "${coding}" is not known here`)
  }
}

/** `deflate` means the zlib format, but senders without its header are as common. */
function inflateEither(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, limit)
  } catch {
    return inflateRawSync(bytes, limit)
  }
}
