import { ORPCError } from '@orpc/client'
import { useEffect, useRef } from 'react'
import { filterPlaceSchema, type Session } from '../../../contract/index.js'
import { reasonOf } from '../../app/notify.js'
import type { Client } from '../../host/types.js'
import { coalesce } from '../../state/coalesce.js'
import { onEngineEvent } from '../../state/engine-events.js'
import type { PagedWindow, WindowState } from '../../state/paged-window.js'
import { useSessionList, type FilterMistake } from '../../state/session-list.js'
import { usePagedWindow } from '../../state/use-paged-window.js'

const REFRESH_MS = 300

/**
 * The sessions of a CPE (null: of all) under the filter in force, kept up to date by events. Reports counts and
 * mistakes to the filter box.
 */
export function useFilteredSessions(
  client: Client,
  deviceId: string | null,
): { readonly list: PagedWindow<Session>; readonly state: WindowState } {
  const [list, state] = usePagedWindow<Session>({ order: newestFirst })
  const typed = useSessionList((view) => view.filter)
  const filter = typed.trim()
  const report = useSessionList((view) => view.report)
  const shown = useRef<string | null>(null)

  useEffect(() => {
    const scope = deviceId === null ? {} : { deviceId }
    const stop = new AbortController()
    list.query(
      (input, signal) =>
        client.sessions.list({ ...input, ...scope, ...(filter === '' ? {} : { filter }) }, { signal }),
      { keep: shown.current === deviceId },
    )
    shown.current = deviceId
    // With a filter, the number of sessions without it has to be asked for.
    const countAll = () => {
      if (filter === '') return
      client.sessions.list({ ...scope, limit: 1 }, { signal: stop.signal }).then(
        (page) => report({ total: page.total }),
        // The count is an extra; the list itself says what is wrong.
        () => undefined,
      )
    }
    countAll()
    const refresh = coalesce(() => {
      list.refresh()
      countAll()
    }, REFRESH_MS)
    const stops = [
      onEngineEvent('session', ({ session }) => {
        if (deviceId !== null && session.deviceId !== deviceId) return
        // Whether it passes the filter (now, or no more) is for the engine to say.
        if (filter !== '' || !list.update(session)) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
      () => stop.abort(),
    ]
    return () => stops.forEach((each) => each())
  }, [client, list, deviceId, filter, report])

  useEffect(() => {
    report({
      matches: state.settled ? state.total : null,
      busy: state.busy && filter !== '',
      mistake: state.error === null || filter === '' ? null : mistakeOf(state.error, typed),
      ...(filter === '' && state.settled ? { total: state.total } : {}),
    })
  }, [report, state, filter, typed])

  return { list, state }
}

/** The engine names the place in what it was sent: without the spaces around it. */
function mistakeOf(error: unknown, typed: string): FilterMistake {
  const place = placeOf(error)
  const lead = typed.length - typed.trimStart().length
  return {
    message: reasonOf(error),
    filter: typed,
    place: place && { from: lead + place.offset, to: lead + place.offset + Math.max(1, place.length) },
  }
}

function placeOf(error: unknown): { readonly offset: number; readonly length: number } | null {
  if (!(error instanceof ORPCError)) return null
  const place = filterPlaceSchema.safeParse(error.data)
  return place.success ? place.data : null
}

function newestFirst(a: Session, b: Session): number {
  return b.startedAt.localeCompare(a.startedAt)
}
