import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  acsEventOf,
  acsStep,
  deviceIdentityOf,
  type AcsEvent,
  type AcsPostEvent,
} from '../../../core/dialog/index.js'
import { readProxyHeader } from '../../../core/http/index.js'
import type { BindingRecord } from '../../../core/journal/records.js'
import { decodeEnvelope } from '../../../core/soap/index.js'
import type { DecodedEnvelope } from '../../../core/soap/message.js'
import type { Recorder } from '../recorder/types.js'
import { tappedExchange } from '../wire/index.js'
import type { TappedExchange } from '../wire/types.js'
import type { AwaitedInforms } from './awaited-informs.js'
import type { Gatekeeper } from './gatekeeper.js'
import { infoPage } from './info-page.js'
import { useHttps } from './listeners.js'
import { informingCpe } from './informing-cpe.js'
import { peerOf, type Peer } from './peer.js'
import { quote, type Sightings } from './reachability.js'
import { Reply } from './reply.js'
import { isTooLong, readBody, type BodyLimits, type RequestBody } from './request-body.js'
import type { PostToAnswer, SessionRunner } from './session-runner.js'
import type { AcsSession, AcsSessions } from './sessions.js'

export interface HttpFrontOptions {
  readonly recorder: Recorder
  readonly sessions: AcsSessions
  readonly runner: SessionRunner
  readonly sightings: Sightings
  readonly gatekeeper: Gatekeeper
  readonly awaited: AwaitedInforms
  readonly bodyLimits: BodyLimits
  readonly trustProxy: boolean
  readonly onTlsOnPlainPort: (remote: string, local: string, detail: string) => void
  readonly onProblem: (problem: Error) => void
}

/** A POST, and where it comes from. */
interface Arrival {
  readonly request: IncomingMessage
  readonly peer: Peer
  readonly post: PostToAnswer
}

/** A POST that was read as a whole. */
interface ReadPost {
  readonly event: AcsPostEvent
  /** For the projections: a large message is decoded once. */
  readonly envelope: DecodedEnvelope | undefined
}

/** Turns HTTP requests into events of sessions: reads, waits for the journal, finds the session, answers. */
export class HttpFront {
  readonly #options: HttpFrontOptions
  readonly #watched = new WeakSet<Duplex>()
  /** Settles when the POST of a connection that is being answered has its answer. */
  readonly #answering = new WeakMap<Duplex, Promise<void>>()
  /** Set when the ACS closes. */
  refusesSessions = false

  constructor(options: HttpFrontOptions) {
    this.#options = options
  }

  /** Answers a request, whatever it is. Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = new Reply(response)
    try {
      const tapped = tappedExchange(request)
      if (tapped === null) throw new Error('A request came to the ACS past the recorder.')
      this.#watch(request, tapped)
      const line = `${request.method ?? ''} ${request.url ?? ''}`
      this.#options.sightings.saw('http', true, `${quote(line)} from ${tapped.remote}.`)
      if (request.method === 'POST') await this.#postInTurn(request, { tapped, reply })
      else await this.#notPost(request, { tapped, reply })
    } catch (error) {
      this.#options.onProblem(error instanceof Error ? error : new Error(String(error)))
      if (!reply.done) reply.text(500, 'The workbench made a mistake. Its own window says more.')
    }
  }

  /** A client that waits for 100 Continue is told at once if its body is too large to be sent at all. */
  answerExpecting(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isTooLong(request, this.#options.bodyLimits)) response.writeContinue()
    return this.answer(request, response)
  }

  /** Answers who speaks HTTP without TLS on a port for TLS. Never rejects. */
  async refuseClear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = new Reply(response)
    try {
      request.resume()
      const tapped = tappedExchange(request)
      if (tapped !== null) {
        await tapped.committed
        this.#bind({ exchange: tapped.exchange, session: null, boundBy: 'connection' })
      }
      reply.text(400, `This port speaks TLS. ${useHttps}`, { Connection: 'close' })
    } catch (error) {
      this.#options.onProblem(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** Answers what node:http could not read as a request. The tap has recorded it. */
  refuseGarbage(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const remote = 'remoteAddress' in socket ? String(socket.remoteAddress) : 'Somebody'
    const [status, text] = whyGarbage(error)
    this.#options.sightings.saw('http', false, `${remote}: ${text}`)
    if (isTls(error)) this.#options.onTlsOnPlainPort(...endsOf(socket), text)
    const body = `${text}\n`
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`,
    )
  }

  async #notPost(request: IncomingMessage, { tapped, reply }: PostToAnswer): Promise<void> {
    request.resume()
    await tapped.committed
    this.#bind({ exchange: tapped.exchange, session: null, boundBy: 'connection' })
    if (request.method === 'GET' || request.method === 'HEAD') reply.html(infoPage)
    else reply.text(405, 'CPEs send their messages here with POST.', { Allow: 'GET, HEAD, POST' })
  }

  async #postInTurn(request: IncomingMessage, post: PostToAnswer): Promise<void> {
    const { socket } = request
    const before = this.#answering.get(socket)
    const answering =
      before === undefined ? this.#post(request, post) : this.#pipelined(request, post, before)
    const answered = answering.then(
      () => post.reply.sent,
      () => undefined,
    )
    this.#answering.set(socket, answered)
    try {
      await answering
    } finally {
      if (this.#answering.get(socket) === answered) this.#answering.delete(socket)
    }
  }

  /** A POST that came before the one in front of it was answered (TR-069a6 3.4.6). That one has its answer, this one is refused. */
  async #pipelined(request: IncomingMessage, post: PostToAnswer, before: Promise<void>): Promise<void> {
    const { exchange, committed } = post.tapped
    request.resume()
    await committed
    await before
    const found = this.#options.sessions.find(peerOf(request, post.tapped, this.#options.trustProxy))
    this.#bind({
      exchange,
      session: found?.session.number ?? null,
      boundBy: found?.boundBy ?? 'connection',
    })
    post.reply.text(400, pipeliningRefused, { Connection: 'close' })
  }

  async #post(request: IncomingMessage, post: PostToAnswer): Promise<void> {
    const { sessions, bodyLimits, trustProxy } = this.#options
    const peer = peerOf(request, post.tapped, trustProxy)
    // While a long message arrives the session is not idle.
    const arrivingFor = sessions.find(peer)?.session
    if (arrivingFor !== undefined) sessions.hold(arrivingFor)
    try {
      const body = await readBody(request, bodyLimits)
      // Half a message is in the journal, and there is nobody left to answer.
      if (body.kind === 'cut-off') return
      if (body.kind === 'refused' && body.early) this.#refuseEarly(body, peer, post)
      else await this.#whole(body, request, peer, post)
    } finally {
      if (arrivingFor !== undefined) sessions.release(arrivingFor)
    }
  }

  /** The rest of the body is not waited for, so the answer cuts the request, and the tap journals both. */
  #refuseEarly(body: RequestBody & { kind: 'refused' }, peer: Peer, post: PostToAnswer): void {
    const { sessions, runner } = this.#options
    const found = sessions.find(peer)
    if (found !== null && found.boundBy !== 'address') {
      runner.run(found.session, { type: 'unreadable', problem: body.problem, status: body.status }, post)
    } else {
      post.reply.text(body.status, `The body was not read: ${body.problem}`, { Connection: 'close' })
    }
  }

  async #whole(
    body: RequestBody & { kind: 'whole' | 'refused' },
    request: IncomingMessage,
    peer: Peer,
    post: PostToAnswer,
  ): Promise<void> {
    await post.tapped.committed
    const { event, envelope } = readPost(body, request)
    if (event.type === 'inform') {
      this.#inform(event, envelope, { request, peer, post })
      return
    }
    const { sessions } = this.#options
    const found = sessions.find(peer)
    if (found === null || (found.boundBy === 'address' && !fits(found.session, event))) {
      this.#unbound(event, envelope, { request, peer, post })
      return
    }
    const { session, boundBy } = found
    sessions.hold(session)
    try {
      this.#bind({ exchange: post.tapped.exchange, session: session.number, boundBy }, envelope)
      const { gatekeeper, runner } = this.#options
      const { deviceId } = session.cpe
      const caller = { request, peer, post, session, identity: null, deviceId, asked: null }
      if (boundBy === 'address' && !gatekeeper.letsStranger(caller)) return
      sessions.bound(session, peer)
      if (sessions.open.has(session) && gatekeeper.sendsAway(deviceId, post)) return
      runner.run(session, event, post)
    } finally {
      sessions.release(session)
    }
  }

  /**
   * An Inform always opens a session of its own; the one it comes in, if any, is over. One that was asked for again (401,
   * redirect) goes on with the session that it began.
   */
  #inform(
    event: AcsEvent<'inform'>,
    envelope: DecodedEnvelope | undefined,
    { request, peer, post }: Arrival,
  ): void {
    const { sessions, runner, sightings, awaited, gatekeeper } = this.#options
    const { exchange, remote } = post.tapped
    if (this.refusesSessions) {
      this.#bind({ exchange, session: null, boundBy: 'connection' }, envelope)
      post.reply.text(503, 'The workbench is stopping and takes no new sessions.', { Connection: 'close' })
      return
    }
    const cpe = informingCpe(event.arguments)
    const asked = awaited.take(peer, cpe.deviceId)
    const session = asked === null ? sessions.create(exchange, peer) : asked.session
    this.#bind({ exchange, session: session.number, boundBy: asked?.boundBy ?? 'connection' }, envelope)
    session.cpe = cpe
    session.peer = peer
    const identity = deviceIdentityOf(event.arguments)
    if (!gatekeeper.lets({ request, peer, post, session, identity, deviceId: cpe.deviceId, asked })) return
    const before = sessions.find(peer)
    if (before?.boundBy === 'cookie' && sessions.open.has(before.session)) {
      runner.run(before.session, { type: 'superseded' }, null)
    }
    sessions.hold(session)
    try {
      runner.run(session, event, post)
    } finally {
      sessions.release(session)
    }
    const { facts } = session
    sightings.saw(
      'inform',
      facts !== null,
      facts === null
        ? `An Inform from ${remote} was refused.`
        : `Inform of ${quote(facts.deviceId)} from ${remote}, CWMP ${facts.version}.`,
    )
  }

  /** A POST that nothing ties to a session. */
  #unbound(
    event: AcsPostEvent,
    envelope: DecodedEnvelope | undefined,
    { request, peer, post }: Arrival,
  ): void {
    const { sessions, runner, gatekeeper } = this.#options
    const session = this.#begin(envelope, peer, post)
    const candidates = [...sessions.openFrom(peer.address)].filter((candidate) => fits(candidate, event))
    if (event.type === 'unreadable' || candidates.length === 0) {
      // Some HTTP clients send an empty POST to learn what is asked of them, and the Inform with their credentials.
      const asks = event.type === 'empty-post' && request.headers.authorization === undefined
      const caller = { request, peer, post, session, identity: null, deviceId: null, asked: null }
      if (asks && !gatekeeper.lets(caller)) return
      runner.run(session, event, post)
      return
    }
    for (const candidate of candidates) candidate.cookieLost = true
    post.reply.text(
      400,
      `This POST has no session cookie, and ${String(candidates.length)} sessions are open from ${peer.address}: it could belong to any of them. A CPE must return the cookie of the InformResponse.`,
    )
    runner.journalEnd(session, 'cookie-lost', post.reply)
  }

  #begin(envelope: DecodedEnvelope | undefined, peer: Peer, { tapped }: PostToAnswer): AcsSession {
    const { exchange } = tapped
    this.#bind({ exchange, session: exchange, boundBy: 'connection' }, envelope)
    return this.#options.sessions.create(exchange, peer)
  }

  /**
   * Hands in the binding. It is not waited for: the journal keeps the order in which it is handed things, so the binding is
   * committed before the response, and that before it leaves. Where the journal cannot be written the recorder tells;
   * traffic goes on unrecorded.
   */
  #bind(record: BindingRecord, envelope?: DecodedEnvelope): void {
    this.#options.recorder.bind(record, envelope).catch(() => undefined)
  }

  /** Tells the session of a connection when that closes. */
  #watch(request: IncomingMessage, { connection }: TappedExchange): void {
    const { socket } = request
    if (this.#watched.has(socket)) return
    this.#watched.add(socket)
    socket.once('close', () => {
      const session = this.#options.sessions.connectionClosed(connection)
      if (session !== null) this.#options.runner.run(session, { type: 'connection-closed' }, null)
    })
  }
}

/** Whether the session's dialog would take the POST as a legal next one. */
function fits(session: AcsSession, event: AcsPostEvent): boolean {
  return !acsStep(session.state, event).commands.some(
    (command) => command.type === 'session-ended' && command.outcome === 'protocol-error',
  )
}

function readPost(body: RequestBody & { kind: 'whole' | 'refused' }, request: IncomingMessage): ReadPost {
  if (body.kind === 'refused') {
    const { problem, status } = body
    return { event: { type: 'unreadable', problem, status }, envelope: undefined }
  }
  if (body.bytes.every(isWhiteSpace)) return { event: { type: 'empty-post' }, envelope: undefined }
  const charset = charsetOf(request.headers['content-type'])
  const envelope = decodeEnvelope(body.bytes, charset === null ? {} : { charset })
  return { event: acsEventOf(envelope), envelope }
}

/** Some CPEs end an empty POST with a line break. */
function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function charsetOf(contentType: string | undefined): string | null {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? null
}

/** `host:port` of both. */
function endsOf(socket: Duplex): readonly [remote: string, local: string] {
  const remote =
    'remoteAddress' in socket && 'remotePort' in socket
      ? `${String(socket.remoteAddress)}:${String(socket.remotePort)}`
      : ''
  const local =
    'localAddress' in socket && 'localPort' in socket
      ? `${String(socket.localAddress)}:${String(socket.localPort)}`
      : ''
  return [remote, local]
}

function whyGarbage(error: NodeJS.ErrnoException): readonly [status: string, text: string] {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'The head of the request is too large.']
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request took too long to arrive.']
    default:
      return ['400 Bad Request', whatArrived(error)]
  }
}

const pipeliningRefused =
  'This POST came before the one in front of it was answered: CWMP forbids pipelining. Wait for each answer before the next POST.'

const notTls =
  'A TLS handshake arrived on the plain HTTP port. Use http:// in the ACS URL, or the port for https.'

function whatArrived(error: object): string {
  if (isTls(error)) return notTls
  const packet = 'rawPacket' in error ? error.rawPacket : null
  return packet instanceof Uint8Array && readProxyHeader(packet).kind === 'header'
    ? 'A PROXY header arrived. Start the workbench with --trust-proxy if a proxy stands in front of it.'
    : 'What arrived is not an HTTP request.'
}

/** A TLS record of type handshake, version 3.x. */
function isTls(error: object): boolean {
  const packet = 'rawPacket' in error ? error.rawPacket : null
  return packet instanceof Uint8Array && packet[0] === 0x16 && packet[1] === 0x03
}
