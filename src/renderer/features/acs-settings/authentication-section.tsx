import { Button, Checkbox, NumberInput, PasswordInput, Radio, Select, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent } from 'react'
import type { AcsAuthentication } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { LateInput, VisibleText } from '../../ui/index.js'
import type { Client } from '../../host/types.js'
import styles from './acs-settings.module.css'
import { modes, useAuthMode } from './auth-mode.js'
import { Group, Problem } from './parts.js'
import { useSettingsView } from './settings-view.js'
import { useSetting } from './use-setting.js'

const pull = (client: Client) => client.acs.authentication.get()
type Choices = Parameters<Client['acs']['authentication']['set']>[0]
type Algorithm = AcsAuthentication['algorithms'][number]

const algorithms: readonly Algorithm[] = ['MD5', 'SHA-256', 'MD5-sess', 'SHA-256-sess']

/** How CPEs have to say who they are, and with what. */
export function AuthenticationSection() {
  const client = useClient()
  const { value, problem, change } = useSetting(pull)
  useEffect(() => {
    if (value) useAuthMode.setState({ mode: value.mode })
  }, [value])
  if (!value) return <Problem text={problem} />
  const set = (choices: Choices) => change(client.acs.authentication.set(choices))
  return (
    <>
      <Problem text={problem} />
      <Group
        title="How CPEs say who they are"
        words="Asked of every CPE that has no choice of its own. Refused attempts are recorded, and explained under “Refused”."
      >
        <Radio.Group
          aria-label="How CPEs say who they are"
          value={value.mode}
          onChange={(id) => {
            const mode = modes.find((each) => each.id === id)?.id
            if (mode) void set({ mode })
          }}
        >
          <div className={styles.choices}>
            {modes.map(({ id, title, words }) => (
              <Radio key={id} size="xs" value={id} label={title} description={words} />
            ))}
          </div>
        </Radio.Group>
        {value.mode !== 'none' && (
          <LateInput
            label="Realm"
            description="What the challenge names; CPEs mix it into the digest."
            value={value.realm}
            mono
            problemOf={(realm) => (/^[ -~]{1,100}$/.test(realm) ? null : 'must be 1 to 100 ASCII characters')}
            onDone={(realm) => void set({ realm })}
          />
        )}
        {value.mode === 'digest' && <DigestChoices value={value} onChoose={(choices) => void set(choices)} />}
      </Group>
      <SharedCredentials value={value} set={set} />
      <OwnCredentials value={value} />
    </>
  )
}

function DigestChoices({
  value,
  onChoose,
}: {
  value: AcsAuthentication
  onChoose: (choices: Choices) => void
}) {
  return (
    <>
      <Checkbox.Group
        label="Algorithms"
        description="Each is offered in a challenge of its own, in this order. Most CPEs know only MD5."
        size="xs"
        value={value.algorithms}
        onChange={(chosen) => {
          const wanted = algorithms.filter((algorithm) => chosen.includes(algorithm))
          if (wanted.length > 0) onChoose({ algorithms: wanted })
        }}
      >
        <div className={styles.line}>
          {algorithms.map((algorithm) => (
            <Checkbox key={algorithm} size="xs" value={algorithm} label={algorithm} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.pair}>
        <Select
          size="xs"
          label="A nonce is good"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          value={value.nonce}
          data={[
            { value: 'free', label: 'on every connection' },
            { value: 'connection', label: 'on the connection it was given on' },
          ]}
          onChange={(nonce) => onChoose({ nonce: nonce === 'connection' ? 'connection' : 'free' })}
        />
        <NumberInput
          size="xs"
          label="for so many seconds"
          description="After that it is stale, and the CPE gets a new one."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={5}
          max={86_400}
          allowDecimal={false}
          clampBehavior="blur"
          value={value.nonceSeconds}
          onBlur={(event) => {
            const nonceSeconds = Number(event.currentTarget.value)
            if (nonceSeconds >= 5 && nonceSeconds !== value.nonceSeconds) onChoose({ nonceSeconds })
          }}
        />
      </div>
    </>
  )
}

function SharedCredentials({
  value,
  set,
}: {
  value: AcsAuthentication
  set: (choices: Choices) => Promise<boolean>
}) {
  const [username, setUsername] = useState(value.shared?.username ?? '')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void set({ shared: { username, password } }).then((taken) => {
      if (taken) setPassword('')
    })
  }
  return (
    <Group
      title="Shared by all CPEs"
      words="ManagementServer.Username and Password in the CPEs. A CPE with credentials of its own does not use them."
    >
      <form className={styles.inline} onSubmit={submit}>
        <TextInput
          size="xs"
          label="User name"
          value={username}
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
          error={username.includes(':') ? 'has no colon' : null}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          size="xs"
          label="Password"
          placeholder={value.shared ? 'kept, not shown' : ''}
          value={password}
          maxLength={256}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button
          size="xs"
          type="submit"
          disabled={username === '' || username.includes(':') || password === ''}
        >
          Store
        </Button>
        {value.shared && (
          <Button size="xs" variant="default" onClick={() => void set({ shared: null })}>
            Forget
          </Button>
        )}
      </form>
    </Group>
  )
}

function OwnCredentials({ value }: { value: AcsAuthentication }) {
  const deviceId = useSelection((selection) => selection.deviceId)
  const askLogin = useSettingsView((view) => view.askLogin)
  const close = useSettingsView((view) => view.close)
  const ask = (id: string) => {
    close()
    askLogin(id)
  }
  return (
    <Group title="CPEs with their own" words="They come before what is shared.">
      {value.devices.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">CPE</th>
              <th scope="col">How</th>
              <th scope="col">User name</th>
              <th scope="col">Password</th>
              <th scope="col">
                <span className={styles.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value.devices.map((login) => (
              <tr key={login.deviceId}>
                <td title={login.deviceId}>
                  <VisibleText text={login.deviceId} />
                </td>
                <td>{modes.find(({ id }) => id === login.mode)?.title ?? 'as for all'}</td>
                <td>{login.username === null ? 'its own names' : <VisibleText text={login.username} />}</td>
                <td>{login.hasPassword ? 'kept' : 'none'}</td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Change what ${login.deviceId} logs in with`}
                    onClick={() => ask(login.deviceId)}
                  >
                    Change…
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {deviceId !== null && (
        <Button
          size="compact-sm"
          variant="default"
          className={styles.start ?? ''}
          onClick={() => ask(deviceId)}
        >
          For {productClassOf(deviceId)}, the selected CPE…
        </Button>
      )}
    </Group>
  )
}
