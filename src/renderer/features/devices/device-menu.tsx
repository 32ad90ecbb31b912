import { Menu } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import { describeCommand, type CommandId } from '../../app/command-table.js'
import { useAvailableCommands, useCommands } from '../../app/commands.js'
import { MenuAt, type MenuPlace } from '../../ui/index.js'
import styles from './devices.module.css'

const groups: readonly (readonly CommandId[])[] = [
  ['device.connectionRequest', 'device.credentials', 'device.login', 'device.quirks'],
  ['tree.fetch', 'device.download', 'device.upload'],
  ['view.parameters', 'view.rpcs', 'device.copyId'],
]

/** What can be done with the selected CPE, as a menu where the pointer or the row is. */
export function DeviceMenu({ place, onClose }: { place: MenuPlace | null; onClose: () => void }) {
  return (
    <MenuAt place={place} label="Actions of the CPE" onClose={onClose}>
      <Items />
    </MenuAt>
  )
}

/** The same menu behind a button, for the head of the list. */
export function DeviceMenuButton() {
  const usable = useAvailableCommands().includes('device.credentials')
  return (
    <Menu position="bottom-end" shadow="md" width={250} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button
          type="button"
          className={styles.more}
          aria-label="Actions of the selected CPE"
          title="Actions of the selected CPE"
          disabled={!usable}
        >
          <EllipsisVertical size={15} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Items />
      </Menu.Dropdown>
    </Menu>
  )
}

function Items() {
  const commands = useCommands()
  return groups.map((ids, at) => [
    at > 0 && <Menu.Divider key={at} />,
    ...ids.map((id) => (
      <Menu.Item key={id} onClick={() => commands.run(id)}>
        {describeCommand(id).title}
      </Menu.Item>
    )),
  ])
}
