import { Button, Checkbox, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { XmppState, XmppTest } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { reasonOf } from '../../app/notify.js'
import type { Client } from '../../host/types.js'
import { StepList, VisibleText } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { Group, Problem } from './parts.js'
import { useSetting } from './use-setting.js'

const pull = (client: Client) => client.xmpp.get()
type Account = NonNullable<XmppState['account']>

const securities: readonly { readonly value: Account['security']; readonly label: string }[] = [
  { value: 'starttls', label: 'TLS after the greeting (STARTTLS)' },
  { value: 'tls', label: 'TLS from the start' },
  { value: 'none', label: 'None: in the clear' },
]

/** The account of the ACS at an XMPP server: the way to CPEs that are called by XMPP. */
export function XmppSection() {
  const client = useClient()
  const { value, problem, change, again } = useSetting(pull)
  const [test, setTest] = useState<XmppTest | 'running' | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  if (!value) return <Problem text={problem} />
  const tryIt = () => {
    setTest('running')
    setFailed(null)
    client.xmpp.connect().then(
      (result) => {
        setTest(result)
        again()
      },
      (error: unknown) => {
        setTest(null)
        setFailed(reasonOf(error))
      },
    )
  }
  return (
    <>
      <Problem text={problem ?? failed} />
      <Group
        title="Account of the ACS"
        words="CPEs behind NAT can be called over an XMPP server that both log in to (TR-069 Annex K). The CPE has to list this JID among those it takes calls from."
      >
        <AccountForm
          key={value.account?.jid ?? ''}
          account={value.account}
          onStore={(input) => change(client.xmpp.set(input))}
        />
        {value.account && (
          <>
            <p className={styles.words}>
              {value.connectedAs === null ? (
                'Not logged in now; it logs in when a CPE is called.'
              ) : (
                <>
                  Logged in as{' '}
                  <code>
                    <VisibleText text={value.connectedAs} />
                  </code>
                  .
                </>
              )}
            </p>
            <div className={styles.line}>
              <Button size="compact-sm" variant="default" disabled={test === 'running'} onClick={tryIt}>
                Log in now, to see whether it is right
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => void change(client.xmpp.forget())}>
                Forget the account
              </Button>
            </div>
          </>
        )}
        {test !== null && (
          <StepList
            label="Steps of logging in"
            steps={
              test === 'running'
                ? []
                : test.steps.map((step) => ({ ...step, title: titles[step.name] ?? step.name }))
            }
            running={test === 'running' ? { title: 'Logging in…', detail: 'Waiting for the server.' } : null}
          />
        )}
      </Group>
    </>
  )
}

const titles: Readonly<Record<string, string>> = {
  account: 'Our XMPP account',
  resolve: 'Look up its address',
  connect: 'Connect to it',
  tls: 'Encryption',
  'log-in': 'Log in',
  verdict: 'Verdict',
}

function AccountForm({
  account,
  onStore,
}: {
  account: Account | null
  onStore: (input: Account & { password?: string }) => Promise<boolean>
}) {
  const [draft, setDraft] = useState<Account>(
    account ?? { jid: '', server: '', port: 5222, security: 'starttls', anyCertificate: false },
  )
  const [password, setPassword] = useState('')
  const badJid = draft.jid !== '' && !/^[^@/\s"&'<>:]+@[^@/\s]+(?:\/.+)?$/.test(draft.jid)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onStore({ ...draft, ...(password === '' ? {} : { password }) })
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput
          size="xs"
          label="JID"
          placeholder="acs@xmpp.example.net"
          value={draft.jid}
          spellCheck={false}
          autoComplete="off"
          error={badJid ? 'is like user@domain' : null}
          onChange={(event) => setDraft({ ...draft, jid: event.currentTarget.value })}
        />
        <PasswordInput
          size="xs"
          label="Password"
          placeholder={account ? 'kept, not shown; empty: stays' : ''}
          value={password}
          maxLength={256}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label="Server"
          placeholder="the domain of the JID"
          value={draft.server}
          maxLength={255}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, server: event.currentTarget.value })}
        />
        <NumberInput
          size="xs"
          label="Port"
          min={1}
          max={65_535}
          allowDecimal={false}
          value={draft.port}
          onChange={(port) => setDraft({ ...draft, port: typeof port === 'number' ? port : 5222 })}
        />
      </div>
      <Select
        size="xs"
        label="Encryption"
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        value={draft.security}
        data={securities}
        onChange={(value) =>
          setDraft({
            ...draft,
            security: securities.find((each) => each.value === value)?.value ?? 'starttls',
          })
        }
      />
      <Checkbox
        size="xs"
        label="Take any certificate of the server"
        description="Servers in labs mostly have one of their own making. Whoever sits between can then read along."
        disabled={draft.security === 'none'}
        checked={draft.anyCertificate}
        onChange={(event) => setDraft({ ...draft, anyCertificate: event.currentTarget.checked })}
      />
      <div className={styles.actions}>
        <Button
          size="xs"
          type="submit"
          disabled={draft.jid === '' || badJid || (account === null && password === '')}
        >
          Store
        </Button>
      </div>
    </form>
  )
}
