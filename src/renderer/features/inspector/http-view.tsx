import { Button } from '@mantine/core'
import { useState } from 'react'
import type { MessageDetail } from '../../../contract/index.js'
import {
  absoluteTime,
  CopyButton,
  countText,
  durationText,
  EmptyState,
  MASK,
  sizeText,
  VisibleText,
} from '../../ui/index.js'
import { isCredential } from './curl.js'
import styles from './inspector.module.css'

/** The message as HTTP: start line, headers in wire order, and the connection it came by. */
export function HttpView({ message }: { message: MessageDetail }) {
  const [revealed, setRevealed] = useState(false)
  const { http } = message
  if (!http) {
    return (
      <EmptyState title="Not HTTP">
        The head of this message could not be read as HTTP. Hex shows its bytes as they came.
      </EmptyState>
    )
  }
  const secret = http.headers.some(([name]) => isCredential(name))
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="HTTP">
      <div className={styles.startLine}>
        <code>
          <VisibleText text={http.startLine} />
        </code>
        <CopyButton
          label="Copy start line and headers"
          text={[http.startLine, ...http.headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}
        />
      </div>
      <h3 className={styles.heading}>
        Headers <span>{http.headers.length}</span>
        {secret && (
          <Button size="compact-xs" variant="subtle" onClick={() => setRevealed(!revealed)}>
            {revealed ? 'Mask credentials' : 'Show credentials'}
          </Button>
        )}
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {http.headers.map(([name, value], at) => (
            <tr key={at}>
              <td className={styles.headerName}>
                <VisibleText text={name} />
              </td>
              <td className={styles.wire}>
                {isCredential(name) && !revealed ? masked(value) : <VisibleText text={value} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className={styles.heading}>Connection</h3>
      <dl className={styles.facts}>
        <Fact name="TCP connection" value={`no. ${countText(http.connection)} since the capture began`} />
        <Fact name="CPE side" value={http.remote} wire />
        <Fact name="Our side" value={http.local} wire />
      </dl>
      <h3 className={styles.heading}>Timing and size</h3>
      <dl className={styles.facts}>
        <Fact name="At" value={absoluteTime(message.at)} />
        <Fact name="First to last byte" value={durationText(http.receivingMs)} />
        {message.durationMs !== undefined && (
          <Fact name="Since its request" value={durationText(message.durationMs)} />
        )}
        <Fact name="Head and body" value={`${sizeText(message.bytes)} (${countText(message.bytes)} bytes)`} />
      </dl>
    </div>
  )
}

function Fact({ name, value, wire = false }: { name: string; value: string; wire?: boolean }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd data-wire={wire || undefined}>{value}</dd>
    </div>
  )
}

/** The scheme says what kind of authentication it is; the rest is the secret. */
function masked(value: string): string {
  const [scheme = ''] = value.split(' ', 1)
  return `${scheme} ${MASK}`
}
