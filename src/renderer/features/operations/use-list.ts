import { useEffect, useState } from 'react'
import type { StoredFileShape, Transfer } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { reasonOf } from '../../app/notify.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { usePagedWindow } from '../../state/use-paged-window.js'
import { coalesce } from '../../state/coalesce.js'

const REFRESH_MS = 250

/** The files, newest first, live. */
export function useFiles() {
  const client = useClient()
  const [list, state] = usePagedWindow<StoredFileShape>({
    order: (a, b) => b.addedAt.localeCompare(a.addedAt),
  })
  useEffect(() => {
    list.query((input, signal) => client.files.list(input, { signal }), { keep: true })
    const refresh = coalesce(() => list.refresh(), REFRESH_MS)
    const stops = [
      onEngineEvent('file', ({ file }) => {
        if (file === null || !list.update(file)) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, list])
  return [list, state] as const
}

/** Transfers, newest first, live: of a device, or (null) all. */
export function useTransfers(deviceId: string | null) {
  const client = useClient()
  const [list, state] = usePagedWindow<Transfer>({ order: (a, b) => b.createdAt.localeCompare(a.createdAt) })
  useEffect(() => {
    list.query(
      (input, signal) =>
        client.transfers.list({ ...input, ...(deviceId === null ? {} : { deviceId }) }, { signal }),
      { keep: false },
    )
    const refresh = coalesce(() => list.refresh(), REFRESH_MS)
    const stops = [
      onEngineEvent('transfer', ({ transfer }) => {
        const concerns = deviceId === null || transfer.deviceId === deviceId
        if (concerns && !list.update(transfer)) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, list, deviceId])
  return [list, state] as const
}

/** All files there are, for a choice; null until the engine has told. */
export function useAllFiles(): {
  readonly files: readonly StoredFileShape[] | null
  readonly problem: string | null
} {
  const client = useClient()
  const [files, setFiles] = useState<readonly StoredFileShape[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    client.files.list({ limit: 1000 }, { signal: abort.signal }).then(
      ({ items }) => setFiles(items),
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(reasonOf(error))
      },
    )
    return () => abort.abort()
  }, [client])
  return { files, problem }
}
