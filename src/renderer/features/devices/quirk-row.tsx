import { SegmentedControl, TextInput } from '@mantine/core'
import { RotateCcw } from 'lucide-react'
import { useId, useState } from 'react'
import {
  defaultQuirks,
  describeQuirk,
  readQuirks,
  type QuirkName,
  type QuirkProfile,
} from '../../../core/quirks/index.js'
import type { QuirkChoices } from '../../../contract/index.js'
import { IconButton } from '../../ui/index.js'
import styles from './quirks.module.css'
import { prefixLabels, quirkEditors } from './quirk-words.js'

/** One choice of a profile: what holds, in words, and the other ways. */
export function QuirkRow({
  quirk,
  profile,
  chosen,
  onChoose,
}: {
  quirk: QuirkName
  profile: QuirkProfile
  /** Chosen for this device; else the default holds. */
  chosen: boolean
  onChoose: (choices: QuirkChoices) => void
}) {
  const id = useId()
  const { label } = quirkEditors[quirk]
  return (
    <div className={styles.row} data-chosen={chosen || undefined} role="group" aria-labelledby={id}>
      <div className={styles.rowHead}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        <span className={styles.origin}>{chosen ? 'chosen for this CPE' : 'default'}</span>
        {chosen && (
          <IconButton
            icon={RotateCcw}
            size={13}
            label={`${label}: back to the default`}
            onClick={() => onChoose({ [quirk]: null })}
          />
        )}
      </div>
      <QuirkControl quirk={quirk} profile={profile} onChoose={onChoose} />
      <p className={styles.sentence}>{describeQuirk(quirk, profile)}</p>
    </div>
  )
}

function QuirkControl({
  quirk,
  profile,
  onChoose,
}: {
  quirk: QuirkName
  profile: QuirkProfile
  onChoose: (choices: QuirkChoices) => void
}) {
  const editor = quirkEditors[quirk]
  switch (editor.kind) {
    case 'options':
      return (
        <SegmentedControl
          size="xs"
          className={styles.control ?? ''}
          aria-label={editor.label}
          data={editor.options.map((option) => ({ value: String(option.value), label: option.label }))}
          value={String(profile[quirk])}
          onChange={(text) => {
            const option = editor.options.find(({ value }) => String(value) === text)
            // What holds without a choice need not be kept as one.
            if (option) onChoose({ [quirk]: option.value === defaultQuirks[quirk] ? null : option.value })
          }}
        />
      )
    case 'text':
      return (
        <LateInput
          label={editor.label}
          value={profile.cookiePath}
          problemOf={(cookiePath) => problemOf({ cookiePath })}
          onDone={(cookiePath) => onChoose({ cookiePath })}
        />
      )
    case 'prefixes':
      return (
        <div className={styles.prefixes}>
          {prefixNames.map((name) => (
            <LateInput
              key={name}
              label={prefixLabels[name]}
              showLabel
              value={profile.prefixes[name]}
              problemOf={(prefix) => problemOf({ prefixes: { ...profile.prefixes, [name]: prefix } })}
              onDone={(prefix) => onChoose({ prefixes: { ...profile.prefixes, [name]: prefix } })}
            />
          ))}
        </div>
      )
  }
}

const prefixNames = ['envelope', 'encoding', 'schema', 'schemaInstance', 'cwmp'] as const

function problemOf(choice: Partial<QuirkProfile>): string | null {
  const read = readQuirks(choice)
  return read.ok ? null : read.problem
}

/** A text that is chosen when it is left or Enter is pressed, if it can be. */
function LateInput({
  label,
  showLabel = false,
  value,
  problemOf: check,
  onDone,
}: {
  label: string
  showLabel?: boolean
  value: string
  problemOf: (text: string) => string | null
  onDone: (text: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const problem = draft === null ? null : check(draft)
  const done = () => {
    if (draft === null || problem !== null) return
    if (draft !== value) onDone(draft)
    setDraft(null)
  }
  return (
    <TextInput
      size="xs"
      className={styles.text ?? ''}
      label={showLabel ? label : undefined}
      aria-label={showLabel ? undefined : label}
      value={draft ?? value}
      error={problem}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        // The first Escape takes back what was typed, the next one closes the window.
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
        }
      }}
    />
  )
}
