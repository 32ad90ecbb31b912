/** More than this is not unpacked for display: a small body can claim to be any size. */
const LARGEST = 64 * 1024 * 1024

const formats: Readonly<Record<string, readonly CompressionFormat[]>> = {
  gzip: ['gzip'],
  // RFC 9110 8.4.1.2 means the zlib format; some senders leave its envelope off.
  deflate: ['deflate', 'deflate-raw'],
}

/** Undoes a content coding by what the page's platform has for it. */
export async function unpack(coding: string, bytes: Uint8Array): Promise<Uint8Array> {
  const candidates = formats[coding]
  if (candidates === undefined) throw new Error(`Nothing here undoes the content coding “${coding}”.`)
  for (const format of candidates) {
    const unpacked = await inflate(format, bytes)
    if (unpacked !== null) return unpacked
  }
  throw new Error(`The head says that the body is packed with ${coding}, but it is not, or it is damaged.`)
}

/** Null: the bytes are not of this format. */
async function inflate(format: CompressionFormat, bytes: Uint8Array): Promise<Uint8Array | null> {
  const packed = new Blob([new Uint8Array(bytes)]).stream()
  const reader = packed.pipeThrough(new DecompressionStream(format)).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    // What the platform rejects with says nothing a reader could use.
    const part = await reader.read().catch(() => null)
    if (part === null) return null
    if (part.done) break
    parts.push(part.value)
    length += part.value.length
    if (length > LARGEST) {
      await reader.cancel()
      throw new Error('The unpacked body is larger than 64 MB.')
    }
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
