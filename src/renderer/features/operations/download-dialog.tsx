import { Autocomplete, Button, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useCommands } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { productClassOf } from '../../state/device-id.js'
import { Dialog, sizeText, VisibleText } from '../../ui/index.js'
import { downloadFileTypes } from './file-types.js'
import styles from './operations.module.css'
import { OrderActions, OrderFields, orderInput, plainOrder } from './order-fields.js'
import { useAllFiles } from './use-list.js'
import { useOrder } from './use-order.js'

/** Orders the Download of a file by a CPE. */
export function DownloadDialog({
  deviceId,
  fileId: given,
  onClose,
}: {
  deviceId: string
  fileId: string | null
  onClose: () => void
}) {
  const client = useClient()
  const commands = useCommands()
  const { files, problem: unread } = useAllFiles()
  const [chosen, setChosen] = useState(given)
  const [typed, setTyped] = useState<string | null>(null)
  const [target, setTarget] = useState('')
  const [order, setOrder] = useState(plainOrder)
  const { busy, problem, send } = useOrder(onClose)
  const file = files?.find(({ id }) => id === chosen) ?? (chosen === null ? files?.[0] : undefined)
  const fileType = typed ?? file?.fileType ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!file || fileType === '') return
    send(
      client.transfers.download({
        deviceId,
        fileId: file.id,
        fileType,
        targetFileName: target,
        ...orderInput(order),
      }),
    )
  }
  return (
    <Dialog title="Download to this CPE" onClose={onClose} size={540}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>
          Tells{' '}
          <b>
            <VisibleText text={productClassOf(deviceId)} />
          </b>{' '}
          to fetch a file from the workbench’s file server, by a URL made for this one transfer, so that its
          requests and its TransferComplete are seen together.
        </p>
        {files?.length === 0 ? (
          <p className={styles.text}>
            There is no file yet.{' '}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                onClose()
                commands.run('file.add')
              }}
            >
              Add a file…
            </Button>
          </p>
        ) : (
          <Select
            size="xs"
            label="File"
            allowDeselect={false}
            searchable={(files?.length ?? 0) > 8}
            comboboxProps={{ withinPortal: false }}
            error={unread}
            value={file?.id ?? null}
            data={(files ?? []).map(({ id, name, size, version }) => ({
              value: id,
              label: `${name} · ${sizeText(size)}${version === '' ? '' : ` · ${version}`}`,
            }))}
            onChange={setChosen}
          />
        )}
        <div className={styles.pair}>
          <Autocomplete
            size="xs"
            label="FileType"
            placeholder="1 Firmware Upgrade Image"
            data={[...downloadFileTypes]}
            comboboxProps={{ withinPortal: false }}
            maxLength={64}
            value={fileType}
            error={file && fileType === '' ? 'A Download needs a FileType.' : null}
            onChange={setTyped}
          />
          <TextInput
            size="xs"
            label="TargetFileName"
            placeholder="none: the CPE chooses"
            maxLength={256}
            value={target}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
        </div>
        <OrderFields order={order} asFile="As the file says" onChange={setOrder} />
        <OrderActions
          label="Download"
          busy={busy}
          disabled={!file || fileType === ''}
          problem={problem}
          onClose={onClose}
        />
      </form>
    </Dialog>
  )
}
