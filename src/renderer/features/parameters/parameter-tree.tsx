import { TextInput, UnstyledButton } from '@mantine/core'
import { ChevronsDownUp, ChevronsUpDown, RefreshCw, Search, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useCommand, useCommands } from '../../app/commands.js'
import { notifyError } from '../../app/notify.js'
import { useClient } from '../../app/host-context.js'
import type { Device } from '../../../contract/index.js'
import { isUnderWay, useJob } from '../../state/jobs.js'
import { useSelection } from '../../state/selection.js'
import { countOf, countText, IconButton } from '../../ui/index.js'
import { JobBar } from '../discovery/index.js'
import { DetailStrip } from './detail-strip.js'
import { allClosed, allOpen, reveal } from './expansion.js'
import { ParameterGrid, type ParameterGridHandle } from './parameter-grid.js'
import type { ParameterWork } from './work-state.js'
import styles from './parameters.module.css'
import { NoTree } from './no-tree.js'
import { StagedBar } from './staged-bar.js'
import { KnownSoFarNote, UnreachedNote } from './tree-notes.js'
import { useInformOnly } from './use-inform-only.js'
import { useRowWindow } from './use-row-window.js'

/** Search, tree grid, staged edits and details of one CPE. */
export function ParameterTree({
  work,
  deviceId,
  device,
}: {
  work: ParameterWork
  deviceId: string
  device: Device | null
}) {
  const search = useStore(work.store, (state) => state.search)
  const expansion = useStore(work.store, (state) => state.expansion)
  const client = useClient()
  const commands = useCommands()
  const job = useJob(deviceId)
  const informOnly = useInformOnly(deviceId)
  const path = useSelection((selection) => selection.path)
  const query = useMemo(() => ({ search, expansion }), [search, expansion])
  const grid = useRef<ParameterGridHandle>(null)
  const box = useRef<HTMLInputElement>(null)
  const onShift = useCallback((rows: number) => grid.current?.shift(rows), [])
  const { window: rows, state } = useRowWindow(deviceId, query, onShift)

  useCommand('parameters.search', () => {
    box.current?.focus()
    box.current?.select()
  })

  // A root is of no use closed; open it when the tree is first seen.
  useEffect(() => {
    const first = rows.rowAt(0)
    if (first) work.openRoot(first.path)
  }, [rows, state, work])

  // Somebody else selected a path ("show in tree"): open what is above it and go there.
  const own = useRef<string | null>(path)
  useEffect(() => {
    if (path === null || path === own.current) return
    own.current = path
    work.setSearch('')
    work.setExpansion(reveal(work.store.getState().expansion, path))
    grid.current?.goTo(path)
  }, [path, work])
  const selectPath = useSelection((selection) => selection.selectPath)
  const select = useCallback(
    (chosen: string) => {
      own.current = chosen
      selectPath(chosen)
    },
    [selectPath],
  )

  const fetching = job !== null && isUnderWay(job)
  const fetch = () => {
    client.discovery
      .start({ deviceId, deliver: 'connection-request' })
      .catch((error: unknown) => notifyError({ what: 'The tree could not be fetched', error }))
  }
  const chooseHow = () => commands.run('tree.fetch')
  const empty = !state.loading && state.total === 0 && search === '' && state.problem === null
  const selected = path === null ? null : rows.indexOf(path)
  const row = selected === null ? undefined : rows.rowAt(selected)

  return (
    <div className={styles.panel}>
      <div className={styles.toolbar}>
        <TextInput
          ref={box}
          className={styles.search ?? ''}
          size="xs"
          aria-label="Search parameters by name or value"
          placeholder="Search name or value"
          leftSection={<Search size={13} aria-hidden="true" />}
          rightSectionWidth="auto"
          rightSection={
            <span className={styles.count} role="status">
              {search === ''
                ? countOf(state.parameterCount, 'parameter')
                : `${countText(state.matches)} found in ${countText(state.parameterCount)}`}
              {search !== '' && (
                <UnstyledButton
                  aria-label="Clear the search"
                  className={styles.clear ?? ''}
                  onClick={() => work.setSearch('')}
                >
                  <X size={13} aria-hidden="true" />
                </UnstyledButton>
              )}
            </span>
          }
          value={search}
          onChange={(event) => work.setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') work.setSearch('')
            else if (event.key === 'ArrowDown' || event.key === 'Enter') grid.current?.focus()
            else return
            event.preventDefault()
          }}
        />
        <IconButton
          icon={ChevronsUpDown}
          label="Open all"
          disabled={search !== ''}
          onClick={() => work.setExpansion(allOpen)}
        />
        <IconButton
          icon={ChevronsDownUp}
          label="Close all"
          disabled={search !== ''}
          onClick={() => work.setExpansion(allClosed)}
        />
        <IconButton
          icon={RefreshCw}
          label="Fetch the whole tree…"
          disabled={empty || fetching}
          onClick={chooseHow}
        />
      </div>
      {state.problem !== null && (
        <p className={styles.problem} role="alert">
          The tree could not be read: {state.problem}
        </p>
      )}
      {job && <JobBar job={job} />}
      <UnreachedNote deviceId={deviceId} work={work} job={job} />
      {informOnly && !empty && !fetching && <KnownSoFarNote onFetch={fetch} onChoose={chooseHow} />}
      {empty ? (
        <NoTree device={device} fetching={fetching} onFetch={fetch} onChoose={chooseHow} />
      ) : (
        <ParameterGrid ref={grid} rows={rows} state={state} work={work} path={path} onSelect={select} />
      )}
      {search !== '' && state.total === 0 && !state.searching && (
        <p className={styles.noMatch}>
          Nothing known has “{search}” in its name or value. What was never fetched cannot be found: fetch the
          branch it belongs to.
        </p>
      )}
      {row && <DetailStrip deviceId={deviceId} row={row} work={work} />}
      <StagedBar work={work} />
    </div>
  )
}
