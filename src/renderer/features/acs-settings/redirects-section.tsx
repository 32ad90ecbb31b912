import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { AcsRedirect } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import type { Client } from '../../host/types.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { countOf, IconButton, VisibleText } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { Group, Problem } from './parts.js'
import { useSetting } from './use-setting.js'

const pull = (client: Client) => client.acs.redirects.get()

/** CPEs that are sent to another URL. */
export function RedirectsSection() {
  const client = useClient()
  const deviceId = useSelection((selection) => selection.deviceId)
  const { value, problem, change } = useSetting(pull)
  const [url, setUrl] = useState('')
  const [who, setWho] = useState<'all' | 'selected'>('all')
  const [status, setStatus] = useState<AcsRedirect['status']>(302)
  const [at, setAt] = useState<AcsRedirect['at']>('inform')
  const [times, setTimes] = useState<number | null>(1)
  if (!value) return <Problem text={problem} />
  const bad = url !== '' && !(/^https?:\/\/[!-~]+$/.test(url) && URL.canParse(url))
  const set = (items: readonly Omit<AcsRedirect, 'done'>[]) =>
    change(
      client.acs.redirects.set({
        items: items.map((item) => ({
          deviceId: item.deviceId,
          url: item.url,
          status: item.status,
          at: item.at,
          times: item.times,
        })),
      }),
    )
  const add = (event: FormEvent) => {
    event.preventDefault()
    const of = who === 'selected' ? deviceId : null
    void set([{ deviceId: of, url, status, at, times }, ...value.items]).then((taken) => {
      if (taken) setUrl('')
    })
  }
  return (
    <>
      <Problem text={problem} />
      <Group
        title="Redirects"
        words="The ACS answers a POST with 302 or 307 and another URL. A CPE has to repeat it there within the same session, and forgets the URL with its end. The first that fits holds."
      >
        {value.items.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">Where to</th>
                <th scope="col">How</th>
                <th scope="col">Done</th>
                <th scope="col">
                  <span className={styles.hidden}>Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {value.items.map((item, index) => (
                <tr key={index}>
                  <td>
                    {item.deviceId === null ? (
                      'every CPE'
                    ) : (
                      <VisibleText text={productClassOf(item.deviceId)} />
                    )}
                  </td>
                  <td className={styles.wire}>
                    <VisibleText text={item.url} />
                  </td>
                  <td>
                    {item.status} {item.at === 'inform' ? 'at the Inform' : 'within the session'}
                  </td>
                  <td>
                    {item.done} of {item.times === null ? 'any' : countOf(item.times, 'time')}
                  </td>
                  <td>
                    <IconButton
                      icon={X}
                      size={13}
                      label={`Remove the redirect to ${item.url}`}
                      onClick={() => void set(value.items.filter((_, each) => each !== index))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <form className={styles.form} onSubmit={add}>
          <TextInput
            size="xs"
            label="URL"
            placeholder="http://192.0.2.11:7547/"
            value={url}
            maxLength={2000}
            spellCheck={false}
            autoComplete="off"
            styles={{ input: { fontFamily: 'var(--font-mono)' } }}
            error={bad ? 'begins with http:// or https://' : null}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <div className={styles.four}>
            <Select
              size="xs"
              label="Who"
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              value={who}
              data={[
                { value: 'all', label: 'Every CPE' },
                ...(deviceId === null ? [] : [{ value: 'selected', label: productClassOf(deviceId) }]),
              ]}
              onChange={(value) => setWho(value === 'selected' ? 'selected' : 'all')}
            />
            <Select
              size="xs"
              label="Status"
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              value={String(status)}
              data={[
                { value: '302', label: '302 Found' },
                { value: '307', label: '307 Temporary' },
              ]}
              onChange={(value) => setStatus(value === '307' ? 307 : 302)}
            />
            <Select
              size="xs"
              label="When"
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              value={at}
              data={[
                { value: 'inform', label: 'At the Inform' },
                { value: 'session', label: 'Within the session' },
              ]}
              onChange={(value) => setAt(value === 'session' ? 'session' : 'inform')}
            />
            <NumberInput
              size="xs"
              label="Times"
              placeholder="always"
              min={1}
              max={1_000_000}
              allowDecimal={false}
              value={times ?? ''}
              onChange={(value) => setTimes(typeof value === 'number' ? value : null)}
            />
          </div>
          <div className={styles.actions}>
            <Button size="xs" type="submit" disabled={url === '' || bad}>
              Add
            </Button>
          </div>
        </form>
      </Group>
    </>
  )
}
