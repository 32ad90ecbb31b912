import type { Rpc } from '../../../contract/index.js'
import { Badge, ClockTime, VisibleText } from '../../ui/index.js'
import { argumentsLine, isPending, reasonOfState, stateBadge } from './rpc-words.js'
import styles from './rpcs.module.css'

/** One RPC in the list. Undefined while its page is being pulled. */
export function RpcRow({ rpc, place }: { rpc: Rpc | undefined; place: number | null }) {
  if (!rpc) return <div className={styles.row} aria-busy="true" />
  const badge = stateBadge(rpc)
  const reason = reasonOfState(rpc)
  const attempts = rpc.attempts ?? 0
  return (
    <div className={styles.row} data-ended={!isPending(rpc) || undefined}>
      <span className={styles.place} title={place === null ? undefined : 'Order in which they go out'}>
        {place}
      </span>
      <div className={styles.lines}>
        <div className={styles.first}>
          <span className={styles.method}>
            <VisibleText text={rpc.method} />
          </span>
          <span className={styles.arguments}>
            <VisibleText text={argumentsLine(rpc)} />
          </span>
        </div>
        <div className={styles.second} data-fault={rpc.state === 'failed' || undefined}>
          {reason === null ? <When rpc={rpc} /> : <VisibleText text={reason} />}
        </div>
      </div>
      {(rpc.priority ?? 0) !== 0 && <Badge title="Greater goes first">priority {rpc.priority}</Badge>}
      {attempts > 1 && <Badge tone="held">sent {attempts} times</Badge>}
      <Badge tone={badge.tone}>{badge.text}</Badge>
      <span className={styles.time}>
        <ClockTime at={rpc.endedAt ?? rpc.sentAt ?? rpc.createdAt} />
      </span>
    </div>
  )
}

function When({ rpc }: { rpc: Rpc }) {
  switch (rpc.state) {
    case 'queued':
      return rpc.expiresAt === undefined ? (
        'Goes out in the next session of the CPE.'
      ) : (
        <>
          Goes out in the next session of the CPE, at the latest <ClockTime at={rpc.expiresAt} />.
        </>
      )
    case 'sent':
      return 'The CPE has it and has not answered yet.'
    case 'done':
      return rpc.jobId === undefined ? 'The CPE answered.' : 'The CPE answered; part of fetching its tree.'
    case 'cancelled':
      return 'Taken back before it was sent.'
    case 'failed':
      return 'It failed.'
  }
}
