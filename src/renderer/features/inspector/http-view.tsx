import { Button } from '@mantine/core'
import { useState } from 'react'
import type { MessageDetail } from '../../../contract/index.js'
import {
  absoluteTime,
  CopyButton,
  countText,
  dateText,
  durationText,
  EmptyState,
  MASK,
  sizeText,
  VisibleText,
  visibleText,
} from '../../ui/index.js'
import { authenticationFacts } from './authentication-facts.js'
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
      <Authentication headers={http.headers} />
      <Tls tls={http.tls} />
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

/** Who the sender says it is, or what it asks the other side for. */
function Authentication({ headers }: { headers: readonly (readonly [string, string])[] }) {
  const facts = authenticationFacts(headers)
  if (facts.length === 0) return null
  return (
    <>
      <h3 className={styles.heading}>Authentication</h3>
      <dl className={styles.facts}>
        {facts.map(({ name, value }, at) => (
          <Fact key={at} name={name} value={visibleText(value)} wire />
        ))}
      </dl>
    </>
  )
}

/** How the connection was secured, and whom the other side showed itself to be. */
function Tls({ tls }: { tls: NonNullable<MessageDetail['http']>['tls'] }) {
  if (tls === null) return null
  return (
    <>
      <h3 className={styles.heading}>TLS</h3>
      <dl className={styles.facts}>
        <Fact name="Version" value={tls.version} wire />
        <Fact name="Cipher" value={tls.cipher} wire />
        <Fact
          name="Server name (SNI)"
          value={tls.serverName ?? 'none given'}
          wire={tls.serverName !== null}
        />
        <Fact name="Client certificate" value={trustWords(tls.trust)} />
        {tls.peer.map((certificate, at) => (
          <Fact
            key={at}
            name={at === 0 ? 'Its certificate' : 'Signed by'}
            value={`${visibleText(certificate.subject)}, good until ${dateText(certificate.validTo)}${certificate.selfSigned ? ', self-signed' : ''}`}
            wire
          />
        ))}
      </dl>
    </>
  )
}

function trustWords(trust: true | string | null): string {
  if (trust === null) return 'none shown'
  return trust === true ? 'shown and trusted' : `shown, not trusted: ${trust}`
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
