import { Button, NumberInput, PasswordInput, Switch, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent } from 'react'
import { useClient } from '../../app/host-context.js'
import type { Client } from '../../host/types.js'
import { Badge, RelativeTime, VisibleText } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { Group, Problem } from './parts.js'
import { portOf } from './port-of.js'
import { useSetting } from './use-setting.js'

const pull = (client: Client) => client.stun.get()
const USUAL_PORT = 3478
const REFRESH_MS = 2000

/** The STUN server: CPEs behind NAT learn from it where they are seen, and are called there by UDP. */
export function StunSection() {
  const client = useClient()
  const { value, problem, change, again } = useSetting(pull)
  const [port, setPort] = useState(USUAL_PORT)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  // Bindings come in by themselves, and nothing tells of them.
  useEffect(() => {
    const timer = setInterval(again, REFRESH_MS)
    return () => clearInterval(timer)
  }, [again])
  if (!value) return <Problem text={problem} />
  const store = (event: FormEvent) => {
    event.preventDefault()
    void change(client.stun.setCredentials({ credentials: { username, password } })).then((taken) => {
      if (taken) setPassword('')
    })
  }
  return (
    <>
      <Problem text={problem} />
      <Group
        title="STUN server"
        words="CPEs behind NAT ask it for the address they are seen at, keep that open, and are called there by UDP (TR-069 Annex G). Calls leave from the same socket, or a NAT would drop them."
      >
        <div className={styles.line}>
          <Switch
            size="xs"
            label="Listen for STUN"
            checked={value.address !== null}
            onChange={(event) =>
              void change(client.stun.listen({ port: event.currentTarget.checked ? port : null }))
            }
          />
          <NumberInput
            size="xs"
            aria-label="STUN port"
            className={styles.port ?? ''}
            min={0}
            max={65_535}
            allowDecimal={false}
            disabled={value.address !== null}
            value={value.address === null ? port : portOf(value.address)}
            onChange={(chosen) => setPort(typeof chosen === 'number' ? chosen : USUAL_PORT)}
          />
          {value.address !== null && <code>{value.address}</code>}
        </div>
      </Group>
      <Group
        title="Credentials"
        words={
          value.username === null
            ? 'Everybody is answered. With credentials only CPEs that have them as STUNUsername and STUNPassword are.'
            : `CPEs need the user name “${value.username}” and its password.`
        }
      >
        <form className={styles.inline} onSubmit={store}>
          <TextInput
            size="xs"
            label="STUNUsername"
            value={username}
            maxLength={256}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            size="xs"
            label="STUNPassword"
            value={password}
            maxLength={256}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={username === '' || password === ''}>
            Store
          </Button>
          {value.username !== null && (
            <Button
              size="xs"
              variant="default"
              onClick={() => void change(client.stun.setCredentials({ credentials: null }))}
            >
              Answer everybody
            </Button>
          )}
        </form>
      </Group>
      <Group
        title="Addresses it has seen"
        {...(value.bindings.length === 0
          ? {
              words:
                'None yet. A CPE asks as soon as its STUNEnable is true and its STUNServerAddress is this machine.',
            }
          : {})}
      >
        {value.bindings.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Address</th>
                <th scope="col">User name</th>
                <th scope="col">Says</th>
                <th scope="col">Last seen</th>
              </tr>
            </thead>
            <tbody>
              {value.bindings.map((binding) => (
                <tr key={binding.address}>
                  <td className={styles.wire}>{binding.address}</td>
                  <td>{binding.username === null ? 'none' : <VisibleText text={binding.username} />}</td>
                  <td>
                    {binding.forConnectionRequests && <Badge tone="ok">can be called there</Badge>}{' '}
                    {binding.changed && <Badge tone="held">address changed</Badge>}
                  </td>
                  <td>
                    <RelativeTime at={binding.lastAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Group>
    </>
  )
}
