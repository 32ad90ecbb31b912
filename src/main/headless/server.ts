import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Router } from '@orpc/server'
import type { Contract } from '../../contract/index.js'
import { contentSecurityPolicy, listPageFiles, securityHeaders } from '../engine/page/index.js'
import type { ApiContext, Engine } from '../engine/types.js'
import { createAccess, type Verdict } from './access.js'
import { answerHtml, answerJson } from './answers.js'
import { foreign } from './origin.js'
import { createRest } from './rest.js'
import { signInPage } from './sign-in.js'
import { servePage } from './static-page.js'
import { createWebSocketFace, refuseUpgrade } from './web-socket.js'

export interface HeadlessServerOptions {
  readonly router: Router<Contract, ApiContext>
  /** Takes files of any length; without it, those that fit into a call. */
  readonly receiveFile?: Engine['receiveFile']
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly token: string
  readonly version: string
  /** `out/renderer`; null: no page, REST only. */
  readonly pageFolder: string | null
  readonly now?: () => number
}

export interface HeadlessServer {
  /** `http://host:port/` */
  readonly url: string
  readonly apiUrl: string
  readonly port: number
  /** The address that lets one browser in, once; null without a page. */
  uiUrl(): string | null
  close(): Promise<void>
}

/** The port is taken or the address is not of this machine. The message says what to do. */
class ListenProblem extends Error {
  override readonly name = 'ListenProblem'
}

const unauthorized = {
  code: 'UNAUTHORIZED',
  message:
    'The token is missing or wrong. Send "Authorization: Bearer TOKEN" with the token printed at the start.',
}
const tooMany = {
  code: 'TOO_MANY_REQUESTS',
  message: 'Too many wrong tokens from this address. Wait a minute.',
}

/** The headless shell's HTTP server: the page, its WebSocket, and the REST API. */
export async function startHeadlessServer(options: HeadlessServerOptions): Promise<HeadlessServer> {
  const { router, host, version, pageFolder } = options
  const access = createAccess(options.token, options.now ?? Date.now)
  const rest = createRest(router, version, options.receiveFile)
  const sockets = createWebSocketFace(router)
  const files = pageFolder === null ? null : await listPageFiles(pageFolder)
  const server = createServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else {
        answerJson(response, 500, {
          code: 'INTERNAL_SERVER_ERROR',
          message: 'The workbench could not answer.',
        })
      }
    })
  })
  server.maxConnections = 1_024
  server.on('upgrade', upgrade)
  // Bytes that are no HTTP request get a plain refusal.
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })

  const refuse = (response: ServerResponse, verdict: Exclude<Verdict, 'allowed'>) =>
    verdict === 'too-many'
      ? answerJson(response, 429, tooMany, { 'Retry-After': '60' })
      : answerJson(response, 401, unauthorized, { 'WWW-Authenticate': 'Bearer' })

  function askToSignIn(response: ServerResponse, problem: string): void {
    // This page alone has a form.
    const policy = contentSecurityPolicy().replace("form-action 'none'", "form-action 'self'")
    answerHtml(response, 401, signInPage(problem), securityHeaders(policy))
  }

  function letIn(response: ServerResponse): void {
    response.writeHead(303, {
      Location: '/',
      'Set-Cookie': access.setCookie(port),
      'Cache-Control': 'no-store',
    })
    response.end()
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stranger = foreign(request, host)
    if (stranger !== null) {
      answerJson(response, 403, { code: 'FORBIDDEN', message: stranger })
      return
    }
    const { path, query } = split(request.url ?? '/')
    if (path === '/api' || path.startsWith('/api/')) {
      const verdict = access.check(request)
      if (verdict === 'allowed') await rest(request, response)
      else refuse(response, verdict)
      return
    }
    if (!files) {
      answerJson(response, 404, {
        code: 'NOT_FOUND',
        message: 'There is no user interface here; the API is at /api.',
      })
      return
    }
    if (path === '/sign-in' && request.method === 'POST') {
      const verdict = access.checkToken(await formToken(request), request.socket.remoteAddress ?? '')
      if (verdict === 'allowed') letIn(response)
      else askToSignIn(response, verdict === 'too-many' ? tooMany.message : 'That token is wrong.')
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answerJson(response, 405, { code: 'METHOD_NOT_ALLOWED', message: 'Only GET.' }, { Allow: 'GET, HEAD' })
      return
    }
    const ticket = path === '/' && request.method === 'GET' ? query.get('ticket') : null
    if (ticket !== null && access.redeemTicket(ticket)) {
      letIn(response)
      return
    }
    if (access.check(request) === 'allowed') {
      if (ticket !== null) {
        // Used before, by this very browser: a reload or a bookmark.
        response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end()
        return
      }
      await servePage(files, request, response, path, request.headers.host ?? '')
      return
    }
    askToSignIn(
      response,
      ticket === null ? 'This browser is not signed in.' : 'This address was used already, or it is too old.',
    )
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const stranger = foreign(request, host)
    if (stranger !== null) {
      refuseUpgrade(socket, 403, 'FORBIDDEN', stranger)
    } else if (split(request.url ?? '/').path !== '/rpc') {
      refuseUpgrade(socket, 404, 'NOT_FOUND', 'The WebSocket is at /rpc.')
    } else {
      const verdict = access.check(request)
      if (verdict === 'allowed') sockets.accept(request, socket, head)
      else if (verdict === 'too-many') refuseUpgrade(socket, 429, tooMany.code, tooMany.message)
      else refuseUpgrade(socket, 401, unauthorized.code, unauthorized.message)
    }
  }

  const port = await listen(server, host, options.port)
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const url = `http://${named}:${port}/`
  return {
    url,
    apiUrl: `${url}api`,
    port,
    uiUrl: () => (files ? `${url}?ticket=${access.issueTicket()}` : null),
    close: () =>
      new Promise((resolve) => {
        sockets.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function split(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?')
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) }
}

/** The token of the sign-in form; an over-long body counts as none. */
async function formToken(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > 4_096) return ''
  }
  return new URLSearchParams(body).get('token')?.trim() ?? ''
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      // A connection that could not be accepted (no more files may be opened) is lost; the rest go on.
      server.on('error', () => undefined)
      const address: AddressInfo | string | null = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'))
      else resolve(address.port)
    })
  })
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenProblem(
        `The user interface cannot listen on ${host}:${port}: another program has that port. Choose another with --ui-port N (0: any free one), or end that program.`,
      )
    case 'EACCES':
      return new ListenProblem(
        `The user interface may not listen on ${host}:${port}: ports below 1024 need more rights. Choose another with --ui-port N.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenProblem(
        `The user interface cannot listen on ${host}: that is no address of this machine. Choose another with --ui-host H.`,
      )
    default:
      return error
  }
}
