import {
  ChevronDown,
  ChevronRight,
  ChevronsDownUp,
  ChevronsUpDown,
  Eye,
  EyeOff,
  ListTree,
} from 'lucide-react'
import { useMemo, useState, type AriaAttributes, type KeyboardEvent } from 'react'
import type { MessageDetail } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import {
  CopyButton,
  copyText,
  countOf,
  EmptyState,
  IconButton,
  MASK,
  VirtualList,
  VisibleText,
} from '../../ui/index.js'
import { decodedRows, openTo, rowOfPath, type DecodedExpansion, type DecodedRow } from './decoded-rows.js'
import { useShowInTree } from './explain-view.js'
import styles from './inspector.module.css'
import type { MessageSource } from './message-source.js'
import { useSelectedPlace } from './use-message-source.js'

const ROW = 24
/** Deep enough to show the parameters of a list, closed enough to see what there is. */
const OPEN_DEPTH = 2
/** A fault is short, and its reason stands deep in it. */
const FAULT_DEPTH = 5

/** The message as the tree of its elements; the line in force is what is selected in XML and Hex, too. */
export function DecodedView({ message, source }: { message: MessageDetail; source: MessageSource }) {
  const [expansion, setExpansion] = useState<DecodedExpansion>({
    depth: message.kind === 'fault' ? FAULT_DEPTH : OPEN_DEPTH,
    toggled: new Set(),
  })
  const [revealed, setRevealed] = useState(false)
  const showInTree = useShowInTree()
  const { selected, target, choose } = useSelectedPlace(message.id, source)
  const path = target?.path ?? null
  // What is selected elsewhere comes into view; what the user closes afterwards stays closed.
  const [followed, setFollowed] = useState<typeof selected>(null)
  if (selected !== followed) {
    setFollowed(selected)
    if (path !== null && selected?.from !== 'decoded') setExpansion(openTo(expansion, path))
  }
  const rows = useMemo(() => decodedRows(source.values, expansion), [source, expansion])
  const active = path === null ? -1 : rowOfPath(rows, path)
  const setActive = (index: number) => {
    const row = rows[index]
    if (row) choose('decoded', source.placeOf(row.valuePath))
  }

  if (rows.length === 0) {
    return (
      <EmptyState title={message.kind === 'empty' ? 'No body' : 'Nothing to decode'}>
        {message.kind === 'empty'
          ? 'An empty HTTP message carries no SOAP envelope. In CWMP that is a sentence of its own: see Explain.'
          : 'No CWMP arguments were recognised in it. HTTP and Hex show what is there.'}
      </EmptyState>
    )
  }
  const toggle = (row: DecodedRow) => {
    if (row.open === null) return
    const toggled = new Set(expansion.toggled)
    if (!toggled.delete(row.id)) toggled.add(row.id)
    setExpansion({ ...expansion, toggled })
  }
  const onKey = (event: KeyboardEvent, index: number) => {
    const row = rows[index]
    if (!row) return
    if (event.key === 'ArrowRight' && row.open === false) toggle(row)
    else if (event.key === 'ArrowRight' && row.open === true) setActive(Math.min(index + 1, rows.length - 1))
    else if (event.key === 'ArrowLeft' && row.open === true) toggle(row)
    else if (event.key === 'ArrowLeft') setActive(parentIndex(rows, index))
    else return
    event.preventDefault()
  }
  const rowAria = (index: number): AriaAttributes => {
    const row = rows[index]
    if (!row) return {}
    return {
      'aria-level': row.depth + 1,
      'aria-setsize': row.setSize,
      'aria-posinset': row.positionInSet,
      ...(row.open === null ? {} : { 'aria-expanded': row.open }),
    }
  }
  const chosen = rows[active]
  const hasSecrets = rows.some((row) => isSecretParameter(row.name))
  return (
    <div className={styles.column}>
      <div className={styles.toolbar}>
        <span className={styles.toolbarText}>{countOf(rows.length, 'line')}</span>
        {hasSecrets && (
          <IconButton
            icon={revealed ? EyeOff : Eye}
            label={revealed ? 'Mask secrets' : 'Show secrets'}
            pressed={revealed}
            onClick={() => setRevealed(!revealed)}
          />
        )}
        <IconButton
          icon={ChevronsUpDown}
          label="Open all"
          onClick={() => setExpansion({ depth: 99, toggled: new Set() })}
        />
        <IconButton
          icon={ChevronsDownUp}
          label="Close all"
          onClick={() => setExpansion({ depth: 0, toggled: new Set() })}
        />
      </div>
      <div
        className={styles.fill}
        onCopy={(event) => {
          if (chosen?.value === undefined || chosen.value === null || String(getSelection()) !== '') return
          event.preventDefault()
          void copyText(chosen.value)
        }}
      >
        <VirtualList
          label="Decoded message"
          role="treegrid"
          columnCount={2}
          count={rows.length}
          rowHeight={ROW}
          activeIndex={active}
          onActive={setActive}
          onOpen={(index) => {
            const row = rows[index]
            if (row) toggle(row)
          }}
          onKey={onKey}
          rowKey={(index) => rows[index]?.id ?? index}
          rowAria={rowAria}
          renderRow={(index) => {
            const row = rows[index]
            return row && <Row row={row} revealed={revealed} onToggle={toggle} />
          }}
        />
      </div>
      {chosen && chosen.value !== null && (
        <footer className={styles.detail}>
          <div className={styles.detailHead}>
            <span className={styles.detailName}>{chosen.path ?? chosen.name}</span>
            {chosen.path !== null && (
              <IconButton
                icon={ListTree}
                label="Show in the tree"
                onClick={() => chosen.path !== null && showInTree(chosen.path)}
              />
            )}
            <CopyButton text={chosen.value} label="Copy value" />
          </div>
          <pre className={styles.detailValue} tabIndex={0}>
            {isSecretParameter(chosen.name) && !revealed ? MASK : <VisibleText text={chosen.value} />}
          </pre>
        </footer>
      )}
    </div>
  )
}

function Row({
  row,
  revealed,
  onToggle,
}: {
  row: DecodedRow
  revealed: boolean
  onToggle: (row: DecodedRow) => void
}) {
  const Chevron = row.open ? ChevronDown : ChevronRight
  const masked = row.value !== null && row.value !== '' && !revealed && isSecretParameter(row.name)
  return (
    <div className={styles.decodedRow}>
      <span role="gridcell" className={styles.decodedName} style={{ paddingLeft: 10 + row.depth * 16 }}>
        {row.open === null ? (
          <span className={styles.noChevron} />
        ) : (
          <span className={styles.chevron} onClick={() => onToggle(row)}>
            <Chevron size={14} aria-hidden="true" />
          </span>
        )}
        {row.path === row.name ? (
          <PathText path={row.name} />
        ) : (
          <span className={styles.elementName}>
            <VisibleText text={row.name} />
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.decodedValue}>
        {row.value !== null && (
          <span className={styles.value}>{masked ? MASK : <VisibleText text={oneLine(row.value)} />}</span>
        )}
        {row.title !== null && (
          <span className={styles.rowTitle}>
            <VisibleText text={row.title} />
          </span>
        )}
        {row.type !== null && <span className={styles.type}>{row.type}</span>}
      </span>
    </div>
  )
}

/** A long name loses its beginning, which all the others share, not its end. */
function PathText({ path }: { path: string }) {
  const names = path.split('.')
  const tail = names.slice(-(path.endsWith('.') ? 3 : 2)).join('.')
  return (
    <span className={styles.path} title={path}>
      <span className={styles.pathHead}>
        <VisibleText text={path.slice(0, path.length - tail.length)} />
      </span>
      <span className={styles.pathTail}>
        <VisibleText text={tail} />
      </span>
    </span>
  )
}

function parentIndex(rows: readonly DecodedRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0
  for (let at = index - 1; at >= 0; at--) if ((rows[at]?.depth ?? 0) < depth) return at
  return index
}

/** Line ends show as a sign where there is only one line to show them in. */
function oneLine(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…`.replaceAll('\n', '⏎') : text.replaceAll('\n', '⏎')
}
