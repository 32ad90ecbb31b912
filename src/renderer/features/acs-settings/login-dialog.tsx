import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { DeviceLogin } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyDone, reasonOf } from '../../app/notify.js'
import { usePull } from '../../state/use-pull.js'
import { productClassOf } from '../../state/device-id.js'
import { Dialog, VisibleText } from '../../ui/index.js'
import { useCallback } from 'react'
import styles from './acs-settings.module.css'
import { modes } from './auth-mode.js'
import { Problem } from './parts.js'

/** What one CPE logs in to the ACS with. */
export function LoginDialog({ deviceId, onClose }: { deviceId: string; onClose: () => void }) {
  const client = useClient()
  const pull = useCallback(
    (id: string, signal: AbortSignal) => client.acs.authentication.getDevice({ deviceId: id }, { signal }),
    [client],
  )
  const { pulled } = usePull(deviceId, pull)
  return (
    <Dialog title="What this CPE logs in with" onClose={onClose}>
      {pulled.state === 'failed' && <Problem text={pulled.why} />}
      {pulled.state === 'here' && <LoginForm login={pulled.value} onClose={onClose} />}
    </Dialog>
  )
}

function LoginForm({ login, onClose }: { login: DeviceLogin; onClose: () => void }) {
  const client = useClient()
  const { deviceId } = login
  const [mode, setMode] = useState(login.mode)
  const [username, setUsername] = useState(login.username ?? '')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const store = (choices: Parameters<typeof client.acs.authentication.setDevice>[0], done: string) => {
    setProblem(null)
    client.acs.authentication.setDevice(choices).then(
      () => {
        notifyDone(done, 'From its next connection on.')
        onClose()
      },
      (error: unknown) => setProblem(reasonOf(error)),
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    store(
      {
        deviceId,
        mode,
        username: username === '' ? null : username,
        ...(password === '' ? {} : { password }),
      },
      `Stored what ${productClassOf(deviceId)} logs in with`,
    )
  }
  const any = login.mode !== null || login.username !== null || login.hasPassword
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.words}>
        What{' '}
        <b>
          <VisibleText text={productClassOf(deviceId)} />
        </b>{' '}
        shows the ACS: its <code>ManagementServer.Username</code> and <code>Password</code>. It is not what
        the workbench calls the CPE with.
      </p>
      <Select
        size="xs"
        label="How it says who it is"
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        value={mode ?? ''}
        data={[
          { value: '', label: 'As for all' },
          ...modes.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(value) => setMode(modes.find(({ id }) => id === value)?.id ?? null)}
      />
      <TextInput
        size="xs"
        label="User name"
        description="Empty: OUI-ProductClass-SerialNumber, or OUI-SerialNumber."
        value={username}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        error={username.includes(':') ? 'has no colon' : null}
        data-autofocus
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        size="xs"
        label="Password"
        placeholder={login.hasPassword ? 'kept, not shown; empty: stays as it is' : 'none of its own'}
        value={password}
        maxLength={256}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Problem text={problem} />
      <div className={styles.actions}>
        {any && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              store(
                { deviceId, mode: null, username: null, password: null },
                `${productClassOf(deviceId)} logs in as all do`,
              )
            }
          >
            As for all again
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={username.includes(':')}>
          Store
        </Button>
      </div>
    </form>
  )
}
