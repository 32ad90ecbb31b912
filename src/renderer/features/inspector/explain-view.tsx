import { Button } from '@mantine/core'
import { Eye, EyeOff, ListTree } from 'lucide-react'
import { Fragment, useMemo, useState } from 'react'
import type { Finding, MessageDetail } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { useSelection } from '../../state/selection.js'
import { countText, durationText, IconButton, MASK, sizeText, VisibleText } from '../../ui/index.js'
import { carriedParameters, type CarriedParameter } from './decoded-rows.js'
import { factsOf } from './facts.js'
import { FindingItem } from './findings-view.js'
import styles from './inspector.module.css'

/** More parameters than this are better read in the tree. */
const SHOWN = 60

/** What happened, in words, and the facts that support it. */
export function ExplainView({
  message,
  onFinding,
  onAll,
}: {
  message: MessageDetail
  onFinding: (finding: Finding) => void
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
        <ul className={styles.findings}>
          {message.findings.slice(0, 3).map((finding, at) => (
            <FindingItem key={at} finding={finding} onPlace={onFinding} />
          ))}
        </ul>
      )}
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
      {parameters.length > 0 && <Parameters key={message.id} parameters={parameters} onAll={onAll} />}
    </div>
  )
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
