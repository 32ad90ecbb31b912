import { Check, ListFilter, LoaderCircle, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useSessionList } from '../state/session-list.js'
import { countText, Kbd } from '../ui/index.js'
import { useCommand, useCommands } from './commands.js'
import { focusPane } from './panes.js'
import styles from './filter-box.module.css'

/** Long enough to type a word without asking for each letter. */
const TYPING_PAUSE_MS = 180

/** The filter of the session list. A mistake is said at once and leaves the list as it was. */
export function FilterBox() {
  const filter = useSessionList((view) => view.filter)
  const matches = useSessionList((view) => view.matches)
  const total = useSessionList((view) => view.total)
  const busy = useSessionList((view) => view.busy)
  const mistake = useSessionList((view) => view.mistake)
  const setFilter = useSessionList((view) => view.setFilter)
  const [text, setText] = useState(filter)
  const [scrolled, setScrolled] = useState(0)
  const commands = useCommands()
  const input = useRef<HTMLInputElement>(null)
  useCommand('filter.focus', () => {
    input.current?.focus()
    input.current?.select()
  })
  useEffect(() => {
    const timer = setTimeout(() => setFilter(text), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, setFilter])

  const clear = () => {
    setText('')
    setFilter('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') setFilter(text)
    if (event.key === 'ArrowDown') focusPane(document, 'sessions', 0)
    if (event.key !== 'Escape') return
    if (text === '') focusPane(document, commands.pane ?? 'sessions', 0)
    else clear()
  }
  const on = filter.trim() !== ''
  return (
    <div className={styles.box} data-mistake={mistake !== null || undefined} role="search">
      <ListFilter size={14} aria-hidden="true" className={styles.icon} />
      <span className={styles.field}>
        {mistake?.place && mistake.filter === text && (
          <Mark text={text} place={mistake.place} left={scrolled} />
        )}
        <input
          ref={input}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
          className={styles.input}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="Filter sessions: rpc:Set* fault:9* duration:>2s"
          aria-label="Filter sessions"
          aria-invalid={mistake !== null}
          aria-describedby="filter-result"
          spellCheck={false}
          autoComplete="off"
        />
      </span>
      <span id="filter-result" className={styles.result} role="status">
        {busy ? (
          <>
            <LoaderCircle size={13} aria-hidden="true" className={styles.turning} /> searching
          </>
        ) : (
          on &&
          mistake === null &&
          matches !== null && (
            <>
              <Check size={13} aria-hidden="true" className={styles.good} />
              {countText(matches)}
              {total !== null && ` of ${countText(total)}`}
            </>
          )
        )}
        {mistake !== null && (
          <span className={styles.mistake}>
            {mistake.message} <span className={styles.kept}>The list shows the last good result.</span>
          </span>
        )}
      </span>
      {text === '' ? (
        <Kbd keys="/" />
      ) : (
        <button type="button" className={styles.clear} onClick={clear} aria-label="Clear the filter">
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

/** Underlines the place of a mistake: the same text in the same letters behind the input, of which only the line shows. */
function Mark({
  text,
  place,
  left,
}: {
  text: string
  place: { readonly from: number; readonly to: number }
  /** How far the input is scrolled, in pixels. */
  left: number
}) {
  // A mistake at the end (something is missing there) needs something to stand under.
  const marked = text.slice(place.from, place.to) || ' '
  return (
    <span className={styles.mirror} aria-hidden="true">
      <span style={{ marginLeft: -left }}>
        {text.slice(0, place.from)}
        <mark className={styles.mark}>{marked}</mark>
      </span>
    </span>
  )
}
