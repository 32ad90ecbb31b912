import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useClient } from '../../app/host-context.js'
import { CopyButton, countText, EmptyState, sizeText, VirtualList } from '../../ui/index.js'
import {
  BYTES_PER_LINE,
  BYTES_PER_NARROW_LINE,
  headLengthOf,
  hexDump,
  hexLine,
  hexLineCount,
  type HexLine,
} from './hex.js'
import styles from './inspector.module.css'
import { usePull } from './use-pull.js'

const ROW = 19
/** Offset, sixteen bytes and their characters in the view's letters. */
const WIDE_PX = 600
/** A dump for the clipboard is four times its bytes. */
const COPY_LIMIT = 1_000_000

/** The bytes of the message as they crossed the wire. */
export function HexView({ messageId }: { messageId: string }) {
  const client = useClient()
  const pull = useCallback(
    async (id: string, signal: AbortSignal) => {
      const blob = await client.messages.raw({ messageId: id }, { signal })
      return new Uint8Array(await blob.arrayBuffer())
    },
    [client],
  )
  const { pulled } = usePull(messageId, pull)
  const [active, setActive] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const narrow = useIsNarrow(box, pulled.state === 'here')
  if (pulled.state === 'failed')
    return <EmptyState title="The bytes could not be read">{pulled.why}</EmptyState>
  if (pulled.state === 'waiting') return <div aria-busy="true" />
  const bytes = pulled.value
  const headLength = headLengthOf(bytes)
  const perLine = narrow ? BYTES_PER_NARROW_LINE : BYTES_PER_LINE
  return (
    <div className={styles.column}>
      <div className={styles.toolbar}>
        <span className={styles.toolbarText}>
          <span className={styles.hexKey} data-part="head">
            head {sizeText(headLength)}
          </span>
          <span className={styles.hexKey} data-part="body">
            body {sizeText(bytes.length - headLength)}
          </span>
          <span>{countText(bytes.length)} bytes as on the wire</span>
        </span>
        {bytes.length <= COPY_LIMIT && <CopyButton text={hexDump(bytes)} label="Copy as hex dump" />}
      </div>
      <div ref={box} className={styles.fill}>
        <VirtualList
          label="Bytes of the message"
          className={styles.hex ?? ''}
          count={hexLineCount(bytes, perLine)}
          rowHeight={ROW}
          activeIndex={active}
          onActive={setActive}
          renderRow={(index) => <Line line={hexLine(bytes, index, headLength, perLine)} narrow={narrow} />}
        />
      </div>
    </div>
  )
}

/** Whether sixteen bytes with their characters do not fit side by side. */
function useIsNarrow(box: RefObject<HTMLElement | null>, shown: boolean): boolean {
  const [narrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (!shown || !element) return
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < WIDE_PX))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box, shown])
  return narrow
}

function Line({ line, narrow }: { line: HexLine; narrow: boolean }) {
  let column = 0
  return (
    <div className={styles.hexLine} data-narrow={narrow || undefined}>
      <span className={styles.hexOffset}>{line.offset}</span>
      <span className={styles.hexBytes}>
        {line.runs.map((run) => (
          <span key={run.part} data-part={run.part}>
            {run.hex.map((byte) => (column++ === 8 ? ` ${byte} ` : `${byte} `)).join('')}
          </span>
        ))}
      </span>
      <span className={styles.hexText}>
        {line.runs.map((run) => (
          <span key={run.part} data-part={run.part}>
            {run.text}
          </span>
        ))}
      </span>
    </div>
  )
}
