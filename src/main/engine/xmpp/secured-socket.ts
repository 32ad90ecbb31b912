import { EventEmitter } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { XmppSocket } from '@xmpp/client'
import type { XmppSecurity, XmppStage } from './types.js'
import { XmppProblem } from './types.js'

export interface SecuredSocketOptions {
  /** IP address or name. */
  readonly host: string
  readonly port: number
  readonly domain: string
  readonly security: XmppSecurity
  readonly anyCertificate: boolean
  readonly timeoutMs: number
  onStage(stage: XmppStage, detail: string): void
}

/** The beginning of a stream is a few hundred bytes. */
const maxOpening = 65_536

/**
 * The socket under an XMPP stream, which is protected before the client library sees it: the library would check a
 * STARTTLS certificate without a way to take one that the user trusts all the same.
 */
export class SecuredSocket extends EventEmitter implements XmppSocket {
  readonly #options: SecuredSocketOptions
  #socket: Socket | TLSSocket | null = null
  #secure = false
  #closed = false
  /** Until then failures are told as errors, which say more than that the socket has closed. */
  #prepared = false

  constructor(options: SecuredSocketOptions) {
    super()
    this.#options = options
  }

  get secure(): boolean {
    return this.#secure
  }

  connect(): void {
    this.#prepare().then(
      () => {
        const socket = this.#socket
        if (this.#closed || socket === null) return
        this.#prepared = true
        if (socket.destroyed) return this.#close()
        socket.on('data', (bytes: Uint8Array) => this.emit('data', bytes))
        this.emit('connect')
      },
      (error: unknown) => {
        if (!this.#closed) this.emit('error', error)
        this.destroy()
      },
    )
  }

  write(data: string, done: (error?: Error | null) => void): void {
    if (this.#socket === null || this.#closed) done(new XmppProblem('stream', 'The XMPP stream is closed.'))
    else this.#socket.write(data, done)
  }

  end(): void {
    this.#socket?.end()
    if (this.#socket === null || this.#socket.destroyed) this.#close()
  }

  destroy(): void {
    this.#socket?.destroy()
    this.#close()
  }

  async #prepare(): Promise<void> {
    const { security, host, port, onStage } = this.#options
    const where = `${host.includes(':') ? `[${host}]` : host}:${port}`
    const plain = connectTcp({ host, port })
    this.#hold(plain)
    await this.#until(plain, 'connect', (reason) => this.#connectProblem(reason, where))
    onStage('connect', `Connected to the XMPP server at ${where}.`)
    if (security === 'none') {
      onStage('tls', 'The stream is not encrypted, as the settings say.')
      return
    }
    if (security === 'starttls') await this.#startTls(plain, where)
    await this.#secureBy(plain, where)
  }

  /** Asks for TLS in a stream that is thrown away after (RFC 6120 5.4). */
  async #startTls(socket: Socket, where: string): Promise<void> {
    const { domain } = this.#options
    const to = domain.replace(/[&<>'"]/g, '')
    socket.write(
      `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='${to}' version='1.0'>`,
    )
    const features = await this.#read(
      socket,
      /<stream:features\s*\/>|<\/stream:features>|<\/stream:stream>/,
      where,
    )
    if (/<stream:error/.test(features)) {
      const unknown = features.includes('host-unknown')
      throw new XmppProblem(
        'tls',
        unknown
          ? `${where} does not serve the domain ${domain}. Check the JID's domain and the server's settings.`
          : `${where} ended the stream before TLS: ${features.slice(features.indexOf('<stream:error'), 300)}.`,
      )
    }
    if (!features.includes('urn:ietf:params:xml:ns:xmpp-tls')) {
      throw new XmppProblem(
        'tls',
        `${where} offers no STARTTLS. Choose TLS from the start or no TLS in the settings, or switch TLS on in the server.`,
      )
    }
    socket.write(`<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`)
    const answer = await this.#read(socket, /<proceed[^>]*>|<failure[^>]*>|<\/stream:stream>/, where)
    if (!answer.includes('<proceed')) {
      throw new XmppProblem('tls', `${where} refused STARTTLS. Look into the log of the XMPP server.`)
    }
  }

  async #secureBy(socket: Socket, where: string): Promise<void> {
    const { domain, anyCertificate, onStage } = this.#options
    const isName = /[^\d.]/.test(domain) && !domain.includes(':')
    socket.removeAllListeners('data')
    const secured = connectTls({
      socket,
      rejectUnauthorized: !anyCertificate,
      host: domain,
      ...(isName ? { servername: domain } : {}),
    })
    this.#hold(secured)
    await this.#until(
      secured,
      'secureConnect',
      (reason) =>
        new XmppProblem(
          'tls',
          /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(reason)
            ? `The certificate of ${where} was refused (${reason}). Give the server one that is valid for ${domain}, or accept any certificate in the settings.`
            : `TLS with ${where} failed (${reason}). Check port and kind of TLS in the settings.`,
        ),
    )
    this.#secure = true
    const checked = secured.authorized ? 'its certificate is valid' : 'its certificate was not checked'
    onStage('tls', `The stream is encrypted (${secured.getProtocol() ?? 'TLS'}); ${checked}.`)
  }

  #hold(socket: Socket): void {
    this.#socket = socket
    // Whoever waits hears of errors by `until`; the client library hears of the end.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (this.#socket === socket && this.#prepared) this.#close()
    })
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
  }

  #until(socket: Socket, event: string, problem: (reason: string) => Error): Promise<void> {
    const { timeoutMs } = this.#options
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(problem('ETIMEDOUT')), timeoutMs)
      const ended = (reason: string) => {
        clearTimeout(timer)
        reject(problem(reason))
      }
      socket.once(event, () => {
        clearTimeout(timer)
        resolve()
      })
      socket.once('error', (error: NodeJS.ErrnoException) => ended(error.code ?? error.message))
      socket.once('close', () => ended('closed'))
    })
  }

  #read(socket: Socket, end: RegExp, where: string): Promise<string> {
    const { timeoutMs } = this.#options
    return new Promise((resolve, reject) => {
      let text = ''
      const stop = (problem: string | null) => {
        clearTimeout(timer)
        socket.off('data', take)
        socket.off('close', closed)
        if (problem === null) resolve(text)
        else reject(new XmppProblem('tls', problem))
      }
      const take = (bytes: Uint8Array) => {
        text += Buffer.from(bytes).toString('utf8')
        if (end.test(text)) stop(null)
        else if (text.length > maxOpening || !/^\s*</.test(text)) {
          stop(
            `${where} speaks something else than XMPP: ${JSON.stringify(text.slice(0, 60))}. Check server and port.`,
          )
        }
      }
      const closed = () =>
        stop(
          `${where} closed the connection before TLS. Check port and kind of TLS in the settings, and the log of the server.`,
        )
      const timer = setTimeout(
        () =>
          stop(
            `${where} did not answer within ${timeoutMs / 1000} s. Check that an XMPP server for clients listens there, and that TLS does not begin at once on this port.`,
          ),
        timeoutMs,
      )
      socket.on('data', take)
      socket.once('close', closed)
    })
  }

  #connectProblem(reason: string, where: string): Error {
    const { timeoutMs } = this.#options
    switch (reason) {
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return new XmppProblem(
          'resolve',
          `The name of the XMPP server in ${where} could not be resolved (${reason}). Check the server in the settings and the name server of this machine.`,
        )
      case 'ECONNREFUSED':
        return new XmppProblem(
          'connect',
          `${where} refused the connection: no XMPP server listens there. Start it, or correct server and port in the settings.`,
        )
      case 'ETIMEDOUT':
        return new XmppProblem(
          'connect',
          `${where} did not answer within ${timeoutMs / 1000} s. Check that the XMPP server runs and no firewall is between.`,
        )
      default:
        return new XmppProblem(
          'connect',
          `The connection to ${where} failed (${reason}). Check server and port in the settings.`,
        )
    }
  }
}
