import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useClient } from '../../app/host-context.js'
import { notifyDone, reasonOf } from '../../app/notify.js'
import { productClassOf } from '../../state/device-id.js'
import { Dialog, VisibleText } from '../../ui/index.js'
import styles from './device-dialogs.module.css'

/** Longest user name and password the data models know (ConnectionRequestUsername, ConnectionRequestPassword). */
const LONGEST = 256

/** Asks for what a CPE is called with. What is stored can be replaced here, never read. */
export function CredentialsDialog({
  deviceId,
  onClose,
  onCall,
}: {
  deviceId: string
  onClose: () => void
  /** Stored; call the CPE with it. */
  onCall: () => void
}) {
  const client = useClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const name = productClassOf(deviceId)
  const nothing = username === '' && password === ''

  const save = async (after: () => void) => {
    setSaving(true)
    setProblem(null)
    try {
      await client.devices.setCredentials({ deviceId, username, password })
      after()
    } catch (error) {
      setProblem(reasonOf(error))
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(() => {
      notifyDone(`Stored what ${name} is called with`)
      onClose()
    })
  }
  return (
    <Dialog title="Connection request credentials" onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.text}>
          The workbench calls{' '}
          <b>
            <VisibleText text={name} />
          </b>{' '}
          with these when something is to be done at once. They must equal{' '}
          <code>ManagementServer.ConnectionRequestUsername</code> and <code>ConnectionRequestPassword</code>{' '}
          in the CPE. They are not what the CPE itself logs in to an ACS with.
        </p>
        <TextInput
          label="User name"
          value={username}
          maxLength={LONGEST}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          value={password}
          maxLength={LONGEST}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <p className={styles.note}>
          Kept in the workspace on this machine, outside of captures. They replace what was stored before and
          are never shown again.
        </p>
        {problem !== null && (
          <p role="alert" className={styles.problem}>
            They could not be stored: {problem}
          </p>
        )}
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button size="xs" variant="default" disabled={nothing || saving} onClick={() => void save(onCall)}>
            Store and call the CPE
          </Button>
          <Button size="xs" type="submit" loading={saving} disabled={nothing}>
            Store
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
