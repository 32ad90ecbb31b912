import { useId, useState, type KeyboardEvent } from 'react'
import type { TreeRow } from '../../../contract/index.js'
import styles from './parameters.module.css'
import { editorOf, whyNotValue } from './value-types.js'

/** Edits one value in its cell. Enter and leaving the cell stage it if it fits the type, Escape leaves it as it was. */
export function ValueEditor({
  row,
  start,
  onEnd,
}: {
  row: TreeRow
  start: string
  onEnd: (to: string | null) => void
}) {
  const [text, setText] = useState(start)
  const id = useId()
  const editor = editorOf(row.type)
  const why = whyNotValue(row.type, text)
  const end = () => onEnd(why === null ? text : null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && why !== null) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey) end()
    else if (event.key === 'Escape') onEnd(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const shared = {
    className: styles.input,
    'aria-label': `New value of ${row.name}`,
    'aria-invalid': why !== null,
    'aria-describedby': why === null ? undefined : id,
    value: text,
    autoFocus: true,
    spellCheck: false,
    autoComplete: 'off',
    onKeyDown,
    onBlur: end,
    onPointerDown: (event: React.PointerEvent) => event.stopPropagation(),
    onDoubleClick: (event: React.MouseEvent) => event.stopPropagation(),
    onFocus: (event: React.FocusEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      event.currentTarget.select(),
  }
  return (
    <span className={styles.editor}>
      {text.includes('\n') ? (
        <textarea {...shared} rows={3} onChange={(event) => setText(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          inputMode={editor.kind === 'number' ? 'numeric' : 'text'}
          placeholder={placeholders[editor.kind]}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <span id={id} className={styles.why} role={why === null ? undefined : 'alert'}>
        {why ?? rangeWords(row.type)}
      </span>
    </span>
  )
}

const placeholders: Readonly<Record<ReturnType<typeof editorOf>['kind'], string>> = {
  boolean: '0, 1, true or false',
  number: '',
  dateTime: '2026-11-22T10:30:00Z',
  hexBinary: '00FF',
  base64: '',
  text: '',
}

/** What the type allows, while nothing is wrong. */
function rangeWords(type: string | null): string {
  const editor = editorOf(type)
  if (type === null) return 'type unknown, sent as string'
  if (editor.kind !== 'number' || editor.min === null || editor.max === null) return type
  return `${type}, ${editor.min.toString()} to ${editor.max.toString()}`
}
