import { memo } from 'react'
import styles from './visible-text.module.css'

/** A run of a text: as it is, or one character that would not show, with its name. */
export type TextRun = { readonly text: string; readonly special: string | null }

/** Control characters but tab and line feed; format characters (zero-width, bidirectional, byte order mark); line separators. */
const special = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Cuts a text where characters stand that would hide, reorder or break what is shown. */
export function textRuns(text: string): readonly TextRun[] {
  const runs: TextRun[] = []
  let from = 0
  for (const match of text.matchAll(special)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), special: null })
    runs.push({ text: signOf(match[0]), special: nameOf(match[0]) })
    from = match.index + match[0].length
  }
  if (from < text.length) runs.push({ text: text.slice(from), special: null })
  return runs
}

/** The same for where only plain text can stand. */
export function visibleText(text: string): string {
  return textRuns(text)
    .map((run) => run.text)
    .join('')
}

/** `␍` for what has a picture, `U+202E` for the rest. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : nameOf(character)
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Text that somebody else wrote: what would not show is made visible, so that it cannot pretend to be something else. */
export const VisibleText = memo(function VisibleText({ text }: { text: string }) {
  const runs = textRuns(text)
  const [only] = runs
  if (!only) return null
  if (runs.length === 1 && only.special === null) return text
  return runs.map((run, at) =>
    run.special === null ? (
      run.text
    ) : (
      <span key={at} className={styles.special} title={run.special}>
        {run.text}
      </span>
    ),
  )
})
