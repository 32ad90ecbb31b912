import { useMemo, useState } from 'react'
import { VirtualList, VisibleText } from '../../ui/index.js'
import styles from './inspector.module.css'
import { rowOfOffset, textLines } from './text-lines.js'

const ROW = 18

/** A text of any size, without colours: only the lines in view are in the document. */
export function PlainText({ text, label, reveal }: { text: string; label: string; reveal: number | null }) {
  const lines = useMemo(() => textLines(text), [text])
  const [active, setActive] = useState(-1)
  const shown = active >= 0 || reveal === null ? active : rowOfOffset(lines, reveal)
  return (
    <VirtualList
      label={label}
      className={styles.plain ?? ''}
      count={lines.length}
      rowHeight={ROW}
      activeIndex={shown}
      onActive={setActive}
      renderRow={(index) => {
        const line = lines[index]
        return (
          line && (
            <div className={styles.plainLine}>
              <span className={styles.lineNumber}>{line.number}</span>
              <VisibleText text={text.slice(line.from, line.to)} />
            </div>
          )
        )
      }}
    />
  )
}
