import type { SessionRecord } from '../../../core/sessions/records.js'
import type { Recorder } from '../recorder/types.js'

/** Sessions as they are projected: each is told anew with each of its messages. */
export interface SessionNews {
  onSession(listener: (session: SessionRecord) => void): () => void
}

/** Looks out for a session of a CPE that begins after now. */
export interface SessionWatch {
  /** The session that the connection request asked for. */
  readonly called: SessionRecord | null
  /** Another session of the CPE. */
  readonly other: SessionRecord | null
  /** Resolves when `called` is there or the time is over. */
  wait(milliseconds: number): Promise<void>
  end(): void
}

const connectionRequest = /^6 CONNECTION REQUEST$/

/** @param since milliseconds since the epoch: sessions that were open before are told anew, too */
export function watchSessions(news: SessionNews, deviceId: string, since: number): SessionWatch {
  let called: SessionRecord | null = null
  let other: SessionRecord | null = null
  let look: () => void = () => undefined
  const end = news.onSession((session) => {
    if (session.deviceId !== deviceId || Date.parse(session.startedAt) < since) return
    if (session.events.some((code) => connectionRequest.test(code))) called ??= session
    else other ??= session
    look()
  })
  return {
    get called() {
      return called
    },
    get other() {
      return other
    },
    wait(milliseconds) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          look = () => undefined
          resolve()
        }
        const timer = setTimeout(done, milliseconds)
        look = () => {
          if (called !== null) done()
        }
        look()
      })
    },
    end,
  }
}

/** The sessions that follow from the journal. */
export function sessionNews(recorder: Pick<Recorder, 'onChange'>): SessionNews {
  return {
    onSession: (listener) =>
      recorder.onChange((changes) => {
        for (const change of changes) if (change.type === 'session') listener(change.session)
      }),
  }
}
