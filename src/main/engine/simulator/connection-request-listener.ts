import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  parseAuth,
  readDigestCredentials,
  verifyDigest,
  writeDigestChallenge,
} from '../../../core/http/index.js'
import { nodeHash } from './hash.js'
import type { Random } from './random.js'

export interface ConnectionRequestListenerOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly random: Random
  /** As they are in the CPE's tree at the moment of a request. */
  credentials(): { readonly username: string; readonly password: string }
  /** True: answered with 503, without Retry-After. */
  isBusy(): boolean
  /** A valid request was answered. */
  onRequest(): void
}

export interface ConnectionRequestListener {
  readonly url: string
  close(): Promise<void>
}

const realm = 'CPE'
/** Nonces that may still come back; the oldest goes first. */
const maxNonces = 32

/** Takes connection requests over HTTP: digest, a path nobody can guess, no body (TR-069a6 3.2.2.1). */
export async function listenForConnectionRequests(
  options: ConnectionRequestListenerOptions,
): Promise<ConnectionRequestListener> {
  const { host, port, random } = options
  const path = `/${random.hex(16)}`
  /** Highest nonce count seen, by nonce: a repeated one is a replay. */
  const nonces = new Map<string, number>()

  function challenge(response: ServerResponse, stale: boolean): void {
    const nonce = random.hex(32)
    nonces.set(nonce, 0)
    for (const oldest of nonces.keys()) {
      if (nonces.size <= maxNonces) break
      nonces.delete(oldest)
    }
    response.setHeader(
      'WWW-Authenticate',
      writeDigestChallenge({ realm, nonce, algorithm: 'MD5', qop: 'auth', opaque: null, stale }),
    )
    finish(response, 401)
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url !== path) return finish(response, 404)
    if (request.method !== 'GET') {
      response.setHeader('Allow', 'GET')
      return finish(response, 405)
    }
    switch (check(request)) {
      case 'refused':
        return challenge(response, false)
      case 'stale':
        return challenge(response, true)
      case 'accepted':
        if (options.isBusy()) return finish(response, 503)
        // The session starts only once the answer is out (TR-069a6 3.2.2.1).
        response.once('finish', () => options.onRequest())
        return finish(response, 200)
    }
  }

  function check(request: IncomingMessage): 'accepted' | 'refused' | 'stale' {
    const fields = parseAuth(request.headersDistinct['authorization'] ?? [])[0]
    if (fields === undefined) return 'refused'
    const given = readDigestCredentials(fields)
    const { username, password } = options.credentials()
    if (
      typeof given === 'string' ||
      given.username !== username ||
      given.realm !== realm ||
      given.uri !== path
    ) {
      return 'refused'
    }
    if (!verifyDigest(given, { method: 'GET', password }, nodeHash)) return 'refused'
    const seen = nonces.get(given.nonce)
    const count = given.qop === null ? (seen ?? 0) + 1 : Number.parseInt(given.qop.nonceCount, 16)
    if (seen === undefined || !(count > seen)) return 'stale'
    nonces.set(given.nonce, count)
    return 'accepted'
  }

  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function finish(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': '0' })
  response.end()
}
