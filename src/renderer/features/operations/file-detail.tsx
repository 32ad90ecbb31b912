import { Autocomplete, Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { StoredFileShape } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyDone, notifyError } from '../../app/notify.js'
import { useSelection } from '../../state/selection.js'
import { absoluteTime, CopyButton, countText, LateInput, saveBlob, VisibleText } from '../../ui/index.js'
import { downloadFileTypes } from './file-types.js'
import styles from './operations.module.css'
import { useOperationsDialogs } from './operations-dialogs.js'

const paces: readonly (readonly [number, string])[] = [
  [16 * 1024, '16 KB/s'],
  [64 * 1024, '64 KB/s'],
  [256 * 1024, '256 KB/s'],
  [1024 * 1024, '1 MB/s'],
]

type Fault = NonNullable<StoredFileShape['fault']>

function faultsFor(size: number): readonly (readonly [string, string, Fault | null])[] {
  const afterBytes = Math.floor(size / 2)
  return [
    ['none', 'Nothing goes wrong', null],
    ['403', 'Answer 403 Forbidden', { kind: 'status', status: 403 }],
    ['404', 'Answer 404 Not Found', { kind: 'status', status: 404 }],
    ['500', 'Answer 500 Internal Server Error', { kind: 'status', status: 500 }],
    ['503', 'Answer 503 Service Unavailable', { kind: 'status', status: 503 }],
    ['cut-off', 'Cut the connection in the middle', { kind: 'cut-off', afterBytes }],
    ['stall', 'Stop sending in the middle', { kind: 'stall', afterBytes }],
    ['corrupt', 'Spoil the bytes', { kind: 'corrupt' }],
  ]
}

function faultId(fault: Fault | null): string {
  if (fault === null) return 'none'
  return fault.kind === 'status' ? String(fault.status) : fault.kind
}

type Changes = Omit<Parameters<ReturnType<typeof useClient>['files']['update']>[0], 'fileId'>

/** The selected file: what it is, how it is given out, and what can be done with it. */
export function FileDetail({ file }: { file: StoredFileShape }) {
  const client = useClient()
  const open = useOperationsDialogs((dialogs) => dialogs.open)
  const deviceId = useSelection((selection) => selection.deviceId)
  const change = (changes: Changes) => {
    client.files
      .update({ fileId: file.id, ...changes })
      .catch((error: unknown) => notifyError({ what: `${file.name} could not be changed`, error }))
  }
  const save = async () => {
    try {
      saveBlob(await client.files.content({ fileId: file.id }), file.name)
    } catch (error) {
      notifyError({ what: `${file.name} could not be saved`, error })
    }
  }
  const faults = faultsFor(file.size)
  return (
    <section className={styles.detail} aria-label="Selected file">
      <header className={styles.detailHead}>
        <h3 className={styles.detailTitle}>
          <VisibleText text={file.name} />
        </h3>
        {file.url !== null && <CopyButton text={file.url} label="Copy the URL of the file" />}
        <Button size="compact-sm" variant="default" onClick={() => void save()}>
          Save a copy
        </Button>
        <RemoveButton file={file} />
        <Button
          size="compact-sm"
          disabled={deviceId === null}
          onClick={() => {
            if (deviceId !== null) open({ kind: 'download', deviceId, fileId: file.id })
          }}
        >
          Download to this CPE…
        </Button>
      </header>
      <div className={styles.fields}>
        <LateInput
          label="Name"
          value={file.name}
          problemOf={(name) => (name === '' ? 'is needed' : null)}
          onDone={(name) => change({ name })}
        />
        <Autocomplete
          key={`${file.id} ${file.fileType}`}
          size="xs"
          label="FileType"
          data={[...downloadFileTypes]}
          maxLength={64}
          defaultValue={file.fileType}
          onBlur={(event) => {
            if (event.currentTarget.value !== file.fileType) change({ fileType: event.currentTarget.value })
          }}
          onOptionSubmit={(fileType) => change({ fileType })}
        />
        <LateInput label="Version" value={file.version} onDone={(version) => change({ version })} />
        <LateInput label="Note" value={file.note} onDone={(note) => change({ note })} />
        <Select
          size="xs"
          label="Pace"
          allowDeselect={false}
          value={String(file.bytesPerSecond ?? '')}
          data={[
            { value: '', label: 'As fast as it goes' },
            ...paces.map(([pace, label]) => ({ value: String(pace), label })),
            ...(file.bytesPerSecond === null || paces.some(([pace]) => pace === file.bytesPerSecond)
              ? []
              : [{ value: String(file.bytesPerSecond), label: `${countText(file.bytesPerSecond)} bytes/s` }]),
          ]}
          onChange={(value) => change({ bytesPerSecond: value ? Number(value) : null })}
        />
        <Select
          size="xs"
          label="What goes wrong on purpose"
          allowDeselect={false}
          value={faultId(file.fault)}
          data={faults.map(([value, label]) => ({ value, label }))}
          onChange={(value) => change({ fault: faults.find(([id]) => id === value)?.[2] ?? null })}
        />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>Size</dt>
          <dd>{countText(file.size)} bytes</dd>
        </div>
        <div>
          <dt>SHA-256</dt>
          <dd className={styles.wire}>{file.sha256}</dd>
        </div>
        <div>
          <dt>{file.origin === 'cpe' ? 'Received' : 'Added'}</dt>
          <dd>{absoluteTime(file.addedAt)}</dd>
        </div>
        <div>
          <dt>URL</dt>
          <dd className={styles.wire}>{file.url ?? 'none: the file server listens nowhere'}</dd>
        </div>
      </dl>
    </section>
  )
}

/** Removing cannot be taken back, so it asks where it stands. */
function RemoveButton({ file }: { file: StoredFileShape }) {
  const client = useClient()
  const [asked, setAsked] = useState<string | null>(null)
  const remove = () => {
    client.files.remove({ fileId: file.id }).then(
      () => notifyDone(`Removed ${file.name}`),
      (error: unknown) => notifyError({ what: `${file.name} could not be removed`, error }),
    )
  }
  return asked === file.id ? (
    <Button
      size="compact-sm"
      color="red"
      variant="outline"
      autoFocus
      onClick={remove}
      onBlur={() => setAsked(null)}
    >
      Remove for good
    </Button>
  ) : (
    <Button size="compact-sm" variant="default" onClick={() => setAsked(file.id)}>
      Remove
    </Button>
  )
}
