import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** A body as it is stored. */
export interface StoredBody {
  readonly bytes: Uint8Array
  readonly coding: 0 | 1
}

/**
 * Below this, the time to compress a body is worth more than what it saves: making a compressor ready costs as much as
 * the commit of a small message, and most messages are small.
 */
const WORTH_COMPRESSING = 4096

/** Compresses a body when it pays. Envelopes repeat themselves so much that the fastest level does. */
export function storeBody(body: Uint8Array): StoredBody {
  if (body.length < WORTH_COMPRESSING) return { bytes: body, coding: 0 }
  const packed = zstdCompressSync(body, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  return packed.length < body.length * 0.9 ? { bytes: packed, coding: 1 } : { bytes: body, coding: 0 }
}

export function restoreBody(bytes: Uint8Array, coding: number): Uint8Array {
  return coding === 0 ? bytes : new Uint8Array(zstdDecompressSync(bytes))
}
