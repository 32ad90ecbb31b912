import { ArrowDownToLine, ArrowUpFromLine } from 'lucide-react'
import type { Transfer } from '../../../contract/index.js'
import { productClassOf } from '../../state/device-id.js'
import { Badge, ProgressBar, RelativeTime, sizeText, VisibleText, VisuallyHidden } from '../../ui/index.js'
import styles from './operations.module.css'
import { transferBadge, transferProgress, transferTitle } from './transfer-words.js'

/** One transfer in the list. Undefined while its page is being pulled. */
export function TransferRow({ transfer, named }: { transfer: Transfer | undefined; named: boolean }) {
  if (!transfer) return <div className={styles.transfer} aria-busy="true" />
  const badge = transferBadge(transfer)
  const down = transfer.direction === 'download'
  const Icon = down ? ArrowDownToLine : ArrowUpFromLine
  const ended = transfer.state === 'complete' || transfer.state === 'cancelled'
  return (
    <div className={styles.transfer}>
      <Icon size={16} aria-hidden="true" className={styles.direction ?? ''} />
      <div className={styles.lines}>
        <div className={styles.first}>
          <VisuallyHidden>{down ? 'Download ' : 'Upload '}</VisuallyHidden>
          <b className={styles.name}>
            <VisibleText text={transferTitle(transfer)} />
          </b>
          {named && (
            <span className={styles.of}>
              {down ? 'to' : 'from'}{' '}
              <VisibleText text={productClassOf(transfer.deviceId) || 'somebody unknown'} />
            </span>
          )}
          <span className={styles.bytes}>
            {sizeText(transfer.bytes)}
            {transfer.total === null ? '' : ` of ${sizeText(transfer.total)}`}
          </span>
          <Badge tone={badge.tone}>{badge.text}</Badge>
          <span className={styles.when}>
            <RelativeTime at={transfer.createdAt} />
          </span>
        </div>
        <ProgressBar
          label={`${transferTitle(transfer)}, bytes moved`}
          value={transferProgress(transfer)}
          tone={transfer.state === 'failed' ? 'fault' : ended ? 'ok' : 'accent'}
        />
        <div className={styles.sentence} data-odd={transfer.odd || undefined}>
          <VisibleText text={transfer.sentence} />
        </div>
      </div>
    </div>
  )
}
