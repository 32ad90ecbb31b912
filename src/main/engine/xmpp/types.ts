/** How the stream is protected. */
export type XmppSecurity = 'starttls' | 'tls' | 'none'

/** An account at an XMPP server. */
export interface XmppAccount {
  /** `user@domain`, with or without `/resource`. */
  readonly jid: string
  readonly password: string
  /** Host of the server; empty: the JID's domain. */
  readonly server: string
  /** 5222 by custom, 5223 where TLS begins at once. */
  readonly port: number
  readonly security: XmppSecurity
  /** Takes any certificate: servers in labs mostly have one of their own making. */
  readonly anyCertificate: boolean
}

/** The parts of a JID; null: it is none of an account. */
export function partsOfJid(
  jid: string,
): { readonly user: string; readonly domain: string; readonly resource: string } | null {
  const parts = /^([^@/\s"&'<>:]+)@([^@/\s]+)(?:\/(.+))?$/.exec(jid.trim())
  if (parts === null) return null
  const [, user = '', domain = '', resource = ''] = parts
  return { user, domain, resource }
}

/** Where a stream's opening has come to; each is told once. */
export type XmppStage = 'resolve' | 'connect' | 'tls' | 'log-in'

/** A stream that could not be opened, or broke. The message is a sentence that says what to do next. */
export class XmppProblem extends Error {
  constructor(
    readonly stage: XmppStage | 'stream',
    message: string,
  ) {
    super(message)
  }
}

/** How somebody answers a request. */
export type IqAnswer =
  | { readonly type: 'result'; readonly from: string }
  | {
      readonly type: 'error'
      readonly from: string
      /** Condition of RFC 6120 8.3.3, such as `service-unavailable`. */
      readonly condition: string
      readonly text: string
    }
  | { readonly type: 'none' }
