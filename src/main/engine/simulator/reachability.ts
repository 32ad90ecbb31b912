import type { XmppAccount } from '../xmpp/index.js'
import { startNatClient, type NatClient } from './nat-client.js'
import type { Random } from './random.js'
import { startXmppClient, type SimulatedXmpp } from './xmpp-client.js'

export interface ReachabilityOptions {
  /** A value of the tree, by path below the root; empty where there is none. */
  value(path: string): string
  /** Changes a value of the tree, as the CPE itself does. */
  change(path: string, value: string): void
  readonly random: Random
  isBusy(): boolean
  /** A valid connection request came. */
  onRequest(): void
}

/** The ways to call a simulated CPE beside HTTP, as its tree says at the moment: STUN and XMPP. */
export interface Reachability {
  /** The tree may have changed: starts, stops or changes what follows from it. */
  follow(): void
  stop(): Promise<void>
}

const management = 'ManagementServer.'
const defaultKeepAliveSeconds = 30

export function createReachability(options: ReachabilityOptions): Reachability {
  const { value, change } = options
  const isOn = (path: string) => /^(?:1|true)$/i.test(value(path).trim())
  const expected = () => ({
    username: value(`${management}ConnectionRequestUsername`),
    password: value(`${management}ConnectionRequestPassword`),
  })
  let stopped = false
  /** Full JID of the open stream; empty: there is none. */
  let boundJid = ''
  let work: Promise<void> = Promise.resolve()

  /** Keeps one service running as a text of the tree says; an empty one: not at all. */
  function service<T extends { close(): Promise<void> }>(
    wanted: () => string,
    start: () => Promise<T> | T,
    ended: () => void,
  ) {
    let running: { readonly as: string; readonly service: T } | null = null
    return async (): Promise<void> => {
      const as = stopped ? '' : wanted()
      if ((running?.as ?? '') === as) return
      const before = running
      running = null
      await before?.service.close()
      if (as === '') {
        if (!stopped) ended()
        return
      }
      running = { as, service: await start() }
    }
  }

  const nat = service<NatClient>(
    () => (isOn(`${management}STUNEnable`) ? JSON.stringify(stunSettings()) : ''),
    () => {
      const { host, port, username, password, keepAliveSeconds } = stunSettings()
      return startNatClient({
        server: { host, port },
        credentials: { username, password },
        keepAliveSeconds,
        random: options.random,
        expected,
        onAddress(address, behindNat) {
          change(`${management}UDPConnectionRequestAddress`, address)
          change(`${management}NATDetected`, String(behindNat))
        },
        onRequest: options.onRequest,
      })
    },
    () => undefined,
  )

  function stunSettings() {
    const acsHost = URL.parse(value(`${management}URL`))?.hostname.replace(/^\[|\]$/g, '') ?? ''
    return {
      host: value(`${management}STUNServerAddress`) || acsHost,
      port: Number(value(`${management}STUNServerPort`) || '3478'),
      username: value(`${management}STUNUsername`),
      password: value(`${management}STUNPassword`),
      keepAliveSeconds: Number(value(`${management}STUNMinimumKeepAlivePeriod`)) || defaultKeepAliveSeconds,
    }
  }

  const xmpp = service<SimulatedXmpp>(
    () => {
      const account = xmppAccount()
      return account === null ? '' : JSON.stringify([account, allowed()])
    },
    () => {
      const connection = connectionPath()
      const account = xmppAccount() ?? noAccount
      return startXmppClient({
        account,
        resource: value(`${connection}Resource`) || 'cwmp',
        allowed: allowed(),
        expected,
        onJid(jid) {
          boundJid = jid
          change(`${connection}JabberID`, jid)
          change(`${connection}Status`, jid === '' ? 'Error' : 'Up')
          // What the CPE was called by stays told while the stream is down for a moment.
          if (jid !== '') change(`${management}ConnReqJabberID`, jid)
        },
        isBusy: options.isBusy,
        onRequest: options.onRequest,
      })
    },
    () => {
      boundJid = ''
      change(`${management}ConnReqJabberID`, '')
    },
  )

  /** Below the root, with a dot at its end; empty: the tree names none. */
  function connectionPath(): string {
    const named = value(`${management}ConnReqXMPPConnection`).replace(
      /^(?:Device|InternetGatewayDevice)\./,
      '',
    )
    return named === '' ? '' : `${named.replace(/\.$/, '')}.`
  }

  function xmppAccount(): XmppAccount | null {
    const connection = connectionPath()
    if (connection === '' || !isOn(`${connection}Enable`)) return null
    const [user, domain] = [value(`${connection}Username`), value(`${connection}Domain`)]
    if (user === '' || domain === '') return null
    return {
      jid: `${user}@${domain}`,
      password: value(`${connection}Password`),
      server: value(`${connection}Server.1.ServerAddress`),
      port: Number(value(`${connection}Server.1.Port`) || '5222'),
      security: isOn(`${connection}UseTLS`) ? 'starttls' : 'none',
      // Nobody gives a simulated CPE certificates to trust.
      anyCertificate: true,
    }
  }

  const allowed = () =>
    value(`${management}ConnReqAllowedJabberIDs`)
      .split(',')
      .map((jid) => jid.trim())
      .filter((jid) => jid !== '')

  /** One after the other; a service that cannot start is tried again when the tree is followed next. */
  function follow(): void {
    work = work.then(async () => {
      for (const one of [nat, xmpp]) await one().catch(() => undefined)
      // A factory reset takes it out of the tree while the stream goes on.
      if (boundJid !== '') change(`${management}ConnReqJabberID`, boundJid)
    })
  }

  return {
    follow,
    async stop() {
      stopped = true
      follow()
      await work
    },
  }
}

const noAccount: XmppAccount = {
  jid: '',
  password: '',
  server: '',
  port: 5222,
  security: 'none',
  anyCertificate: true,
}
