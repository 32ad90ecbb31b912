import type { Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import { openXmppStream, type XmppStream } from './stream.js'
import type { IqAnswer, XmppAccount, XmppStage } from './types.js'

export interface XmppLinkOptions {
  readonly recorder: Recorder
  readonly now: () => Micros
  /** The ACS's account; null: none is set. Asked for each call. */
  account(): XmppAccount | null
  /** For each step of the stream's opening, in milliseconds. */
  readonly timeoutMs?: number
  onChange?(): void
}

/** The ACS as an XMPP client: connected when it is first needed, and kept so. */
export interface XmppLink {
  readonly account: XmppAccount | null
  /** Full JID of the open stream; null: there is none. */
  readonly connectedAs: string | null
  /**
   * Opens the stream if it is not open; `onStage` hears what is done for it. Rejects with an `XmppProblem`.
   *
   * @returns false: it was open already
   */
  connect(onStage: (stage: XmppStage, detail: string) => void): Promise<boolean>
  /** Asks a CPE to open a session (TR-069a6 Annex K); `connect` before. */
  connectionRequest(
    to: string,
    credentials: { readonly username: string; readonly password: string },
    timeoutMs: number,
  ): Promise<IqAnswer>
  /** Closes the stream; the next `connect` opens it with the account as it is then. */
  disconnect(): Promise<void>
}

/** Namespace of connection requests over XMPP (TR-069a6 Annex K). */
export const connectionRequestNamespace = 'urn:broadband-forum-org:cwmp:xmppConnReq-1-0'

export function createXmppLink(options: XmppLinkOptions): XmppLink {
  const { recorder, now, timeoutMs = 10_000, onChange = () => undefined } = options
  let stream: XmppStream | null = null
  let opening: Promise<XmppStream> | null = null

  async function open(onStage: (stage: XmppStage, detail: string) => void): Promise<XmppStream> {
    const account = options.account()
    if (account === null) throw new Error('No XMPP account is set.')
    const opened = await openXmppStream({
      account,
      resource: 'acs',
      timeoutMs,
      onStage,
      onStanza: (direction, stanza, jid) => {
        recorder
          .event({ type: 'xmpp-stanza', at: now(), direction, account: jid, stanza })
          // The recorder reports that it cannot write; XMPP goes on.
          .catch(() => undefined)
      },
      onEnd: () => {
        stream = null
        onChange()
      },
    })
    stream = opened
    onChange()
    return opened
  }

  return {
    get account() {
      return options.account()
    },
    get connectedAs() {
      return stream?.open === true ? stream.jid : null
    },
    async connect(onStage) {
      if (stream?.open === true) return false
      opening ??= open(onStage).finally(() => (opening = null))
      await opening
      return true
    },
    async connectionRequest(to, { username, password }, answerMs) {
      const { xml } = await import('@xmpp/client')
      if (stream === null) return { type: 'none' }
      const child = xml(
        'connectionRequest',
        { xmlns: connectionRequestNamespace },
        xml('username', {}, username),
        xml('password', {}, password),
      )
      return stream.request(to, child, answerMs)
    },
    async disconnect() {
      await opening?.catch(() => undefined)
      const closing = stream
      stream = null
      await closing?.close()
      if (closing !== null) onChange()
    },
  }
}
