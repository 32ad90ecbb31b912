import type { UdpAddress } from '../stun/index.js'

/**
 * A UDPConnectionRequestAddress: `host:port`, or `host` alone, which means port 80 (TR-069a6 Annex G); IPv6 in brackets.
 * Null: it is none, or the CPE has none yet.
 */
export function readUdpAddress(text: string): UdpAddress | null {
  const parts = /^(?:\[([^\]]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(text.trim())
  const host = parts?.[1] ?? parts?.[2]
  if (host === undefined) return null
  const port = Number(parts?.[3] ?? '80')
  if (port < 1 || port > 65_535 || /^(?:0\.0\.0\.0|::)$/.test(host)) return null
  return { host, port }
}
