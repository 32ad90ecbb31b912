import type { XmppClient, XmppElement } from '@xmpp/client'
import { SecuredSocket, type SecuredSocketOptions } from './secured-socket.js'
import { partsOfJid, XmppProblem, type IqAnswer, type XmppAccount, type XmppStage } from './types.js'

export interface XmppStreamOptions {
  readonly account: XmppAccount
  /** Used where the JID has none. */
  readonly resource: string
  /** For each step of the opening, in milliseconds. */
  readonly timeoutMs: number
  onStage?(stage: XmppStage, detail: string): void
  /** A stanza crossed the wire. */
  onStanza?(direction: 'received' | 'sent', stanza: string, account: string): void
  /** The stream has ended, by whomever. */
  onEnd?(): void
  /** Answers to `get` requests of others, by namespace and name of the child. Null: service-unavailable. */
  readonly serve?: readonly {
    readonly namespace: string
    readonly name: string
    answer(child: XmppElement, from: string): { readonly error: string | null }
  }[]
}

/** An XMPP stream that is open and logged in. */
export interface XmppStream {
  /** Full JID, as the server bound it. */
  readonly jid: string
  readonly open: boolean
  /** Sends an iq of type get and waits for its answer. */
  request(to: string, child: XmppElement, timeoutMs: number): Promise<IqAnswer>
  close(): Promise<void>
}

const stanzaErrors = 'urn:ietf:params:xml:ns:xmpp-stanzas'

/** Opens a stream: connect, TLS, log in, bind. Rejects with an `XmppProblem`. */
export async function openXmppStream(options: XmppStreamOptions): Promise<XmppStream> {
  // Loaded when the first stream is opened: most runs open none.
  const { client, xml } = await import('@xmpp/client')
  const { account, timeoutMs, onStage = () => undefined } = options
  const parts = partsOfJid(account.jid)
  if (parts === null) throw new XmppProblem('log-in', `"${account.jid}" is no JID. Give it as user@domain.`)
  const { user, domain } = parts
  const host = account.server.trim() === '' ? domain : account.server.trim().replace(/^\[|\]$/g, '')
  const service = `xmpp://${host.includes(':') ? `[${host}]` : host}:${account.port}`
  const entity = client({
    service,
    domain,
    resource: parts.resource || options.resource,
    username: user,
    password: account.password,
    timeout: timeoutMs,
  })
  // A lost connection is opened again when it is needed, so that its steps can be told.
  entity.reconnect.stop()
  const sockets = useSocket(entity, {
    host,
    port: account.port,
    domain,
    security: account.security,
    anyCertificate: account.anyCertificate,
    timeoutMs,
    onStage,
  })
  let open = false
  let jid = account.jid
  const waiting = new Map<string, (answer: IqAnswer) => void>()
  let ids = 0

  entity.on('stanza', (stanza: XmppElement) => {
    options.onStanza?.('received', stanza.toString(), account.jid)
    const { id, type, from = '' } = stanza.attrs
    if (!stanza.is('iq') || (type !== 'result' && type !== 'error')) return
    waiting.get(id ?? '')?.(type === 'result' ? { type, from } : errorOf(stanza, from))
  })
  entity.on('send', (element: XmppElement) => {
    if (/^(?:iq|message|presence)$/.test(element.name)) {
      options.onStanza?.('sent', element.toString(), account.jid)
    }
  })
  for (const { namespace, name, answer } of options.serve ?? []) {
    entity.iqCallee.get(namespace, name, ({ element, stanza }) => {
      const { error } = answer(element, stanza.attrs.from ?? '')
      return error === null
        ? {}
        : xml(
            'error',
            { type: error === 'not-authorized' ? 'auth' : 'cancel' },
            xml(error, { xmlns: stanzaErrors }),
          )
    })
  }
  entity.on('disconnect', () => {
    const wasOpen = open
    open = false
    for (const answer of [...waiting.values()]) answer({ type: 'none' })
    if (wasOpen) options.onEnd?.()
  })

  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new XmppProblem(
            'log-in',
            `The XMPP server at ${host}:${account.port} did not finish the log-in within ${timeoutMs / 1000} s. Look into its log.`,
          ),
        ),
      timeoutMs * 3,
    )
    const settle = (end: () => void) => {
      clearTimeout(timer)
      end()
    }
    // Later errors are told by the end of the stream.
    entity.on('error', (error: Error) => settle(() => reject(problemOf(error, account))))
    entity.once('disconnect', () =>
      settle(() =>
        reject(
          new XmppProblem(
            'log-in',
            `The XMPP server at ${host}:${account.port} closed the connection before the log-in was done. Look into its log.`,
          ),
        ),
      ),
    )
    entity.once('online', (address: { toString(): string }) => {
      jid = address.toString()
      open = true
      settle(resolve)
    })
    entity
      .connect(service)
      .then(() => entity.open({ domain }))
      .catch((error: unknown) => settle(() => reject(problemOf(error, account))))
  }).catch((error: unknown) => {
    for (const socket of sockets) socket.destroy()
    throw error
  })
  onStage('log-in', `Logged in as ${jid}.`)

  return {
    get jid() {
      return jid
    },
    get open() {
      return open
    },
    async request(to, child, answerMs) {
      const id = `cwmp-${++ids}`
      const answer = new Promise<IqAnswer>((resolve) => {
        const done = (said: IqAnswer) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(said)
        }
        const timer = setTimeout(() => done({ type: 'none' }), answerMs)
        waiting.set(id, done)
      })
      try {
        await entity.send(xml('iq', { type: 'get', to, from: jid, id }, child))
      } catch {
        waiting.get(id)?.({ type: 'none' })
      }
      return answer
    },
    async close() {
      if (open) await Promise.race([entity.stop().catch(() => undefined), after(500)])
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Makes the client take our sockets for its TCP transport, and no other transport. */
function useSocket(entity: XmppClient, options: SecuredSocketOptions): Set<SecuredSocket> {
  const sockets = new Set<SecuredSocket>()
  const tcp = entity.transports.find(
    (transport) => transport.prototype.socketParameters('xmpp://server:5222') !== undefined,
  )
  if (tcp === undefined) throw new Error('The XMPP library has no transport over TCP.')
  class Transport extends tcp {}
  Transport.prototype.Socket = class extends SecuredSocket {
    constructor() {
      super(options)
      sockets.add(this)
    }
  }
  entity.transports.splice(0, entity.transports.length, Transport)
  return sockets
}

function errorOf(stanza: XmppElement, from: string): IqAnswer {
  const error = stanza.getChild('error')
  const condition = error?.getChildElements().find((child) => child.name !== 'text')?.name
  return {
    type: 'error',
    from,
    condition: condition ?? 'undefined-condition',
    text: error?.getChildText('text', stanzaErrors) ?? '',
  }
}

function problemOf(error: unknown, { jid, security }: XmppAccount): XmppProblem {
  if (error instanceof XmppProblem) return error
  const { name, condition = '' } = conditionOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (name === 'SASLError' || /mechanism/i.test(message)) {
    if (condition === 'not-authorized') {
      return new XmppProblem(
        'log-in',
        `The XMPP server refused the log-in of ${jid}: there is no such user, or the password is another one. Correct both in the settings.`,
      )
    }
    const hint =
      security === 'none'
        ? ' Without TLS a server mostly offers only log-ins that send the password as it is, which is not done: use TLS.'
        : ''
    return new XmppProblem('log-in', `The XMPP server took no log-in of ${jid}: ${message}.${hint}`)
  }
  if (condition === 'host-unknown') {
    return new XmppProblem(
      'log-in',
      `The XMPP server does not serve the domain of ${jid}. Check the JID's domain and the server's settings.`,
    )
  }
  return new XmppProblem(
    'log-in',
    `The XMPP stream could not be opened: ${message}. Look into the log of the server.`,
  )
}

function conditionOf(error: unknown): { name: string; condition?: string } {
  if (!(error instanceof Error)) return { name: '' }
  const condition = 'condition' in error ? String(error.condition) : undefined
  return { name: error.name, ...(condition === undefined ? {} : { condition }) }
}

const after = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref()
  })
