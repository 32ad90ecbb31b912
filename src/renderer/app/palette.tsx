import { Spotlight, spotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useMemo } from 'react'
import { Kbd } from '../ui/index.js'
import { describeCommand } from './command-table.js'
import { useAvailableCommands, useCommand, useCommands } from './commands.js'

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
    return [...byGroup].map(([group, actions]) => ({ group, actions }))
  }, [available, registry])
  return (
    <Spotlight
      actions={groups}
      shortcut={null}
      nothingFound="No command of that name"
      highlightQuery
      scrollable
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
