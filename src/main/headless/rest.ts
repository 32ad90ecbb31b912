import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { Router } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/node'
import type { Contract } from '../../contract/index.js'
import type { ApiContext, Engine } from '../engine/types.js'
import { answerJson } from './answers.js'
import { isPublic } from './public-calls.js'

/** Largest body of a call. A SetParameterValues with some thousand parameters is well below. */
const maxBodyBytes = 16 * 1024 * 1024

const tooLarge = `The body of the call is longer than ${maxBodyBytes / 1024 / 1024} MiB, which is the most a call may have. Nothing was done; make several smaller calls of it.`

export type RestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Serves `/api/*`. The caller has checked already who asks. */
export function createRest(
  router: Router<Contract, ApiContext>,
  version: string,
  receiveFile?: Engine['receiveFile'],
): RestHandler {
  const handler = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes })],
    filter: ({ contract }) => isPublic(contract),
    customErrorResponseBodyEncoder: ({ code, message, data }) => ({
      code,
      message: code === 'PAYLOAD_TOO_LARGE' ? tooLarge : message,
      ...(data === undefined ? {} : { data }),
    }),
    eventIteratorKeepAliveInterval: 15_000,
  })
  let document: Promise<unknown> | null = null

  return async (request, response) => {
    // A script that takes `apiUrl` for the address of the server asks for /api/api/…; it means the same.
    if (request.url?.startsWith('/api/api/')) request.url = request.url.slice('/api'.length)
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path === '/api/openapi.json' && request.method === 'GET') {
      document ??= import('./openapi.js').then((openapi) => openapi.openApiDocument(version))
      answerJson(response, 200, await document)
      return
    }
    if (path === '/api/files' && request.method === 'POST' && receiveFile !== undefined) {
      const query = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams)
      const { status, body } = await receiveFile({ body: request, headers: request.headers, query })
      answerJson(response, status, body)
      // What is left of a refused file is read and dropped, so that its sender gets to read why.
      request.resume()
      return
    }
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    const { matched } = await handler.handle(request, response, { prefix: '/api', context: { face: 'rest' } })
    if (!matched) {
      answerJson(response, 404, {
        code: 'NOT_FOUND',
        message: `There is no call ${request.method ?? ''} ${path}. All calls: /api/openapi.json`,
      })
    }
  }
}
