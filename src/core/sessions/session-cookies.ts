import { headerValues, parseCookies, parseSetCookie, type HttpHead } from '../http/index.js'
import type { Micros } from '../journal/records.js'

/** A cookie that the ACS has set, with what says when it is to be returned (RFC 6265 5.3). */
interface KeptCookie {
  readonly value: string
  /** With a slash in front, as the ACS wrote it; null: it named none. */
  readonly path: string | null
  /** Where it holds: `path`, or the folder of the URL that it came from. */
  readonly holdsFor: string
  readonly secure: boolean
}

/** What a POST does with the cookies of its session. */
export interface CookieVerdict {
  /** Names of cookies that were to be returned. */
  readonly expected: readonly string[]
  readonly missing: readonly string[]
  /** Returned with another value than the one set last. */
  readonly changed: readonly string[]
  /** A missing one was set without Path, or with another than `/`. */
  readonly missingForPath: boolean
}

/** More a CPE need not keep, and an ACS has no use for. */
const cookiesKept = 20

/** The cookies of a session: which the ACS has set, and what the CPE should return of them. */
export class SessionCookies {
  readonly #kept = new Map<string, KeptCookie>()
  #set = 0

  /** How many times the ACS has set one. */
  get set(): number {
    return this.#set
  }

  /** Takes the cookies of an answer to a POST to `target`. */
  take(head: HttpHead, target: string | null, at: Micros): void {
    for (const text of headerValues(head, 'set-cookie')) {
      const cookie = parseSetCookie(text)
      if (cookie === null) continue
      this.#set += 1
      this.#kept.delete(cookie.name)
      if (isOver(text, cookie.maxAge, at) || this.#kept.size >= cookiesKept) continue
      const path = cookie.path?.startsWith('/') === true ? cookie.path : null
      this.#kept.set(cookie.name, {
        value: cookie.value,
        path,
        holdsFor: path ?? folderOf(target ?? '/'),
        secure: /;\s*secure\s*(?:;|$)/i.test(text),
      })
    }
  }

  /** On another host other cookies hold. */
  forget(): void {
    this.#kept.clear()
  }

  /** What a POST was to return, and what it did. `secure`: whether it came over TLS; null: not known. */
  judge(head: HttpHead, secure: boolean | null): CookieVerdict {
    const returned = new Map<string, string[]>()
    for (const { name, value } of headerValues(head, 'cookie').flatMap((text) => parseCookies(text))) {
      returned.set(name, [...(returned.get(name) ?? []), value])
    }
    const target = pathOf(head.target ?? '/')
    const expected = [...this.#kept].filter(
      ([, cookie]) => covers(cookie.holdsFor, target) && (!cookie.secure || secure === true),
    )
    const missing = expected.filter(([name]) => !returned.has(name))
    const changed = expected.filter(([name, { value }]) => returned.get(name)?.includes(value) === false)
    return {
      expected: expected.map(([name]) => name),
      missing: missing.map(([name]) => name),
      changed: changed.map(([name]) => name),
      missingForPath: missing.some(([, { path }]) => path !== '/'),
    }
  }
}

function isOver(text: string, maxAge: number | undefined, at: Micros): boolean {
  if (maxAge !== undefined) return maxAge <= 0
  const expires = /;\s*expires\s*=\s*([^;]+)/i.exec(text)?.[1]
  const end = expires === undefined ? Number.NaN : Date.parse(expires.trim())
  return end * 1000 <= at
}

/** The path of a request target, without its query; also of `http://host/path`. */
function pathOf(target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '')
  return path.startsWith('/') ? path : '/'
}

/** RFC 6265 5.1.4: what a cookie without Path holds for. */
function folderOf(target: string): string {
  const path = pathOf(target)
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

/** RFC 6265 5.1.4, path-match. */
function covers(cookiePath: string, path: string): boolean {
  if (path === cookiePath) return true
  return path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/')
}
