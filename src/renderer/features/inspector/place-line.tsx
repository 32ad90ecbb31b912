import { ChevronRight } from 'lucide-react'
import type { ValuePath } from '../../../core/soap/index.js'
import { countOf, VisibleText } from '../../ui/index.js'
import { offsetText } from './hex.js'
import styles from './inspector.module.css'
import type { MessageSource } from './message-source.js'
import { useSelectedPlace } from './use-message-source.js'

/** What is selected, in words: the way to it, its line, its bytes. The same under Decoded, XML and Hex. */
export function PlaceLine({ messageId, source }: { messageId: string; source: MessageSource }) {
  const { selected, target } = useSelectedPlace(messageId, source)
  const ranges =
    selected?.bytes && source.coding === null
      ? [selected.bytes]
      : target
        ? source.wireBytesOf({ start: target.place.start, end: target.place.end })
        : []
  const [first] = ranges
  const last = ranges.at(-1)
  const position = target && source.envelope.source.document.positionAt(target.place.start)
  const names = target?.path ? namesOf(target.path) : []
  return (
    <footer className={styles.placeLine} aria-live="polite" aria-label="Selected place">
      {selected === null && <span>Select a line, an element or bytes: the other views follow.</span>}
      {names.length > 0 && (
        <span className={styles.crumbs}>
          {names.map((name, at) => (
            <span key={at} className={styles.crumb}>
              {at > 0 && <ChevronRight size={11} aria-hidden="true" />}
              <VisibleText text={name} />
            </span>
          ))}
        </span>
      )}
      {selected !== null && names.length === 0 && (
        <span className={styles.crumbs}>{target ? 'the envelope' : 'the HTTP head'}</span>
      )}
      {position && (
        <span className={styles.placeFact} title="In the body as received">
          line {position.line}, column {position.column}
        </span>
      )}
      {first && last && (
        <span className={styles.placeFact}>
          {countOf(
            ranges.reduce((sum, { start, end }) => sum + end - start, 0),
            'byte',
          )}{' '}
          at {offsetText(first.start).replace(/^0+(?=.{4})/, '0x')}
          {ranges.length > 1 && `, in ${ranges.length} chunks`}
        </span>
      )}
      {selected !== null && source.coding !== null && (
        <span className={styles.placeFact}>sent packed with {source.coding}</span>
      )}
    </footer>
  )
}

/** The steps to a value as people count: positions from 1, and the body is what everything stands in. */
function namesOf(path: ValuePath): readonly string[] {
  const [part, ...steps] = path
  const names = steps.map((step) => (typeof step === 'number' ? String(step + 1) : step))
  if (part === 'header') return ['Header', ...names]
  return names.length === 0 ? ['Body'] : names
}
