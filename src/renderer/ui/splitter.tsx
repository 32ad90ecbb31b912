import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import styles from './splitter.module.css'

export interface SplitterProps {
  /** `row`: side by side; `column`: one above the other. */
  readonly direction: 'row' | 'column'
  /** Name of the bar for screen readers: "Width of the names column". */
  readonly label: string
  /** Share of the first part at the start, in percent. */
  readonly initial?: number
  /** Neither part gets smaller than this share, in percent. */
  readonly minimum?: number
  /** localStorage key under which the share is kept. */
  readonly rememberAs?: string
  readonly first: ReactNode
  readonly second: ReactNode
}

/** Two parts with a bar between them that pointer and arrow keys move. */
export function Splitter({
  direction,
  label,
  initial = 50,
  minimum = 10,
  rememberAs,
  first,
  second,
}: SplitterProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [share, setShare] = useState(() => remembered(rememberAs) ?? initial)
  const put = (value: number) => {
    const next = Math.max(minimum, Math.min(100 - minimum, value))
    setShare(next)
    if (rememberAs) localStorage.setItem(rememberAs, String(next))
  }
  const onPointerMove = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    put(
      direction === 'row'
        ? ((event.clientX - box.left) / box.width) * 100
        : ((event.clientY - box.top) / box.height) * 100,
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const back = direction === 'row' ? 'ArrowLeft' : 'ArrowUp'
    const forth = direction === 'row' ? 'ArrowRight' : 'ArrowDown'
    if (event.key === back) put(share - 2)
    else if (event.key === forth) put(share + 2)
    else if (event.key === 'Home') put(minimum)
    else if (event.key === 'End') put(100 - minimum)
    else return
    event.preventDefault()
  }
  return (
    <div ref={frame} className={styles.frame} data-direction={direction}>
      <div className={styles.part} style={{ flexBasis: `${share}%` }}>
        {first}
      </div>
      <div
        className={styles.bar}
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(share)}
        aria-valuemin={minimum}
        aria-valuemax={100 - minimum}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => put(initial)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.part} style={{ flexBasis: `${100 - share}%` }}>
        {second}
      </div>
    </div>
  )
}

function remembered(key: string | undefined): number | null {
  const value = Number(key ? (localStorage.getItem(key) ?? NaN) : NaN)
  return value > 0 && value < 100 ? value : null
}
