import { parseSetCookie, writeCookies, type SetCookie } from '../../../core/http/index.js'

/** The cookies of one CWMP session, by host (RFC 6265 as far as an ACS needs it). */
export interface CookieJar {
  /** Takes the Set-Cookie headers of a response. */
  take(url: URL, setCookies: readonly string[]): void
  /** The Cookie header for a request; null: none. */
  header(url: URL): string | null
}

export function createCookieJar(): CookieJar {
  const hosts = new Map<string, Map<string, SetCookie & { readonly path: string }>>()
  return {
    take(url, setCookies) {
      for (const text of setCookies) {
        const cookie = parseSetCookie(text)
        if (cookie === null) continue
        const cookies = hosts.get(url.host) ?? new Map<string, SetCookie & { readonly path: string }>()
        hosts.set(url.host, cookies)
        const path = cookie.path?.startsWith('/') ? cookie.path : defaultPath(url)
        if (cookie.maxAge !== undefined && cookie.maxAge <= 0) cookies.delete(cookie.name)
        else cookies.set(cookie.name, { ...cookie, path })
      }
    },
    header(url) {
      const cookies = [...(hosts.get(url.host)?.values() ?? [])].filter(({ path }) =>
        covers(path, url.pathname),
      )
      return cookies.length === 0 ? null : writeCookies(cookies)
    },
  }
}

/** RFC 6265 5.1.4: the path up to its last slash. */
function defaultPath(url: URL): string {
  const lastSlash = url.pathname.lastIndexOf('/')
  return lastSlash <= 0 ? '/' : url.pathname.slice(0, lastSlash)
}

const covers = (cookiePath: string, path: string): boolean =>
  path === cookiePath ||
  (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/'))
