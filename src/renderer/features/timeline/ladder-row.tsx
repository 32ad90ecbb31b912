import { memo } from 'react'
import { absoluteTime, Badge, countOf, durationText, sizeText, type Severity } from '../../ui/index.js'
import type { LadderItem } from './ladder.js'
import styles from './timeline.module.css'

interface LadderRowProps {
  readonly item: LadderItem
  readonly elementId: string | undefined
  /** Among the messages, from 1. */
  readonly position: number
  readonly count: number
  /** Times since the session began, not since the message before. */
  readonly absolute: boolean
  readonly selected: boolean
  readonly paired: boolean
  /** Of its gravest finding, once that is known. */
  readonly severity: Severity | null
  readonly onSelect: (messageId: string) => void
  readonly onHover: (messageId: string) => void
}

const tones = { error: 'fault', warning: 'held', info: 'neutral' } as const
/** The same signs as in the list of sessions: the colour alone says nothing. */
const signs = { error: '✕', warning: '!', info: 'i' } as const

/** One arrow, or one folded silence. */
export const LadderRow = memo(function LadderRow(props: LadderRowProps) {
  const { item } = props
  if (item.type === 'gap') {
    const who = item.who === 'cpe' ? 'the CPE' : 'the ACS'
    return (
      <div
        className={styles.gap}
        aria-hidden="true"
        style={{ transform: `translateY(${item.top}px)`, height: item.height }}
      >
        <span>
          {item.cameBack
            ? `${who} came back after ${durationText(item.ms)}`
            : `${who} took ${durationText(item.ms)}`}
        </span>
      </div>
    )
  }
  const { message, label, deltaMs, offsetMs } = item
  const fromCpe = message.direction === 'cpe-to-acs'
  const time = props.absolute || deltaMs === null ? secondsText(offsetMs) : `+${durationText(deltaMs)}`
  return (
    <div
      id={props.elementId}
      className={styles.row}
      role="option"
      aria-selected={props.selected}
      aria-setsize={props.count}
      aria-posinset={props.position}
      aria-label={spoken(item)}
      data-direction={message.direction}
      data-tone={label.tone}
      data-selected={props.selected || undefined}
      data-paired={props.paired || undefined}
      style={{ transform: `translateY(${item.top}px)`, height: item.height }}
      onClick={() => props.onSelect(message.id)}
      onPointerEnter={() => props.onHover(message.id)}
    >
      <span className={styles.time} title={absoluteTime(message.at)}>
        {time}
      </span>
      <span className={styles.words}>
        <span className={styles.label}>
          {label.name && <b>{label.name}</b>} {label.text}
        </span>
        {message.findings > 0 && (
          <Badge tone={tones[props.severity ?? 'info']} label={countOf(message.findings, 'finding')}>
            {signs[props.severity ?? 'info']} {message.findings}
          </Badge>
        )}
        <span className={styles.size}>{sizeText(message.bytes)}</span>
      </span>
      <span className={styles.arrow} data-from={fromCpe ? 'cpe' : 'acs'} />
    </div>
  )
})

/** `0.000`, `1.214`, `63.020`. */
function secondsText(ms: number): string {
  return (ms / 1000).toFixed(3)
}

/** What a screen reader says for an arrow: everything the picture says. */
function spoken(item: Extract<LadderItem, { type: 'message' }>): string {
  const { message, label, deltaMs } = item
  return [
    message.direction === 'cpe-to-acs' ? 'CPE to ACS' : 'ACS to CPE',
    `${label.name} ${label.text}`.trim(),
    sizeText(message.bytes),
    deltaMs === null ? 'first message' : `${durationText(deltaMs)} later`,
    ...(message.findings > 0 ? [countOf(message.findings, 'finding')] : []),
  ].join(', ')
}
