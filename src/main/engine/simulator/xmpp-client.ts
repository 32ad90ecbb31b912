import {
  connectionRequestNamespace,
  openXmppStream,
  type XmppAccount,
  type XmppStream,
} from '../xmpp/index.js'
import { createAlarm } from './alarm.js'

export interface XmppClientOptions {
  readonly account: XmppAccount
  /** Used where the JID has none. */
  readonly resource: string
  /** ConnReqAllowedJabberIDs: bare JIDs match any resource, full ones exactly; none: all are allowed. */
  readonly allowed: readonly string[]
  expected(): { readonly username: string; readonly password: string }
  /** Full JID of the stream; empty: it is down. */
  onJid(jid: string): void
  /** In a session: answered with service-unavailable. */
  isBusy(): boolean
  onRequest(): void
}

/** The part of a CPE that is an XMPP client and takes connection requests as such (TR-069a6 Annex K). */
export interface SimulatedXmpp {
  close(): Promise<void>
}

const timeoutMs = 10_000
const againMs = 5_000

export function startXmppClient(options: XmppClientOptions): SimulatedXmpp {
  const alarm = createAlarm()
  let closed = false
  let stream: XmppStream | null = null
  let opening: Promise<void> = Promise.resolve()

  function open(): void {
    opening = openXmppStream({
      account: options.account,
      resource: options.resource,
      timeoutMs,
      onEnd: lost,
      serve: [
        {
          namespace: connectionRequestNamespace,
          name: 'connectionRequest',
          answer: (request, from) => {
            const username = request.getChildText('username') ?? ''
            const password = request.getChildText('password') ?? ''
            return { error: refusal(from, { username, password }) }
          },
        },
      ],
    }).then(
      async (opened) => {
        stream = opened
        if (closed) await opened.close()
        else options.onJid(opened.jid)
      },
      () => lost(),
    )
  }

  function lost(): void {
    stream = null
    if (closed) return
    options.onJid('')
    alarm.set(againMs, open)
  }

  /** Null: the request is taken. */
  function refusal(from: string, given: { username: string; password: string }): string | null {
    const { allowed, expected, isBusy, onRequest } = options
    const bare = from.split('/')[0] ?? ''
    if (allowed.length > 0 && !allowed.some((jid) => jid === from || jid === bare))
      return 'service-unavailable'
    const { username, password } = expected()
    if (given.username !== username || given.password !== password) return 'not-authorized'
    if (isBusy()) return 'service-unavailable'
    // The answer goes out first (TR-069a6 Annex K).
    setImmediate(() => {
      if (!closed) onRequest()
    })
    return null
  }

  open()
  return {
    async close() {
      closed = true
      alarm.clear()
      await opening
      await stream?.close()
    },
  }
}
