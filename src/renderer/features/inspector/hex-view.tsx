import { SegmentedControl } from '@mantine/core'
import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import {
  CopyButton,
  copyText,
  countText,
  EmptyState,
  sizeText,
  VirtualList,
  type VirtualListHandle,
} from '../../ui/index.js'
import {
  byteOfKey,
  BYTES_PER_LINE,
  BYTES_PER_NARROW_LINE,
  hexDump,
  hexLine,
  hexLineCount,
  type HexByte,
  type HexLayout,
  type HexLine,
} from './hex.js'
import styles from './inspector.module.css'
import type { MessageSource } from './message-source.js'
import { useSelectedPlace } from './use-message-source.js'

const ROW = 19
/** Offset, sixteen bytes and their characters in the view's letters. */
const WIDE_PX = 600
/** A dump for the clipboard is four times its bytes. */
const COPY_LIMIT = 1_000_000

/** Where a selection of bytes began, and where it is. */
interface Caret {
  readonly anchor: number
  readonly focus: number
}

/** The bytes of the message as they crossed the wire; what is selected in Decoded or XML is marked. */
export function HexView({ messageId, source }: { messageId: string; source: MessageSource }) {
  const [unpacked, setUnpacked] = useState(source.coding !== null && source.problem === null)
  const { selected, target, choose } = useSelectedPlace(messageId, source)
  const box = useRef<HTMLDivElement>(null)
  const narrow = useIsNarrow(box)
  const perLine = narrow ? BYTES_PER_NARROW_LINE : BYTES_PER_LINE
  const bytes = unpacked ? source.body : source.bytes
  const headLength = unpacked ? 0 : source.headLength
  const layout = useMemo<HexLayout>(() => {
    const rangesOf = (start: number, end: number) =>
      unpacked ? [source.bodyBytesOf({ start, end })] : source.wireBytesOf({ start, end })
    const place = target?.place
    return {
      headLength,
      framing: unpacked ? [] : source.framing,
      marks: [
        { mark: 'selected', ranges: selected?.bytes ? [selected.bytes] : [] },
        { mark: 'value', ranges: place ? rangesOf(place.valueStart, place.valueEnd) : [] },
        { mark: 'element', ranges: place ? rangesOf(place.start, place.end) : [] },
      ],
    }
  }, [source, selected, target, unpacked, headLength])

  // What was selected elsewhere comes to the middle, with what is around it.
  const list = useRef<VirtualListHandle>(null)
  const firstMarked = layout.marks.flatMap(({ ranges }) => ranges).at(-1)?.start ?? null
  const elsewhere = selected !== null && selected.from !== 'hex' ? selected : null
  useEffect(() => {
    if (elsewhere !== null && firstMarked !== null)
      list.current?.scrollToIndex(Math.floor(firstMarked / perLine), 'center')
  }, [elsewhere, firstMarked, perLine])
  const [caret, setCaret] = useState<Caret | null>(null)
  const marked = layout.marks.flatMap(({ ranges }) => ranges)[0]?.start ?? null
  const focus = selected?.bytes ? (caret?.focus ?? selected.bytes.start) : marked
  const select = (anchor: number, at: number) => {
    const range = { start: Math.min(anchor, at), end: Math.max(anchor, at) + 1 }
    setCaret({ anchor, focus: at })
    choose('hex', unpacked ? source.charactersOfBody(range) : source.charactersOfWire(range), range)
  }
  const onKey = (event: KeyboardEvent) => {
    const from = focus ?? 0
    const at = byteOfKey(event.key, from, perLine, bytes.length)
    if (at === null || bytes.length === 0) return
    event.preventDefault()
    select(event.shiftKey ? (caret?.anchor ?? from) : at, at)
  }
  const dragging = useRef(false)
  const onPointerDown = (event: PointerEvent) => {
    const at = byteAt(event.target)
    dragging.current = event.button === 0 && at !== null
    if (dragging.current && at !== null) select(event.shiftKey ? (caret?.anchor ?? at) : at, at)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!dragging.current) return
    const at = byteAt(event.target)
    if ((event.buttons & 1) === 0) dragging.current = false
    else if (at !== null && at !== caret?.focus) select(caret?.anchor ?? at, at)
  }
  const copied = layout.marks.find(({ ranges }) => ranges.length > 0)?.ranges ?? []
  if (bytes.length === 0) return <EmptyState title="No bytes">There is nothing in this body.</EmptyState>
  return (
    <div className={styles.column}>
      <div className={styles.toolbar}>
        {source.coding !== null && (
          <SegmentedControl
            size="xs"
            className={styles.layoutSwitch ?? ''}
            aria-label="Bytes"
            data={[
              { value: 'body', label: 'Unpacked body', disabled: source.problem !== null },
              { value: 'wire', label: 'On the wire' },
            ]}
            value={unpacked ? 'body' : 'wire'}
            onChange={(value) => {
              setUnpacked(value === 'body')
              // Bytes of the one are no bytes of the other.
              if (selected?.bytes) choose('hex', selected.characters)
            }}
          />
        )}
        <span className={styles.toolbarText}>
          {!unpacked && (
            <span className={styles.hexKey} data-part="head">
              head {sizeText(headLength)}
            </span>
          )}
          {!unpacked && layout.framing.length > 0 && (
            <span className={styles.hexKey} data-part="framing">
              chunk framing
            </span>
          )}
          <span className={styles.hexKey} data-part="body">
            body {sizeText(bytes.length - headLength)}
          </span>
          <span>
            {source.coding === null
              ? `${countText(bytes.length)} bytes as on the wire`
              : unpacked
                ? `${source.coding} undone`
                : `packed with ${source.coding}: no byte of the body stands for one character`}
          </span>
        </span>
        {bytes.length <= COPY_LIMIT && <CopyButton text={hexDump(bytes)} label="Copy as hex dump" />}
      </div>
      <div
        ref={box}
        className={styles.fill}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onCopy={(event) => {
          if (copied.length === 0 || String(getSelection()) !== '') return
          event.preventDefault()
          void copyText(hexOf(bytes, copied))
        }}
      >
        <VirtualList
          ref={list}
          label="Bytes of the message"
          className={styles.hex ?? ''}
          count={hexLineCount(bytes, perLine)}
          rowHeight={ROW}
          activeIndex={focus === null ? -1 : Math.floor(focus / perLine)}
          onActive={(line) => {
            const at = Math.min(line * perLine + ((focus ?? 0) % perLine), bytes.length - 1)
            select(at, at)
          }}
          onKey={onKey}
          renderRow={(index) => <Line line={hexLine(bytes, index, layout, perLine)} narrow={narrow} />}
        />
      </div>
    </div>
  )
}

/** The byte under the pointer. */
function byteAt(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-byte]') : null
  const at = cell?.dataset['byte']
  return at === undefined ? null : Number(at)
}

function hexOf(bytes: Uint8Array, ranges: HexLayout['marks'][number]['ranges']): string {
  return ranges
    .flatMap(({ start, end }) => [...bytes.subarray(start, end)])
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ')
}

/** Whether sixteen bytes with their characters do not fit side by side. */
function useIsNarrow(box: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < WIDE_PX))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return narrow
}

const Line = memo(
  function Line({ line, narrow }: { line: HexLine; narrow: boolean }) {
    return (
      <div className={styles.hexLine} data-narrow={narrow || undefined}>
        <span className={styles.hexOffset}>{line.offset}</span>
        <span className={styles.hexBytes}>
          {line.bytes.map((byte, column) => (
            <Cell key={byte.at} byte={byte} text={byte.hex} gap={column === 8} />
          ))}
        </span>
        <span className={styles.hexText}>
          {line.bytes.map((byte) => (
            <Cell key={byte.at} byte={byte} text={byte.character} gap={false} />
          ))}
        </span>
      </div>
    )
  },
  (before, after) =>
    before.narrow === after.narrow &&
    before.line.offset === after.line.offset &&
    before.line.bytes.length === after.line.bytes.length &&
    before.line.bytes.every((byte, at) => isSameByte(byte, after.line.bytes[at])),
)

function isSameByte(before: HexByte, after: HexByte | undefined): boolean {
  return (
    after !== undefined &&
    before.hex === after.hex &&
    before.part === after.part &&
    before.mark === after.mark
  )
}

function Cell({ byte, text, gap }: { byte: HexByte; text: string; gap: boolean }) {
  return (
    <span
      data-byte={byte.at}
      data-part={byte.part}
      data-mark={byte.mark ?? undefined}
      data-gap={gap || undefined}
    >
      {text}
    </span>
  )
}
