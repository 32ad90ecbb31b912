import { Button, SegmentedControl } from '@mantine/core'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Finding, MessageDetail } from '../../../contract/index.js'
import type { Span } from '../../state/message-place.js'
import { useInspectorView } from '../../state/inspector-view.js'
import { countOf, EmptyState, IconButton, sizeText } from '../../ui/index.js'
import { shownSpan, spanOf } from './finding-place.js'
import styles from './inspector.module.css'
import type { MessageSource } from './message-source.js'
import { PlainText } from './plain-text.js'
import { useSelectedPlace } from './use-message-source.js'
import { asReceived, layOutXml, type XmlLayout } from './xml-layout.js'

/** The editor is two thirds of the program's weight: it is loaded when XML is first looked at. */
const XmlEditor = lazy(async () => ({ default: (await import('./xml-editor.js')).XmlEditor }))

/** From this many characters on, the editor would take seconds to open. */
const EDITOR_LIMIT = 1_000_000

/** The body as XML: laid out for reading, or as it came; findings are marked, and what is selected elsewhere is selected. */
export function XmlView({
  message,
  source,
  onStep,
}: {
  message: MessageDetail
  source: MessageSource
  /** Goes to the next finding with a place, or the one before. */
  onStep: (by: 1 | -1) => void
}) {
  const pretty = useInspectorView((view) => view.pretty)
  const setPretty = useInspectorView((view) => view.setPretty)
  const [forced, setForced] = useState<string | null>(null)
  const { selected, target, choose } = useSelectedPlace(message.id, source)
  const layout = useMemo(
    () => (pretty ? layOutXml(source.envelope.source.document) : asReceived(source.text)),
    [source, pretty],
  )
  const marks = useMemo(
    () =>
      message.findings.flatMap((finding) => {
        const span = spanOf(finding)
        return span ? [{ finding, span: shownSpan(span, layout) }] : []
      }),
    [message.findings, layout],
  )
  const place = useMemo(() => target && shownSpan(target.place, layout), [target, layout])
  const chosen = useMemo(() => selectionOf(selected, place, layout), [selected, place, layout])
  const onSelect = (shown: Span) => {
    const start = layout.sourceOf(shown.start)
    choose('xml', {
      start,
      end: shown.end > shown.start ? Math.max(start, layout.sourceOf(shown.end - 1) + 1) : start,
    })
  }
  if (source.text === '') {
    return source.problem === null ? (
      <EmptyState title="No body">
        This message is its HTTP head and nothing else. HTTP and Hex show what there is.
      </EmptyState>
    ) : (
      <EmptyState title="The body could not be unpacked">
        {source.problem} Hex shows its bytes as they were sent.
      </EmptyState>
    )
  }
  const large = source.text.length > EDITOR_LIMIT && forced !== message.id
  return (
    <div className={styles.column}>
      <div className={styles.toolbar}>
        <SegmentedControl
          size="xs"
          className={styles.layoutSwitch ?? ''}
          aria-label="Layout"
          data={[
            { value: 'pretty', label: 'Pretty' },
            { value: 'received', label: 'As received' },
          ]}
          value={pretty ? 'pretty' : 'received'}
          onChange={(value) => setPretty(value === 'pretty')}
        />
        <span className={styles.toolbarText}>
          <span className={styles.layoutNote}>
            {pretty
              ? 'only white space between elements is changed'
              : countOf(source.text.length, 'character')}
          </span>
        </span>
        {marks.length > 0 && <FindingSteps marks={marks} at={selected?.characters ?? null} onStep={onStep} />}
        {large && (
          <Button size="compact-xs" variant="default" onClick={() => setForced(message.id)}>
            Open in editor anyway ({sizeText(source.text.length)})
          </Button>
        )}
      </div>
      <div className={styles.fill}>
        {large ? (
          <PlainText
            text={layout.text}
            label="XML of the message"
            mark={chosen?.span ?? place}
            reveal={selected?.from !== 'xml'}
            onSelect={(at) => onSelect({ start: at, end: at })}
          />
        ) : (
          <Suspense fallback={<p className={styles.loading}>Opening the editor…</p>}>
            <XmlEditor text={layout.text} marks={marks} place={place} chosen={chosen} onSelect={onSelect} />
          </Suspense>
        )}
      </div>
    </div>
  )
}

/** The characters that are selected, where they are on screen. */
function selectionOf(
  selected: ReturnType<typeof useSelectedPlace>['selected'],
  place: Span | null,
  layout: XmlLayout,
): { readonly span: Span } | null {
  const characters = selected?.characters ?? null
  if (selected === null || characters === null) return null
  // A line of Decoded is about a whole element; bytes, findings and the cursor about these very characters.
  if (selected.from === 'decoded') return place && { span: place }
  const start = layout.offsetOf(characters.start)
  if (selected.from === 'xml' && characters.end === characters.start) return { span: { start, end: start } }
  return { span: shownSpan(characters, layout) }
}

function FindingSteps({
  marks,
  at,
  onStep,
}: {
  marks: readonly { readonly finding: Finding }[]
  at: Span | null
  onStep: (by: 1 | -1) => void
}) {
  const current = at === null ? -1 : marks.findIndex(({ finding }) => finding.offset === at.start)
  return (
    <span className={styles.steps} role="group" aria-label="Findings">
      <span aria-live="polite">
        {current < 0 ? countOf(marks.length, 'finding') : `finding ${current + 1} of ${marks.length}`}
      </span>
      <IconButton icon={ChevronUp} label="Previous finding (Shift+F4)" onClick={() => onStep(-1)} />
      <IconButton icon={ChevronDown} label="Next finding (F4)" onClick={() => onStep(1)} />
    </span>
  )
}
