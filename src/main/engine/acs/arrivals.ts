import type { Socket } from 'node:net'
import { readProxyHeader } from '../../../core/http/index.js'
import type { Timers } from './timers.js'

/** How long the first bytes are waited for, in milliseconds. */
const firstBytesMs = 60_000

/** What the first bytes of a connection say. */
export type FirstBytes =
  | {
      readonly kind: 'read'
      /** `host:port` of the CPE, as a proxy says; null: there is no PROXY header, or it does not say. */
      readonly source: string | null
      readonly hasProxyHeader: boolean
      /** They begin a TLS handshake. */
      readonly isTls: boolean
    }
  | { readonly kind: 'broken'; readonly problem: string }

/**
 * Looks at the first bytes of a connection: a PROXY header is taken from it, the rest left for whoever reads next. `tell`
 * is not called if nothing comes.
 */
export function readFirstBytes(
  socket: Socket,
  { proxyHeader, timers }: { readonly proxyHeader: boolean; readonly timers: Timers },
  tell: (first: FirstBytes) => void,
): void {
  let bytes = Buffer.alloc(0)
  const cancelTimer = timers.after(firstBytesMs, () => {
    socket.destroy()
  })
  const settle = (first: FirstBytes, taken: number): void => {
    cancelTimer()
    socket.off('data', take).off('end', ended).off('error', broke).off('close', cancelTimer)
    socket.pause()
    if (taken < bytes.length) socket.unshift(bytes.subarray(taken))
    tell(first)
  }
  const take = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk])
    const header = proxyHeader ? readProxyHeader(bytes) : ({ kind: 'none' } as const)
    if (header.kind === 'incomplete') return
    if (header.kind === 'broken') {
      settle(header, bytes.length)
      return
    }
    const taken = header.kind === 'header' ? header.length : 0
    const next = bytes[taken]
    if (next === undefined) return
    const source = header.kind === 'header' ? header.source : null
    settle({ kind: 'read', source, hasProxyHeader: taken > 0, isTls: beginsTls(next) }, taken)
  }
  const ended = (): void => {
    socket.destroy()
  }
  const broke = (): void => undefined
  socket.on('data', take).once('end', ended).on('error', broke).once('close', cancelTimer)
}

/** A record of type handshake, or the hello of SSL 2. */
function beginsTls(byte: number): boolean {
  return byte === 0x16 || byte >= 0x80
}
