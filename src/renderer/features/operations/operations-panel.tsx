import { Button } from '@mantine/core'
import { ArrowDownToLine, ArrowUpFromLine, FilePlus2, FolderOpen, Plus } from 'lucide-react'
import { useState, type DragEvent } from 'react'
import { useCommand, useCommands } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { useEngineStatus } from '../../state/engine-status.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { reasonOf } from '../../app/notify.js'
import { EmptyState, IconButton, ProgressBar, sizeText, VirtualList, VisibleText } from '../../ui/index.js'
import { X } from 'lucide-react'
import { addFiles, useAddings } from './adding.js'
import { FileDetail } from './file-detail.js'
import { FileRow } from './file-row.js'
import styles from './operations.module.css'
import { useShown } from './shown.js'
import { TransferDetail } from './transfer-detail.js'
import { TransferRow } from './transfer-row.js'
import { useFiles, useTransfers } from './use-list.js'

/** Files for CPEs and from CPEs, and every transfer of them. */
export function OperationsPanel() {
  const client = useClient()
  const commands = useCommands()
  const deviceId = useSelection((selection) => selection.deviceId)
  const shown = useShown((state) => state.shown)
  const [ofAll, setOfAll] = useState(false)
  const scope = ofAll ? null : deviceId
  const [files, fileState] = useFiles()
  const [transfers, transferState] = useTransfers(scope)
  const activeFile = shown?.kind === 'file' ? files.indexOf(shown.id) : -1
  const activeTransfer = shown?.kind === 'transfer' ? transfers.indexOf(shown.id) : -1
  const file = files.at(activeFile)
  const transfer = transfers.at(activeTransfer)
  const drop = useDrop((dropped) => addFiles(client, dropped))
  const show = (kind: 'file' | 'transfer', id: string | undefined) =>
    useShown.setState({ shown: id === undefined ? null : { kind, id } })
  const move = (by: number) => {
    const list = shown?.kind === 'file' ? files : transfers
    const total = shown?.kind === 'file' ? fileState.total : transferState.total
    const at = shown === null ? -1 : list.indexOf(shown.id)
    show(shown?.kind ?? 'transfer', list.at(Math.max(0, Math.min(total - 1, at + by)))?.id)
  }
  useCommand('item.next', () => move(1), { pane: 'operations' })
  useCommand('item.previous', () => move(-1), { pane: 'operations' })

  return (
    <div className={styles.panel} data-dropping={drop.over || undefined} {...drop.handlers}>
      <section className={styles.part} aria-label="Files">
        <header className={styles.partHead}>
          <h2>Files</h2>
          <ServerNote />
          <span className={styles.space} />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={13} aria-hidden="true" />}
            onClick={() => commands.run('file.add')}
          >
            Add files…
          </Button>
        </header>
        <Addings />
        <div className={styles.list}>
          {fileState.error !== null && !fileState.settled ? (
            <Unlisted what="files" error={fileState.error} onAgain={() => files.refresh()} />
          ) : fileState.settled && fileState.total === 0 ? (
            <EmptyState compact icon={FilePlus2} title="No file yet">
              Drop firmware or a configuration file here. A CPE fetches it by Download; what a CPE sends by
              Upload is kept here as well.
            </EmptyState>
          ) : (
            <VirtualList
              label="Files, newest first"
              count={fileState.total}
              rowHeight={32}
              activeIndex={activeFile}
              onActive={(index) => show('file', files.at(index)?.id)}
              rowKey={(index) => files.at(index)?.id ?? index}
              onRange={files.show}
              renderRow={(index) => <FileRow file={files.at(index)} />}
            />
          )}
        </div>
      </section>
      <section className={styles.part} data-main aria-label="Transfers">
        <header className={styles.partHead}>
          <h2>Transfers</h2>
          <button type="button" className={styles.scope} onClick={() => setOfAll(!ofAll)}>
            {scope === null ? 'of all CPEs' : <VisibleText text={`of ${productClassOf(scope)}`} />}
          </button>
          <span className={styles.space} />
          <Button
            size="compact-sm"
            variant="default"
            disabled={deviceId === null}
            leftSection={<ArrowDownToLine size={13} aria-hidden="true" />}
            onClick={() => commands.run('device.download')}
          >
            Download to this CPE…
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={deviceId === null}
            leftSection={<ArrowUpFromLine size={13} aria-hidden="true" />}
            onClick={() => commands.run('device.upload')}
          >
            Upload from this CPE…
          </Button>
        </header>
        <div className={styles.list}>
          {transferState.error !== null && !transferState.settled ? (
            <Unlisted what="transfers" error={transferState.error} onAgain={() => transfers.refresh()} />
          ) : transferState.settled && transferState.total === 0 ? (
            <EmptyState compact icon={FolderOpen} title="No transfer yet">
              Each Download and Upload is followed here: the order, the bytes as they move, and the
              TransferComplete that ends it, with a sentence where one of them is missing.
            </EmptyState>
          ) : (
            <VirtualList
              label="Transfers, newest first"
              count={transferState.total}
              rowHeight={64}
              activeIndex={activeTransfer}
              onActive={(index) => show('transfer', transfers.at(index)?.id)}
              rowKey={(index) => transfers.at(index)?.id ?? index}
              onRange={transfers.show}
              renderRow={(index) => <TransferRow transfer={transfers.at(index)} named={scope === null} />}
            />
          )}
        </div>
      </section>
      {file && <FileDetail key={file.id} file={file} />}
      {transfer && <TransferDetail transfer={transfer} />}
      {drop.over && <p className={styles.dropHere}>Drop to add to the files</p>}
    </div>
  )
}

function Unlisted({ what, error, onAgain }: { what: string; error: unknown; onAgain: () => void }) {
  return (
    <EmptyState
      compact
      title={`The ${what} could not be listed`}
      actions={
        <Button size="compact-sm" variant="default" onClick={onAgain}>
          Try again
        </Button>
      }
    >
      {reasonOf(error)}
    </EmptyState>
  )
}

function ServerNote() {
  const url = useEngineStatus((engine) => engine.status?.fileUrl)
  if (url === undefined) return null
  return (
    <span className={styles.server}>
      {url === null ? (
        'the file server listens nowhere'
      ) : (
        <>
          served at <code>{url}</code>
        </>
      )}
    </span>
  )
}

/** Files on their way to the engine. */
function Addings() {
  const list = useAddings((state) => state.list)
  return list.map((adding) => (
    <div key={adding.id} className={styles.adding}>
      <span className={styles.name}>
        <VisibleText text={adding.name} />
      </span>
      <span className={styles.addingBar}>
        <ProgressBar
          label={`Adding ${adding.name}`}
          value={adding.total === 0 ? 1 : adding.sent / adding.total}
        />
      </span>
      <span className={styles.bytes}>
        {sizeText(adding.sent)} of {sizeText(adding.total)}
      </span>
      <IconButton icon={X} label={`Stop adding ${adding.name}`} size={13} onClick={adding.cancel} />
    </div>
  ))
}

/** Takes files that are dropped. */
function useDrop(onFiles: (files: readonly File[]) => void) {
  const [over, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setOver(false)
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      },
    },
  }
}
