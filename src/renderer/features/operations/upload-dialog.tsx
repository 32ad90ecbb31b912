import { Autocomplete } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useClient } from '../../app/host-context.js'
import { productClassOf } from '../../state/device-id.js'
import { Dialog, VisibleText } from '../../ui/index.js'
import { uploadFileTypes } from './file-types.js'
import styles from './operations.module.css'
import { OrderActions, OrderFields, orderInput, plainOrder } from './order-fields.js'
import { useOrder } from './use-order.js'

/** Orders an Upload by a CPE. */
export function UploadDialog({ deviceId, onClose }: { deviceId: string; onClose: () => void }) {
  const client = useClient()
  const [fileType, setFileType] = useState<string>(uploadFileTypes[0])
  const [order, setOrder] = useState(plainOrder)
  const { busy, problem, send } = useOrder(onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fileType !== '') send(client.transfers.upload({ deviceId, fileType, ...orderInput(order) }))
  }
  return (
    <Dialog title="Upload from this CPE" onClose={onClose} size={540}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>
          Tells{' '}
          <b>
            <VisibleText text={productClassOf(deviceId)} />
          </b>{' '}
          to send a file here, to a URL made for this one transfer. What comes is kept among the files.
        </p>
        <Autocomplete
          size="xs"
          label="FileType"
          description="A number after 3 or 4 names the instance in the CPE’s data model."
          data={[...uploadFileTypes]}
          comboboxProps={{ withinPortal: false }}
          maxLength={64}
          value={fileType}
          data-autofocus
          error={fileType === '' ? 'An Upload needs a FileType.' : null}
          onChange={setFileType}
        />
        <OrderFields order={order} asFile="None (as usual)" onChange={setOrder} />
        <OrderActions
          label="Upload"
          busy={busy}
          disabled={fileType === ''}
          problem={problem}
          onClose={onClose}
        />
      </form>
    </Dialog>
  )
}
