import { Button, SegmentedControl } from '@mantine/core'
import { ListOrdered, RadioTower } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useCommands } from '../../app/commands.js'
import { reasonOf } from '../../app/notify.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { useDevice } from '../../state/use-device.js'
import { useShowMessage } from '../../state/use-show-message.js'
import { countText, EmptyState, VirtualList, VisibleText } from '../../ui/index.js'
import { RpcDetail } from './rpc-detail.js'
import { RpcRow } from './rpc-row.js'
import { isPending } from './rpc-words.js'
import styles from './rpcs.module.css'
import { useRpcActions } from './use-rpc-actions.js'
import { useRpcs, type RpcView } from './use-rpcs.js'

/** The queue of the selected CPE in the order in which it goes out, and everything that was ever queued for it. */
export function RpcsPanel() {
  const deviceId = useSelection((selection) => selection.deviceId)
  if (deviceId === null) {
    return (
      <EmptyState icon={ListOrdered} title="Select a CPE">
        What is queued for it appears here: the order in which it goes out, what came of it, and what was lost
        with a broken session.
      </EmptyState>
    )
  }
  return <Rpcs key={deviceId} deviceId={deviceId} />
}

function Rpcs({ deviceId }: { deviceId: string }) {
  const commands = useCommands()
  const pending = useDevice(deviceId)?.pending ?? 0
  const [view, setView] = useState<RpcView>('waiting')
  const [selected, setSelected] = useState<string | null>(null)
  const rows = useRpcs(deviceId, view)
  const actions = useRpcActions()
  const showMessage = useShowMessage()
  const active = selected === null ? -1 : rows.indexOf(selected)
  const rpc = rows.at(active)
  const choose = (index: number) => setSelected(rows.at(index)?.id ?? null)
  const move = (by: number) => choose(Math.max(0, Math.min(rows.total - 1, active + by)))
  const openMessage = () => {
    const last = rpc?.messageIds.at(-1)
    if (last !== undefined) void showMessage(last)
  }
  const here = { pane: 'rpcs' } as const
  useCommand('item.next', () => move(1), here)
  useCommand('item.previous', () => move(-1), here)
  useCommand('rpc.cancel', () => rpc && actions.cancel(rpc), { ...here, enabled: rpc?.state === 'queued' })
  useCommand('rpc.resend', () => rpc && actions.resend(rpc, true), {
    ...here,
    enabled: rpc?.state === 'failed',
  })
  useCommand('rpc.message', openMessage, { ...here, enabled: (rpc?.messageIds.length ?? 0) > 0 })

  return (
    <div className={styles.panel}>
      <div className={styles.toolbar}>
        <SegmentedControl
          size="xs"
          aria-label="Which RPCs are shown"
          className={styles.views ?? ''}
          value={view}
          onChange={(value) => setView(value === 'all' ? 'all' : 'waiting')}
          data={[
            { value: 'waiting', label: pending > 0 ? `Waiting ${countText(pending)}` : 'Waiting' },
            { value: 'all', label: 'All' },
          ]}
        />
        <span className={styles.space} />
        {pending > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<RadioTower size={13} aria-hidden="true" />}
            onClick={() => commands.run('device.connectionRequest')}
          >
            Call the CPE now
          </Button>
        )}
      </div>
      <div className={styles.list}>
        {rows.error !== null && !rows.settled ? (
          <EmptyState
            compact
            title="The RPCs could not be listed"
            actions={
              <Button size="compact-sm" variant="default" onClick={rows.refresh}>
                Try again
              </Button>
            }
          >
            {reasonOf(rows.error)}
          </EmptyState>
        ) : rows.settled && rows.total === 0 ? (
          <NoRpcs view={view} deviceId={deviceId} onAll={() => setView('all')} />
        ) : (
          <VirtualList
            label={view === 'waiting' ? 'RPCs that wait, in order' : 'RPCs of the CPE, newest first'}
            count={rows.total}
            rowHeight={46}
            activeIndex={active}
            onActive={choose}
            onOpen={openMessage}
            rowKey={(index) => rows.at(index)?.id ?? index}
            onRange={rows.show}
            renderRow={(index) => {
              const each = rows.at(index)
              return (
                <RpcRow rpc={each} place={view === 'waiting' && each && isPending(each) ? index + 1 : null} />
              )
            }}
          />
        )}
      </div>
      {rpc && <RpcDetail rpc={rpc} actions={actions} />}
    </div>
  )
}

function NoRpcs({ view, deviceId, onAll }: { view: RpcView; deviceId: string; onAll: () => void }) {
  const name = <VisibleText text={productClassOf(deviceId)} />
  if (view === 'all') {
    return (
      <EmptyState compact icon={ListOrdered} title="Nothing was ever queued for this CPE">
        Fetch its tree, change a parameter, or give it a file: every RPC that goes to {name} is listed here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      compact
      icon={ListOrdered}
      title="Nothing waits for this CPE"
      actions={
        <Button size="compact-sm" variant="default" onClick={onAll}>
          Show what was queued before
        </Button>
      }
    >
      What is queued for {name} waits here until its next session, in the order in which it goes out.
    </EmptyState>
  )
}
