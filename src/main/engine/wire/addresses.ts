/**
 * `host:port`, IPv6 in brackets; an IPv4 address that a dual-stack listener shows as IPv6 is written as IPv4.
 * Empty where the socket has none (any more).
 */
export function formatAddress(host: string | undefined, port: number | undefined): string {
  if (host === undefined || port === undefined) return ''
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(host)?.[1] ?? host
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`
}
