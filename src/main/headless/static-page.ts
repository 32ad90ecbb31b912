import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { contentSecurityPolicy, securityHeaders, type PageFiles } from '../engine/page/index.js'
import { answerHtml } from './answers.js'

/** Serves the built page. `host` is the checked Host header: the page's WebSocket goes there. */
export async function servePage(
  files: PageFiles,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  host: string,
): Promise<void> {
  const headers = securityHeaders(contentSecurityPolicy([`ws://${host}`]))
  const found = files.get(path)
  if (!found) {
    if (path === '/') {
      answerHtml(
        response,
        503,
        '<!doctype html><title>Not built</title><p>The user interface is not built. Run "npm run build" and start again.</p>',
        headers,
      )
    } else
      answerHtml(
        response,
        404,
        '<!doctype html><title>Not found</title><p>There is no such file.</p>',
        headers,
      )
    return
  }
  const { size } = await stat(found.file)
  response.writeHead(200, {
    ...headers,
    'Content-Type': found.contentType,
    'Content-Length': size,
    'Cache-Control': found.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.method === 'HEAD') response.end()
  // A browser that goes away in the middle is no error of ours.
  else await pipeline(createReadStream(found.file), response).catch(() => response.destroy())
}
