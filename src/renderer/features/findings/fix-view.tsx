import { Wand2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import type { Finding } from '../../../contract/index.js'
import { usePull } from '../../state/use-pull.js'
import { CopyButton, VisibleText } from '../../ui/index.js'
import { applyEdit, showEdit } from './applied-edit.js'
import styles from './findings.module.css'
import { QuirkFix } from './quirk-fix.js'

type Fix = NonNullable<Finding['fix']>

/** So many sessions can be put right here: in a capture of many devices each has a profile of its own. */
const QUIRKS = 5

/** The other ways to speak to a device that findings of one rule call for, each once. */
export function QuirkFixes({ findings }: { findings: readonly Finding[] }) {
  const fixes = new Map<string, { sessionId: string | null; fix: Extract<Fix, { kind: 'quirk' }> }>()
  for (const { fix, sessionId = null } of findings) {
    if (fix?.kind !== 'quirk') continue
    const key = `${sessionId ?? ''} ${JSON.stringify(fix.quirk)}`
    if (!fixes.has(key)) fixes.set(key, { sessionId, fix })
  }
  return [...fixes]
    .slice(0, QUIRKS)
    .map(([key, { sessionId, fix }]) => <QuirkFix key={key} sessionId={sessionId} fix={fix} />)
}

/** How the message would have to be written. */
export function EditFix({ messageId, fix }: { messageId: string; fix: Extract<Fix, { kind: 'edit' }> }) {
  const client = useClient()
  const [open, setOpen] = useState(false)
  const pull = useCallback(
    async (id: string, signal: AbortSignal) =>
      (await client.messages.text({ messageId: id }, { signal })).text,
    [client],
  )
  const { pulled } = usePull(open ? messageId : null, pull)
  return (
    <div className={styles.edit}>
      <div className={styles.editHead}>
        <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Wand2 size={13} aria-hidden="true" />
          {fix.title}
        </button>
        {pulled.state === 'here' && open && (
          <CopyButton text={applyEdit(pulled.value, fix)} label="Copy the message with this change" />
        )}
      </div>
      {open && pulled.state === 'failed' && (
        <p className={styles.problem} role="alert">
          The message could not be read: {pulled.why}
        </p>
      )}
      {open && pulled.state === 'here' && <Change edit={showEdit(pulled.value, fix)} />}
    </div>
  )
}

function Change({ edit }: { edit: ReturnType<typeof showEdit> }) {
  return (
    <dl className={styles.change}>
      {(['before', 'after'] as const).map((side) => {
        const { lead, changed, tail } = edit[side]
        return (
          <div key={side} data-side={side}>
            <dt>{side === 'before' ? 'As sent' : 'Put right'}</dt>
            <dd tabIndex={0}>
              <VisibleText text={lead} />
              {changed === '' ? null : side === 'before' ? (
                <del>
                  <VisibleText text={changed} />
                </del>
              ) : (
                <ins>
                  <VisibleText text={changed} />
                </ins>
              )}
              <VisibleText text={tail} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
