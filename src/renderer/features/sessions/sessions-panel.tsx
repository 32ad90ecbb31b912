import { Button } from '@mantine/core'
import { ArrowUpToLine, ChevronsUpDown, SearchX, Waypoints } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import type { Session } from '../../../contract/index.js'
import { useCommand, useCommands } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { reasonOf } from '../../app/notify.js'
import { useSelection } from '../../state/selection.js'
import { useSessionList } from '../../state/session-list.js'
import { EmptyState, IconButton, VirtualList, VisibleText } from '../../ui/index.js'
import { SessionRow } from './session-row.js'
import { productClassOf } from '../../state/device-id.js'
import { useFilteredSessions } from './use-filtered-sessions.js'
import styles from './sessions.module.css'

/** The recorded sessions, newest first, live; those the filter in the top bar lets through. */
export function SessionsPanel() {
  const client = useClient()
  const commands = useCommands()
  const deviceId = useSelection((selection) => selection.deviceId)
  const sessionId = useSelection((selection) => selection.sessionId)
  const scope = useSessionList((view) => view.scope)
  const filter = useSessionList((view) => view.filter)
  const following = useSessionList((view) => view.following)
  const { list, state } = useFilteredSessions(client, scope === 'device' ? deviceId : null)

  const select = useCallback((session: Session) => {
    const selection = useSelection.getState()
    if (selection.sessionId === session.id) return
    if (session.deviceId !== null && session.deviceId !== selection.deviceId)
      selection.selectDevice(session.deviceId)
    selection.selectSession(session.id)
  }, [])

  const ofOne = scope === 'device' && deviceId !== null
  const newest = list.at(0)
  useEffect(() => {
    if (following && newest && (!ofOne || newest.deviceId === deviceId)) select(newest)
  }, [following, newest, ofOne, deviceId, select])

  // Who reads a message must not have its session taken away by the next one.
  const messageId = useSelection((selection) => selection.messageId)
  useEffect(() => {
    if (messageId !== null) useSessionList.getState().follow(false)
  }, [messageId])

  const choose = useCallback(
    (index: number) => {
      const session = list.at(index)
      if (!session) return
      select(session)
      useSessionList.getState().follow(false)
    },
    [list, select],
  )
  const active = sessionId === null ? -1 : list.indexOf(sessionId)
  const clamp = (index: number) => Math.max(0, Math.min(state.total - 1, index))
  useCommand('item.next', () => choose(clamp(active + 1)), { pane: 'sessions' })
  useCommand('item.previous', () => choose(clamp(active - 1)), { pane: 'sessions' })
  const nextFailed = (by: 1 | -1) => {
    for (let index = active + by; index >= 0 && index < state.total; index += by) {
      const session = list.at(index)
      if (!session) return
      if (session.state === 'failed') return choose(index)
    }
  }
  useCommand('fault.next', () => nextFailed(1), { pane: 'sessions' })
  useCommand('fault.previous', () => nextFailed(-1), { pane: 'sessions' })

  const toggleFollow = () => useSessionList.getState().follow(!following)
  useCommand('sessions.follow', toggleFollow)
  const toggleScope = () => useSessionList.getState().setScope(scope === 'device' ? 'all' : 'device')
  useCommand('sessions.scope', toggleScope)

  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <button
          type="button"
          className={styles.scope}
          onClick={toggleScope}
          title={ofOne ? 'Show the sessions of all CPEs' : 'Show only the sessions of the selected CPE'}
        >
          <span className={styles.scopeName}>
            {ofOne ? <VisibleText text={`of ${productClassOf(deviceId)}`} /> : 'of all CPEs'}
          </span>
          <ChevronsUpDown size={12} aria-hidden="true" />
        </button>
        <span className={styles.space} />
        <IconButton
          icon={ArrowUpToLine}
          label={following ? 'Following the newest session' : 'Follow the newest session'}
          keys="L"
          pressed={following}
          onClick={toggleFollow}
        />
      </div>
      <div className={styles.list}>
        {!state.settled && state.error ? (
          <EmptyState
            compact
            title="The sessions could not be listed"
            actions={
              <Button size="compact-sm" variant="default" onClick={() => list.refresh()}>
                Try again
              </Button>
            }
          >
            {reasonOf(state.error)}
          </EmptyState>
        ) : state.settled && state.total === 0 ? (
          filter.trim() === '' ? (
            <EmptyState compact icon={Waypoints} title="No session yet">
              A session begins when a CPE sends its Inform: after a boot, at its periodic interval, or when it
              gets a connection request.
            </EmptyState>
          ) : (
            <EmptyState
              compact
              icon={SearchX}
              title="No session matches the filter"
              actions={
                <Button size="compact-sm" variant="default" onClick={() => commands.run('filter.focus')}>
                  Change the filter
                </Button>
              }
            >
              {ofOne ? 'Sessions of other CPEs are not searched while the list shows only one.' : null}
            </EmptyState>
          )
        ) : (
          <VirtualList
            label="Sessions"
            count={state.total}
            rowHeight={46}
            activeIndex={active}
            onActive={choose}
            onOpen={() => useSelection.getState().show('timeline')}
            rowKey={(index) => list.at(index)?.id ?? index}
            onRange={list.show}
            renderRow={(index) => {
              const session = list.at(index)
              return (
                <SessionRow
                  session={session}
                  device={ofOne ? null : productClassOf(session?.deviceId ?? null)}
                />
              )
            }}
          />
        )}
      </div>
    </div>
  )
}
