import { ListOrdered } from 'lucide-react'
import type { Transfer } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import { useShowMessage } from '../../state/use-show-message.js'
import { absoluteTime, ClockTime, CopyButton, durationText, sizeText, VisibleText } from '../../ui/index.js'
import styles from './operations.module.css'
import { transferTitle } from './transfer-words.js'

/** The selected transfer in full: its sentence, what belongs to it, each request at the file server. */
export function TransferDetail({ transfer }: { transfer: Transfer }) {
  const client = useClient()
  const showMessage = useShowMessage()
  const { rpcId, transferComplete, requests } = transfer
  const showOrder = async () => {
    if (rpcId === null) return
    try {
      const { messageIds } = await client.rpcs.get({ rpcId })
      const [request] = messageIds
      if (request === undefined) throw new Error('It has not been sent yet.')
      await showMessage(request)
    } catch (error) {
      notifyError({ what: `The ${transfer.method ?? 'RPC'} could not be shown`, error })
    }
  }
  return (
    <section className={styles.detail} aria-label="Selected transfer">
      <header className={styles.detailHead}>
        <h3 className={styles.detailTitle}>
          <VisibleText text={transferTitle(transfer)} />
        </h3>
        <CopyButton text={transfer.url} label="Copy the URL of the transfer" />
      </header>
      <p className={styles.verdict} data-odd={transfer.odd || transfer.state === 'failed' || undefined}>
        <VisibleText text={transfer.sentence} />
      </p>
      <dl className={styles.facts}>
        {transfer.method !== null && (
          <div>
            <dt>Ordered by</dt>
            <dd>
              {rpcId === null ? (
                transfer.method
              ) : (
                <button type="button" className={styles.link} onClick={() => void showOrder()}>
                  {transfer.method}
                </button>
              )}{' '}
              {transfer.commandKey !== '' && (
                <>
                  CommandKey{' '}
                  <code>
                    <VisibleText text={transfer.commandKey} />
                  </code>
                </>
              )}
            </dd>
          </div>
        )}
        {transfer.fileType !== '' && (
          <div>
            <dt>FileType</dt>
            <dd>
              <VisibleText text={transfer.fileType} />
            </dd>
          </div>
        )}
        <div>
          <dt>URL</dt>
          <dd className={styles.wire}>
            <VisibleText text={transfer.url} />
          </dd>
        </div>
        <div>
          <dt>Ordered</dt>
          <dd>{absoluteTime(transfer.createdAt)}</dd>
        </div>
        <div>
          <dt>Reported</dt>
          <dd>
            {transferComplete === null ? (
              'not yet'
            ) : (
              <button
                type="button"
                className={styles.link}
                onClick={() => void showMessage(transferComplete.messageId)}
              >
                TransferComplete{' '}
                {transferComplete.faultCode === '0'
                  ? 'without a fault'
                  : `with ${transferComplete.faultCode}`}
              </button>
            )}
          </dd>
        </div>
      </dl>
      {requests.length > 0 ? (
        <table className={styles.requests}>
          <caption>Requests at the file server</caption>
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">Request</th>
              <th scope="col">Answer</th>
              <th scope="col">Bytes</th>
              <th scope="col">Time</th>
              <th scope="col">What came of it</th>
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <tr key={request.id}>
                <td>
                  <ClockTime at={request.at} />
                </td>
                <td title={`from ${request.remote}`}>
                  {request.method} {request.range !== null && <VisibleText text={request.range} />}
                </td>
                <td>{request.status === 0 ? '–' : request.status}</td>
                <td>{sizeText(request.bytes)}</td>
                <td>{request.durationMs === null ? 'going on' : durationText(request.durationMs)}</td>
                <td className={styles.what}>
                  <VisibleText text={request.detail} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={styles.note}>
          <ListOrdered size={13} aria-hidden="true" /> No request for it has reached the file server yet.
        </p>
      )}
    </section>
  )
}
