import { Button } from '@mantine/core'
import { RadioTower } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Device } from '../../../contract/index.js'
import { useCommand, useCommands } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { reasonOf } from '../../app/notify.js'
import { coalesce } from '../../state/coalesce.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { useSelection } from '../../state/selection.js'
import { useSessionList } from '../../state/session-list.js'
import { usePagedWindow } from '../../state/use-paged-window.js'
import { EmptyState, VirtualList, type MenuPlace, type VirtualListHandle } from '../../ui/index.js'
import { DeviceMenu } from './device-menu.js'
import { DeviceRow } from './device-row.js'

const REFRESH_MS = 250

/** The CPEs of the capture, live. */
export function DevicesPanel() {
  const client = useClient()
  const commands = useCommands()
  const [list, state] = usePagedWindow<Device>({ order: newestInformFirst })
  const deviceId = useSelection((selection) => selection.deviceId)
  const selectDevice = useSelection((selection) => selection.selectDevice)
  const follow = useSessionList((view) => view.follow)

  useEffect(() => {
    list.query((input, signal) => client.devices.list(input, { signal }), { keep: true })
    const refresh = coalesce(() => list.refresh(), REFRESH_MS)
    const stops = [
      onEngineEvent('device', ({ device }) => {
        if (!list.update(device)) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, list])

  // Somebody who has chosen nothing wants to see the first CPE there is.
  const firstId = list.at(0)?.id
  useEffect(() => {
    if (deviceId === null && firstId !== undefined) selectDevice(firstId)
  }, [deviceId, firstId, selectDevice])

  const choose = useCallback(
    (index: number) => {
      const device = list.at(index)
      if (!device || device.id === useSelection.getState().deviceId) return
      selectDevice(device.id)
      // No session of this CPE has been chosen yet.
      follow(true)
    },
    [list, selectDevice, follow],
  )
  const active = deviceId === null ? -1 : list.indexOf(deviceId)
  const move = (by: number) => choose(Math.max(0, Math.min(state.total - 1, active + by)))
  useCommand('item.next', () => move(1), { pane: 'devices' })
  useCommand('item.previous', () => move(-1), { pane: 'devices' })

  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const grip = useRef<VirtualListHandle>(null)

  if (state.settled && state.total === 0) {
    return (
      <EmptyState
        compact
        icon={RadioTower}
        title="No CPE yet"
        actions={
          <Button size="compact-sm" variant="default" onClick={() => commands.run('acs.connect')}>
            How to connect one
          </Button>
        }
      >
        A CPE appears here with its first Inform.
      </EmptyState>
    )
  }
  if (!state.settled && state.error) {
    return (
      <EmptyState
        compact
        title="The CPEs could not be listed"
        actions={
          <Button size="compact-sm" variant="default" onClick={() => list.refresh()}>
            Try again
          </Button>
        }
      >
        {reasonOf(state.error)}
      </EmptyState>
    )
  }
  return (
    <>
      <VirtualList
        ref={grip}
        label="CPEs"
        count={state.total}
        rowHeight={62}
        activeIndex={active}
        onActive={choose}
        onOpen={() => useSelection.getState().show('parameters')}
        onMenu={(index, place) => {
          choose(index)
          setMenu(place)
        }}
        rowKey={(index) => list.at(index)?.id ?? index}
        onRange={list.show}
        renderRow={(index) => <DeviceRow device={list.at(index)} />}
      />
      <DeviceMenu
        place={menu}
        onClose={() => {
          setMenu(null)
          grip.current?.focus()
        }}
      />
    </>
  )
}

function newestInformFirst(a: Device, b: Device): number {
  return (b.lastInform ?? '').localeCompare(a.lastInform ?? '')
}
