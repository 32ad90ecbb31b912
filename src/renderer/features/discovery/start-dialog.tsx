import { Button, Checkbox, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Job } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { reasonOf } from '../../app/notify.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { Dialog, VisibleText } from '../../ui/index.js'
import styles from './discovery.module.css'
import { strategies } from './job-words.js'

/** So many names are asked for at once at most, unless said otherwise. */
const DEFAULT_MOST = 1_000

/** Asks how a tree is to be fetched. */
export function StartDialog({
  deviceId,
  prefix: given,
  onClose,
}: {
  deviceId: string
  prefix: string
  onClose: () => void
}) {
  const client = useClient()
  const [strategy, setStrategy] = useState<Job['strategy']>('batches')
  const [prefix, setPrefix] = useState(given)
  const [attributes, setAttributes] = useState(false)
  const [mostNames, setMostNames] = useState<number | null>(null)
  const [deliver, setDeliver] = useState<Job['deliver']>('connection-request')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const branch = prefix.trim()
  const badBranch = branch !== '' && !branch.endsWith('.')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (badBranch) return
    setBusy(true)
    setProblem(null)
    client.discovery
      .start({
        deviceId,
        strategy,
        prefix: branch,
        attributes,
        deliver,
        ...(mostNames === null || strategy === 'whole' ? {} : { mostNames }),
      })
      .then(
        () => {
          useSelection.getState().show('parameters')
          onClose()
        },
        (error: unknown) => {
          setProblem(reasonOf(error))
          setBusy(false)
        },
      )
  }
  return (
    <Dialog title="Fetch the whole tree" onClose={onClose} size={560}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.text}>
          Asks{' '}
          <b>
            <VisibleText text={productClassOf(deviceId)} />
          </b>{' '}
          for the names of its parameters, then for their values. Names that it refuses are left out and
          listed with their fault.
        </p>
        <Radio.Group
          label="How"
          value={strategy}
          onChange={(value) => setStrategy(strategies.find(({ id }) => id === value)?.id ?? 'batches')}
        >
          <div className={styles.choices}>
            {strategies.map(({ id, title, words }) => (
              <Radio
                key={id}
                size="xs"
                value={id}
                label={title}
                description={words}
                data-autofocus={id === strategy || undefined}
              />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          size="xs"
          label="Only below"
          description="An object path; empty: the whole tree."
          placeholder="InternetGatewayDevice.LANDevice.1."
          value={prefix}
          maxLength={256}
          spellCheck={false}
          autoComplete="off"
          error={badBranch ? 'An object path ends with a dot.' : null}
          className={styles.mono ?? ''}
          onChange={(event) => setPrefix(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <NumberInput
            size="xs"
            label="Names in one request, at most"
            placeholder={String(DEFAULT_MOST)}
            min={1}
            max={10_000}
            allowDecimal={false}
            disabled={strategy === 'whole'}
            value={mostNames ?? ''}
            onChange={(value) => setMostNames(typeof value === 'number' ? value : null)}
          />
          <Select
            size="xs"
            label="When"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            value={deliver}
            data={[
              { value: 'connection-request', label: 'Now: call the CPE' },
              { value: 'next-session', label: 'When it comes by itself' },
            ]}
            onChange={(value) => setDeliver(value === 'next-session' ? 'next-session' : 'connection-request')}
          />
        </div>
        <Checkbox
          size="xs"
          label="Attributes too: notification and access list of each parameter"
          checked={attributes}
          onChange={(event) => setAttributes(event.currentTarget.checked)}
        />
        {problem !== null && (
          <p role="alert" className={styles.problem}>
            It could not be started: {problem}
          </p>
        )}
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button size="xs" type="submit" loading={busy} disabled={badBranch}>
            Fetch
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
