import { useEffect, useMemo, useRef } from 'react'
import type { Span } from '../../state/message-place.js'
import { VirtualList, VisibleText, type VirtualListHandle } from '../../ui/index.js'
import styles from './inspector.module.css'
import { rowOfOffset, textLines, type TextLine } from './text-lines.js'

const ROW = 18

/** A text of any size, without colours: only the lines in view are in the document. What is selected is marked. */
export function PlainText({
  text,
  label,
  mark,
  reveal,
  onSelect,
}: {
  text: string
  label: string
  mark: Span | null
  /** The mark was set elsewhere: it comes to the middle. */
  reveal: boolean
  onSelect: (offset: number) => void
}) {
  const lines = useMemo(() => textLines(text), [text])
  const active = mark === null ? -1 : rowOfOffset(lines, mark.start)
  const list = useRef<VirtualListHandle>(null)
  useEffect(() => {
    if (reveal && active >= 0) list.current?.scrollToIndex(active, 'center')
  }, [reveal, active])
  return (
    <VirtualList
      ref={list}
      label={label}
      className={styles.plain ?? ''}
      count={lines.length}
      rowHeight={ROW}
      activeIndex={active}
      onActive={(index) => {
        const line = lines[index]
        if (line) onSelect(firstSolid(text, line))
      }}
      renderRow={(index) => {
        const line = lines[index]
        return (
          line && (
            <div className={styles.plainLine}>
              <span className={styles.lineNumber}>{line.number}</span>
              <MarkedText text={text} line={line} mark={mark} />
            </div>
          )
        )
      }}
    />
  )
}

/** Where a line's text begins behind its indentation. */
function firstSolid(text: string, { from, to }: TextLine): number {
  for (let at = from; at < to; at++) if (!/\s/.test(text[at] ?? '')) return at
  return from
}

function MarkedText({ text, line, mark }: { text: string; line: TextLine; mark: Span | null }) {
  const from = Math.max(line.from, mark?.start ?? line.to)
  const to = Math.min(line.to, mark?.end ?? line.to)
  if (from >= to) return <VisibleText text={text.slice(line.from, line.to)} />
  return (
    <>
      <VisibleText text={text.slice(line.from, from)} />
      <mark className={styles.plainMark}>
        <VisibleText text={text.slice(from, to)} />
      </mark>
      <VisibleText text={text.slice(to, line.to)} />
    </>
  )
}
