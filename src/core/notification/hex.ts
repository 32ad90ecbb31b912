/** Bytes of a hex text, as the journal keeps datagrams. */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length >> 1 }, (_unused, at) =>
    Number.parseInt(text.slice(2 * at, 2 * at + 2), 16),
  )
}
