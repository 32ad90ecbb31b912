import { Spotlight, spotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useMemo } from 'react'
import { Kbd } from '../ui/index.js'
import { describeCommand, type CommandDescription } from './command-table.js'
import { useAvailableCommands, useCommand, useCommands } from './commands.js'

/** What one does comes before where one goes: for that there are keys. */
const groupOrder: readonly CommandDescription['group'][] = ['CPE', 'ACS', 'View', 'Go', 'Help']

/** Every command by its name. */
export function Palette() {
  const registry = useCommands()
  const available = useAvailableCommands()
  useCommand('palette.open', () => spotlight.toggle())
  const groups = useMemo(() => {
    const byGroup = new Map<
      string,
      { id: string; label: string; onClick: () => void; rightSection: React.ReactNode }[]
    >()
    for (const id of available) {
      if (id === 'palette.open') continue
      const { title, group, keys } = describeCommand(id)
      const actions = byGroup.get(group) ?? []
      byGroup.set(group, actions)
      actions.push({
        id,
        label: title,
        onClick: () => void registry.run(id),
        rightSection: keys?.[0] ? <Kbd keys={keys[0]} /> : null,
      })
    }
    return groupOrder.map((group) => ({ group, actions: byGroup.get(group) ?? [] }))
  }, [available, registry])
  return (
    <Spotlight
      actions={groups}
      shortcut={null}
      nothingFound="No command of that name"
      highlightQuery
      attributes={{ content: { 'aria-label': 'Commands' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      maxHeight={420}
      size={560}
      radius="md"
      searchProps={{
        leftSection: <Search size={16} aria-hidden="true" />,
        placeholder: 'What do you want to do?',
        'aria-label': 'Find a command',
      }}
    />
  )
}
