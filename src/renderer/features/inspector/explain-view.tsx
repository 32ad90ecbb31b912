import { Button } from '@mantine/core'
import { CornerDownLeft, CornerDownRight, Eye, EyeOff, ListTree } from 'lucide-react'
import { Fragment, useMemo, useState } from 'react'
import type { Finding, MessageDetail } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { useSelection } from '../../state/selection.js'
import { useSession } from '../../state/use-session.js'
import { countText, durationText, IconButton, Kbd, MASK, sizeText, VisibleText } from '../../ui/index.js'
import { FindingLines } from '../findings/index.js'
import { carriedParameters, type CarriedParameter } from './decoded-rows.js'
import { factsOf } from './facts.js'
import styles from './inspector.module.css'

/** So many findings are told here; Findings has them all. */
const TOLD = 3
/** More parameters than this are better read in the tree. */
const SHOWN = 60

/** What happened, in words, and the facts that support it. */
export function ExplainView({
  message,
  onFinding,
  onFindings,
  onAll,
}: {
  message: MessageDetail
  onFinding: (finding: Finding) => void
  onFindings: () => void
  onAll: () => void
}) {
  const parameters = useMemo(
    () => (message.decoded ? carriedParameters(message.decoded) : []),
    [message.decoded],
  )
  const facts = factsOf(message)
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Explanation">
      <p className={styles.explanation} data-fault={message.kind === 'fault' || undefined}>
        <VisibleText text={message.explanation} />
      </p>
      {message.findings.length > 0 && (
        <section className={styles.explainPart} aria-label="Findings">
          <FindingLines
            findings={message.findings}
            most={TOLD}
            onFinding={(finding) => (finding.offset === undefined ? onFindings() : onFinding(finding))}
          />
          <button type="button" className={styles.aroundLink} onClick={onFindings}>
            {message.findings.length > TOLD
              ? `All ${message.findings.length} findings: what they mean, what to do`
              : 'What it means, what to do'}
          </button>
        </section>
      )}
      <Pair message={message} />
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name} className={styles.fact}>
            <dt>{fact.name}</dt>
            <dd data-wire={fact.wire || undefined}>
              <VisibleText text={fact.value} />
            </dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>Size</dt>
          <dd>{sizeText(message.bytes)} on the wire</dd>
        </div>
        {message.durationMs !== undefined && (
          <div className={styles.fact}>
            <dt>Answered after</dt>
            <dd>{durationText(message.durationMs)}</dd>
          </div>
        )}
      </dl>
      <SessionVerdict sessionId={message.sessionId} />
      {parameters.length > 0 && <Parameters key={message.id} parameters={parameters} onAll={onAll} />}
    </div>
  )
}

/** The other half of the RPC, one click away. */
function Pair({ message }: { message: MessageDetail }) {
  const selectMessage = useSelection((selection) => selection.selectMessage)
  const { pairedWith } = message
  if (pairedWith === null) return null
  const Arrow = message.kind === 'request' ? CornerDownRight : CornerDownLeft
  return (
    <button type="button" className={styles.aroundLink} onClick={() => selectMessage(pairedWith)}>
      <Arrow size={14} aria-hidden="true" />
      <span>{pairWords(message)}</span>
      <Kbd keys="P" />
    </button>
  )
}

/** How the session went that the message is part of. */
function SessionVerdict({ sessionId }: { sessionId: string | null }) {
  const session = useSession(sessionId)
  if (!session) return null
  return (
    <>
      <h3 className={styles.heading}>{session.state === 'open' ? 'Session so far' : 'Session'}</h3>
      <p className={styles.sessionVerdict} data-state={session.state}>
        <VisibleText text={session.verdict} />
      </p>
    </>
  )
}

function pairWords({ kind, rpc, direction, durationMs }: MessageDetail): string {
  const other = direction === 'cpe-to-acs' ? 'the ACS' : 'the CPE'
  if (kind === 'request') return `Show what ${other} answered`
  const after = durationMs === undefined ? '' : `, ${durationText(durationMs)} after it was asked`
  return rpc === null || rpc === 'Fault'
    ? `Answers a request of ${other}${after}`
    : `Answers the ${rpc} of ${other}${after}`
}

function Parameters({ parameters, onAll }: { parameters: readonly CarriedParameter[]; onAll: () => void }) {
  const showInTree = useShowInTree()
  const [revealed, setRevealed] = useState(false)
  const secret = ({ name, value }: CarriedParameter) => isSecretParameter(name) && (value ?? '') !== ''
  const has = (key: 'value' | 'writable' | 'notification') =>
    parameters.some((parameter) => parameter[key] !== null)
  return (
    <>
      <h3 className={styles.heading}>
        Parameters <span>{countText(parameters.length)}</span>
        {parameters.slice(0, SHOWN).some(secret) && (
          <IconButton
            icon={revealed ? EyeOff : Eye}
            size={13}
            label={revealed ? 'Mask secrets' : 'Show secrets'}
            pressed={revealed}
            onClick={() => setRevealed(!revealed)}
          />
        )}
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {has('value') && <th scope="col">Value</th>}
            {has('writable') && <th scope="col">Writable</th>}
            {has('notification') && <th scope="col">Notification</th>}
            <th scope="col">
              <span className={styles.srOnly}>Show in tree</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {parameters.slice(0, SHOWN).map((parameter, at) => (
            <tr key={at}>
              <td className={styles.wire}>
                <Breakable path={parameter.name} />
              </td>
              {has('value') && (
                <td className={styles.wire} title={parameter.type ?? undefined}>
                  {parameter.value !== null && (
                    <VisibleText text={secret(parameter) && !revealed ? MASK : parameter.value} />
                  )}
                </td>
              )}
              {has('writable') && <td className={styles.wire}>{parameter.writable}</td>}
              {has('notification') && <td className={styles.wire}>{parameter.notification}</td>}
              <td className={styles.rowAction}>
                <IconButton
                  icon={ListTree}
                  size={13}
                  label={`Show ${parameter.name} in the tree`}
                  onClick={() => showInTree(parameter.name)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {parameters.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" onClick={onAll}>
          All {countText(parameters.length)} in Decoded
        </Button>
      )}
    </>
  )
}

/** A path that breaks where a reader would break it. */
function Breakable({ path }: { path: string }) {
  return path.split(/(?<=\.)/).map((segment, at) => (
    <Fragment key={at}>
      <VisibleText text={segment} />
      <wbr />
    </Fragment>
  ))
}

/** Selects a parameter or object in the tree view. */
export function useShowInTree(): (path: string) => void {
  const selectPath = useSelection((selection) => selection.selectPath)
  const show = useSelection((selection) => selection.show)
  return (path) => {
    selectPath(path)
    show('parameters')
  }
}
