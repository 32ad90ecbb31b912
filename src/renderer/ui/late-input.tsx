import { TextInput } from '@mantine/core'
import { useState } from 'react'

/** A text that is taken when it is left or Enter is pressed, if it can be; the first Escape takes back what was typed. */
export function LateInput({
  label,
  description,
  placeholder,
  value,
  mono = false,
  problemOf,
  onDone,
}: {
  label: string
  description?: string
  placeholder?: string
  value: string
  /** It crosses the wire like this. */
  mono?: boolean
  /** Why a text cannot be taken; null: it can. */
  problemOf?: (text: string) => string | null
  onDone: (text: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const problem = draft === null ? null : (problemOf?.(draft) ?? null)
  const done = () => {
    if (draft === null || problem !== null) return
    if (draft !== value) onDone(draft)
    setDraft(null)
  }
  return (
    <TextInput
      size="xs"
      label={label}
      {...(description === undefined ? {} : { description })}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={draft ?? value}
      error={problem}
      spellCheck={false}
      autoComplete="off"
      styles={mono ? { input: { fontFamily: 'var(--font-mono)' } } : {}}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
        }
      }}
    />
  )
}
