import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useCommand } from '../../app/commands.js'
import { onFocusRequest, requestFocus } from '../../state/focus-request.js'
import { useSelection } from '../../state/selection.js'
import { countOf, Kbd, type Severity } from '../../ui/index.js'
import { LadderRow } from './ladder-row.js'
import { ladderMetrics, phasesBetween, type Ladder, type Phase } from './ladder.js'
import { moveOfKey, moveOnLadder, type LadderMove } from './navigation.js'
import styles from './timeline.module.css'

/** So near the end counts as following it. */
const END_PX = 24

/** The ladder itself: only what is in view is in the document. */
export function LadderView({
  ladder,
  live,
  severityOf,
}: {
  ladder: Ladder
  live: boolean
  /** The gravest finding of a message. */
  severityOf: ReadonlyMap<string, Severity>
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const messageId = useSelection((selection) => selection.messageId)
  const selectMessage = useSelection((selection) => selection.selectMessage)
  const [hovered, setHovered] = useState<string | null>(null)
  const [absolute, setAbsolute] = useState(false)
  const follow = useRef(false)
  const [missed, setMissed] = useState(0)
  const { items } = ladder

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    // The next item's top knows the air between phases, too.
    estimateSize: (index) => (items[index + 1]?.top ?? ladder.height) - (items[index]?.top ?? 0),
    getItemKey: (index) => keyOf(ladder, index),
    overscan: 12,
    paddingEnd: 24,
    initialRect: { width: 600, height: 600 },
  })
  const messageCount = ladder.itemOf.size
  const places = useMemo(() => placesOf(ladder), [ladder])

  // A phase that begins changes the size of the row above it, which the list would keep otherwise.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, ladder])

  // Who opens a session in progress wants to see what happens now. It is known to be one only once it has been read.
  useEffect(() => {
    if (!live || useSelection.getState().messageId !== null) return
    follow.current = true
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [live])

  const counted = useRef(0)
  useEffect(() => {
    const fresh = messageCount - counted.current
    counted.current = messageCount
    if (fresh <= 0) return
    if (follow.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
    else if (live) setMissed((count) => count + fresh)
  }, [messageCount, live])

  // Scrolls to a new selection once, as soon as it is on the ladder; messages that arrive later must not scroll.
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (messageId === shown.current) return
    const item = messageId === null ? undefined : ladder.itemOf.get(messageId)
    if (messageId !== null && item === undefined) return
    shown.current = messageId
    if (item !== undefined) virtualizer.scrollToIndex(item, { align: 'auto' })
  }, [messageId, virtualizer, ladder])

  useEffect(() => onFocusRequest('timeline', () => scroller.current?.focus()), [])

  const move = (wanted: LadderMove) => {
    const page = Math.max(
      1,
      Math.floor((scroller.current?.clientHeight ?? 0) / ladderMetrics.messageHeight) - 1,
    )
    const target = moveOnLadder(ladder, messageId, wanted, page)
    if (target !== null) selectMessage(target)
  }
  const here = { pane: 'timeline', otherwise: true } as const
  useCommand('item.next', () => move('next'), here)
  useCommand('item.previous', () => move('previous'), here)
  useCommand('fault.next', () => move('next-fault'), here)
  useCommand('fault.previous', () => move('previous-fault'), here)
  useCommand('message.pair', () => move('pair'), {
    ...here,
    enabled: messageId !== null && ladder.pairOf.has(messageId),
  })

  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    follow.current = box.scrollHeight - box.scrollTop - box.clientHeight < END_PX
    if (follow.current) setMissed(0)
  }
  const toEnd = () => {
    follow.current = true
    setMissed(0)
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && messageId !== null) {
      event.preventDefault()
      requestFocus('inspector')
      return
    }
    const wanted = moveOfKey(event)
    if (wanted === null) return
    event.preventDefault()
    move(wanted)
  }

  const rows = virtualizer.getVirtualItems()
  const top = rows[0]?.start ?? 0
  const bottom = rows.at(-1)?.end ?? 0
  const lit = hovered ?? messageId
  const pair = lit === null ? undefined : ladder.pairOf.get(lit)
  const mounted = rows.some((row) => {
    const item = items[row.index]
    return item?.type === 'message' && item.message.id === messageId
  })

  return (
    <div className={styles.ladder}>
      <div className={styles.lanes}>
        <button
          type="button"
          className={styles.timeToggle}
          aria-pressed={absolute}
          title={
            absolute
              ? 'Times since the session began. Click for the time since the message before.'
              : 'Times since the message before. Click for the time since the session began.'
          }
          onClick={() => setAbsolute(!absolute)}
        >
          {absolute ? 'elapsed' : 'delta'}
        </button>
        <span className={styles.laneCpe}>CPE</span>
        <span className={styles.laneAcs}>ACS</span>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        aria-label="Messages of the session"
        aria-activedescendant={mounted && messageId !== null ? `${id}-${messageId}` : undefined}
        tabIndex={0}
        data-own-focus
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setHovered(null)}
      >
        <div className={styles.all} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {phasesBetween(ladder.phases, top, bottom).map((phase) => (
            <div
              key={`${phase.turn}${phase.top}`}
              className={styles.phase}
              data-turn={phase.turn}
              aria-hidden="true"
              style={{ top: phase.top, height: phase.bottom - phase.top }}
            >
              <span className={styles.phaseName}>{phaseName(phase)}</span>
            </div>
          ))}
          {rows.map((row) => {
            const item = items[row.index]
            if (!item) return null
            const isMessage = item.type === 'message'
            return (
              <LadderRow
                key={row.key}
                item={item}
                elementId={isMessage ? `${id}-${item.message.id}` : undefined}
                position={isMessage ? (places.get(item.message.id) ?? 0) : 0}
                count={messageCount}
                absolute={absolute}
                selected={isMessage && item.message.id === messageId}
                paired={isMessage && item.message.id === pair}
                severity={isMessage ? (severityOf.get(item.message.id) ?? null) : null}
                onSelect={selectMessage}
                onHover={setHovered}
              />
            )
          })}
        </div>
      </div>
      {missed > 0 && (
        <button type="button" className={styles.missed} onClick={toEnd}>
          <ArrowDown size={13} aria-hidden="true" /> {countOf(missed, 'new message')}
        </button>
      )}
      <footer className={styles.keys} aria-hidden="true">
        <Kbd keys="J" /> <Kbd keys="K" /> message <Kbd keys="[" /> <Kbd keys="]" /> fault <Kbd keys="P" />{' '}
        pair <Kbd keys="Enter" /> inspect
      </footer>
    </div>
  )
}

/** As much as fits beside the phase. */
function phaseName({ turn, top, bottom }: Phase): string {
  const side = turn === 'cpe' ? 'CPE' : 'ACS'
  return bottom - top < 2 * ladderMetrics.messageHeight ? side : `${side}’s turn`
}

function keyOf(ladder: Ladder, index: number): string {
  const item = ladder.items[index]
  if (item?.type === 'message') return item.message.id
  const next = ladder.items[index + 1]
  return next?.type === 'message' ? `before ${next.message.id}` : `gap ${index}`
}

/** Position of each message among the messages, from 1. */
function placesOf(ladder: Ladder): ReadonlyMap<string, number> {
  return new Map([...ladder.itemOf.keys()].map((messageId, place) => [messageId, place + 1]))
}
