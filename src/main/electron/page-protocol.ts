import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { contentSecurityPolicy, securityHeaders, type PageFiles } from '../engine/page/index.js'
import { pageHost, pageScheme } from './origin.js'

/** Must be called before the app is ready. The scheme behaves like https, and does not bypass the CSP. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page, and nothing but the files of the map, to windows of a session. */
export function servePage(session: Session, files: PageFiles): void {
  const headers = securityHeaders(contentSecurityPolicy())
  session.protocol.handle(pageScheme, async (request) => {
    const { host, pathname } = new URL(request.url)
    const found = host === pageHost ? files.get(pathname) : undefined
    if (!found) return new Response('There is no such file.', { status: 404, headers: { ...headers } })
    if (request.method !== 'GET') return new Response('Only GET.', { status: 405, headers: { ...headers } })
    const content = await readFile(found.file)
    return new Response(new Uint8Array(content), {
      headers: { ...headers, 'Content-Type': found.contentType },
    })
  })
}
