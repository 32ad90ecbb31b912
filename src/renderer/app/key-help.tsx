import { useState } from 'react'
import { Dialog, Kbd } from '../ui/index.js'
import { describeCommand, type CommandId } from './command-table.js'
import { useAvailableCommands, useCommand, useCommands } from './commands.js'
import styles from './key-help.module.css'

/** Keys every list has by itself. */
const listKeys: readonly (readonly [readonly string[], string])[] = [
  [['ArrowDown', 'ArrowUp'], 'Next, previous row'],
  [['Home', 'End'], 'First, last row'],
  [['PageDown', 'PageUp'], 'A page on, back'],
  [['Enter'], 'Open the row'],
]

/** The keys of the place where one is. */
export function KeyHelp() {
  const [open, setOpen] = useState(false)
  const registry = useCommands()
  const available = useAvailableCommands()
  useCommand('help.keys', () => setOpen((now) => !now))
  const bound = available.filter((id) => describeCommand(id).keys !== undefined)
  const here = (id: CommandId) => registry.handlerOf(id) !== null
  if (!open) return null
  return (
    <Dialog title="Keys" onClose={() => setOpen(false)} size={640}>
      <div className={styles.columns}>
        <dl className={styles.keys}>
          {bound.map((id) => (
            <div key={id} className={styles.row} data-away={!here(id) || undefined}>
              <dt>
                {describeCommand(id).keys?.map((keys) => (
                  <Kbd key={keys} keys={keys} />
                ))}
              </dt>
              <dd>
                {describeCommand(id).title}
                {!here(id) && <span className={styles.where}> in another pane</span>}
              </dd>
            </div>
          ))}
        </dl>
        <dl className={styles.keys}>
          {listKeys.map(([keys, title]) => (
            <div key={title} className={styles.row}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key} keys={key} />
                ))}
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  )
}
