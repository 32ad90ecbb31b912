/** CPEs are sent elsewhere, so that one can see whether they follow (TR-069a6 3.4.2). */
export interface Redirect {
  /** Null: every CPE without a redirect of its own. */
  readonly deviceId: string | null
  readonly url: string
  readonly status: 302 | 307
  /** At its Inform, or at its next POST within a session. */
  readonly at: 'inform' | 'session'
  /** How often; null: always. */
  readonly times: number | null
  /** How often it was done. */
  readonly done: number
}

export interface RedirectsOptions {
  readonly read: () => readonly Redirect[]
  readonly write: (redirects: readonly Redirect[]) => void
}

/** The redirects that are set, and how often each was done. */
export class Redirects {
  readonly #write: (redirects: readonly Redirect[]) => void
  #list: readonly Redirect[]

  constructor({ read, write }: RedirectsOptions) {
    this.#write = write
    this.#list = read()
  }

  get list(): readonly Redirect[] {
    return this.#list
  }

  choose(redirects: readonly Redirect[]): void {
    this.#list = redirects
    this.#write(redirects)
  }

  /** Where a POST is sent; null: it is answered here. Counts. */
  take(deviceId: string | null, at: Redirect['at']): Redirect | null {
    if (this.#list.length === 0) return null
    const due = this.#list.filter(
      (redirect) => redirect.at === at && (redirect.times === null || redirect.done < redirect.times),
    )
    const own = due.find((redirect) => redirect.deviceId !== null && redirect.deviceId === deviceId)
    const redirect =
      own ?? (this.#hasOwn(deviceId, at) ? undefined : due.find((all) => all.deviceId === null))
    if (redirect === undefined) return null
    this.choose(this.#list.map((other) => (other === redirect ? { ...other, done: other.done + 1 } : other)))
    return redirect
  }

  /** One of its own that is used up keeps the device from those for all. */
  #hasOwn(deviceId: string | null, at: Redirect['at']): boolean {
    return deviceId !== null && this.#list.some((other) => other.deviceId === deviceId && other.at === at)
  }
}
