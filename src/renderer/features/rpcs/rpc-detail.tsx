import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Rpc } from '../../../contract/index.js'
import { useShowMessage } from '../../state/use-show-message.js'
import { absoluteTime, countOf, CopyButton, VisibleText } from '../../ui/index.js'
import {
  argumentsLine,
  isFaultOfCpe,
  isUnsafeToResend,
  messageLabel,
  reasonOfState,
  stateBadge,
  structLine,
} from './rpc-words.js'
import styles from './rpcs.module.css'
import type { RpcActions } from './use-rpc-actions.js'

/** The selected RPC in full, and what can be done with it. */
export function RpcDetail({ rpc, actions }: { rpc: Rpc; actions: RpcActions }) {
  const reason = reasonOfState(rpc)
  const unsafe = isUnsafeToResend(rpc)
  return (
    <section className={styles.detail} aria-label="Selected RPC">
      <header className={styles.detailHead}>
        <h3 className={styles.detailTitle}>
          <VisibleText text={rpc.method} />
        </h3>
        <CopyButton text={rpc.id} label="Copy the id of the RPC, for scripts" />
        {rpc.state === 'queued' && (
          <Button size="compact-sm" variant="default" onClick={() => actions.cancel(rpc)}>
            Cancel
          </Button>
        )}
        {rpc.state === 'failed' && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => actions.resend(rpc, false)}>
              Send again in the next session
            </Button>
            <Button
              size="compact-sm"
              variant={unsafe ? 'default' : 'filled'}
              onClick={() => actions.resend(rpc, true)}
            >
              Send again now
            </Button>
          </>
        )}
      </header>
      {reason !== null && (
        <p className={styles.reason} data-fault={rpc.state === 'failed' || undefined}>
          <VisibleText text={reason} />
        </p>
      )}
      {rpc.state === 'failed' && unsafe && (
        <p className={styles.reason}>
          Whether the CPE has carried it out is not known: look at the parameters it is about before you send
          it again.
        </p>
      )}
      {isFaultOfCpe(rpc) && rpc.fault?.parameters && rpc.fault.parameters.length > 0 && (
        <ul className={styles.faults}>
          {rpc.fault.parameters.map(({ parameterName, code, string }) => (
            <li key={parameterName}>
              <code>
                <VisibleText text={parameterName} />
              </code>{' '}
              {code} <VisibleText text={string} />
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.facts}>
        <Fact name="State">{stateBadge(rpc).text}</Fact>
        <Fact name={rpc.raw === undefined && rpc.body === undefined ? 'Arguments' : 'Sent as'} wire>
          <VisibleText text={argumentsLine(rpc) || 'none'} />
        </Fact>
        {rpc.result && (
          <Fact name="Answer" wire>
            <VisibleText text={structLine(rpc.result) || 'empty'} />
          </Fact>
        )}
        <Times rpc={rpc} />
        <Delivery rpc={rpc} />
        <Messages rpc={rpc} />
      </dl>
    </section>
  )
}

function Times({ rpc }: { rpc: Rpc }) {
  const { createdAt, sentAt, endedAt, expiresAt, notBefore } = rpc
  return (
    <>
      <Fact name="Queued">{absoluteTime(createdAt)}</Fact>
      {notBefore !== undefined && rpc.state === 'queued' && (
        <Fact name="Not before">{absoluteTime(notBefore)}</Fact>
      )}
      {sentAt !== undefined && <Fact name="Sent">{absoluteTime(sentAt)}</Fact>}
      {endedAt !== undefined && <Fact name="Ended">{absoluteTime(endedAt)}</Fact>}
      {expiresAt !== undefined && <Fact name="Expires">{absoluteTime(expiresAt)}</Fact>}
    </>
  )
}

function Delivery({ rpc: { attempts = 0, retry, priority = 0 } }: { rpc: Rpc }) {
  return (
    <>
      {attempts > 0 && <Fact name="Sent so far">{countOf(attempts, 'time')}</Fact>}
      {retry && (
        <Fact name="Sent again">
          up to {countOf(retry.attempts, 'time')}, after{' '}
          {retry.after.map((each) => (each === 'lost' ? 'a broken session' : 'a fault')).join(' or ')}
          {retry.faults ? ` (${retry.faults.join(', ')})` : ''}
          {retry.delaySeconds === undefined ? '' : `, ${retry.delaySeconds} s later`}
        </Fact>
      )}
      {priority !== 0 && <Fact name="Priority">{priority}</Fact>}
    </>
  )
}

function Messages({ rpc }: { rpc: Rpc }) {
  const showMessage = useShowMessage()
  const { messageIds: ids } = rpc
  if (ids.length === 0) return null
  return (
    <Fact name={ids.length === 1 ? 'Message' : 'Messages'}>
      {ids.map((id, at) => (
        <button key={id} type="button" className={styles.link} onClick={() => void showMessage(id)}>
          {messageLabel(rpc, at)}
        </button>
      ))}
    </Fact>
  )
}

function Fact({ name, wire = false, children }: { name: string; wire?: boolean; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd data-wire={wire || undefined}>{children}</dd>
    </div>
  )
}
