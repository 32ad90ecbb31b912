import { Button, SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import type { Finding, MessageDetail } from '../../../contract/index.js'
import { countOf, EmptyState, sizeText } from '../../ui/index.js'
import { placeOf } from './finding-place.js'
import styles from './inspector.module.css'
import { PlainText } from './plain-text.js'
import { usePull } from './use-pull.js'
import { useInspectorView } from './view-state.js'
import { asReceived, layOutXml } from './xml-layout.js'

/** The editor is two thirds of the program's weight: it is loaded when XML is first looked at. */
const XmlEditor = lazy(async () => ({ default: (await import('./xml-editor.js')).XmlEditor }))

/** From this many characters on, the editor would take seconds to open. */
const EDITOR_LIMIT = 1_000_000

/** The body as XML: laid out for reading, or as it came. */
export function XmlView({ message, jump }: { message: MessageDetail; jump: Finding | null }) {
  const client = useClient()
  const pretty = useInspectorView((view) => view.pretty)
  const setPretty = useInspectorView((view) => view.setPretty)
  const [forced, setForced] = useState<string | null>(null)
  const pull = useCallback(
    async (id: string, signal: AbortSignal) => ({
      id,
      text: (await client.messages.text({ messageId: id }, { signal })).text,
    }),
    [client],
  )
  const { pulled } = usePull(message.id, pull)
  const source = pulled.state === 'here' ? pulled.value.text : ''
  const layout = useMemo(() => (pretty ? layOutXml(source) : asReceived(source)), [source, pretty])
  const marks = useMemo(
    () =>
      message.findings.flatMap((finding) => {
        const place = placeOf(finding, source, layout)
        return place ? [{ finding, place }] : []
      }),
    [message.findings, source, layout],
  )
  if (pulled.state === 'failed')
    return <EmptyState title="The body could not be read">{pulled.why}</EmptyState>
  if (pulled.state === 'waiting') return <div aria-busy="true" />
  if (source === '') {
    return (
      <EmptyState title="No body">
        This message is its HTTP head and nothing else. HTTP and Hex show what there is.
      </EmptyState>
    )
  }
  const large = source.length > EDITOR_LIMIT && forced !== message.id
  const target = jump ? (marks.find((mark) => mark.finding === jump)?.place.from ?? null) : null
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
          {pretty ? 'only white space between elements is changed' : countOf(source.length, 'character')}
        </span>
        {large && (
          <Button size="compact-xs" variant="default" onClick={() => setForced(message.id)}>
            Open in editor anyway ({sizeText(source.length)})
          </Button>
        )}
      </div>
      <div className={styles.fill}>
        {large ? (
          <PlainText text={layout.text} label="XML of the message" reveal={target} />
        ) : (
          <Suspense fallback={<p className={styles.loading}>Opening the editor…</p>}>
            <XmlEditor text={layout.text} marks={marks} reveal={target} />
          </Suspense>
        )}
      </div>
    </div>
  )
}
