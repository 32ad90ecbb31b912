import { Button, NumberInput, Select, Switch, Textarea } from '@mantine/core'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { AcsTls } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import type { Client } from '../../host/types.js'
import { CopyButton, dateText, LateInput, saveBlob, VisibleText } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { ImportCertificate } from './import-certificate.js'
import { Fact, Group, Problem } from './parts.js'
import { useSetting } from './use-setting.js'

const pull = (client: Client) => client.acs.tls.get()
type Choices = Parameters<Client['acs']['tls']['set']>[0]

/** The port people expect: the plain one and one more. */
const USUAL_PORT = 7548

/** How the ACS listens with TLS. */
export function TlsSection() {
  const client = useClient()
  const { value, problem, change } = useSetting(pull)
  if (!value) return <Problem text={problem} />
  const set = (choices: Choices) => void change(client.acs.tls.set(choices))
  return (
    <>
      <Problem text={problem} />
      <Listener tls={value} onChoose={set} />
      <Certificate tls={value} onChoose={set} onChange={(doing) => change(doing)} />
      <Clients tls={value} onChoose={set} />
      <Versions tls={value} onChoose={set} />
    </>
  )
}

function Listener({ tls, onChoose }: { tls: AcsTls; onChoose: (choices: Choices) => void }) {
  const [port, setPort] = useState<number>(tls.port ?? USUAL_PORT)
  const on = tls.port !== null
  return (
    <Group title="Listening" words="Beside the plain port. CPEs are given an ACS URL that begins with https.">
      <div className={styles.line}>
        <Switch
          size="xs"
          label="Listen with TLS"
          checked={on}
          onChange={(event) => onChoose({ port: event.currentTarget.checked ? port : null })}
        />
        <NumberInput
          size="xs"
          aria-label="TLS port"
          className={styles.port ?? ''}
          min={0}
          max={65_535}
          allowDecimal={false}
          value={port}
          onChange={(value) => setPort(typeof value === 'number' ? value : USUAL_PORT)}
          onBlur={() => {
            if (on && port !== tls.port) onChoose({ port })
          }}
        />
      </div>
      {tls.urls.map((url) => (
        <div key={url} className={styles.url}>
          <code>{url}</code>
          <CopyButton text={url} label={`Copy ${url}`} />
        </div>
      ))}
      {tls.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <VisibleText text={warning} />
        </p>
      ))}
    </Group>
  )
}

function Certificate({
  tls,
  onChoose,
  onChange,
}: {
  tls: AcsTls
  onChoose: (choices: Choices) => void
  onChange: (doing: Promise<AcsTls>) => Promise<boolean>
}) {
  const client = useClient()
  const [importing, setImporting] = useState(false)
  const [own] = tls.shown
  const save = async (format: 'pem' | 'der') => {
    try {
      saveBlob(
        await client.acs.tls.authority({ format }),
        `cwmp-workbench-ca.${format === 'pem' ? 'pem' : 'cer'}`,
      )
    } catch (error) {
      notifyError({ what: 'The CA certificate could not be saved', error })
    }
  }
  return (
    <Group
      title="Certificate of the ACS"
      words="Made on first use and signed by a CA of this workbench. A CPE that checks certificates has to trust that CA: give it the file below."
    >
      <div className={styles.line}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Download size={13} aria-hidden="true" />}
          onClick={() => void save('pem')}
        >
          CA certificate, PEM
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Download size={13} aria-hidden="true" />}
          onClick={() => void save('der')}
        >
          CA certificate, DER
        </Button>
        <span className={styles.space} />
        {tls.hasImported && (
          <>
            <Select
              size="xs"
              aria-label="Which certificate is shown to CPEs"
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              value={tls.certificate}
              data={[
                { value: 'own', label: 'Show the one made here' },
                { value: 'imported', label: 'Show the imported one' },
              ]}
              onChange={(value) => onChoose({ certificate: value === 'imported' ? 'imported' : 'own' })}
            />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void onChange(client.acs.tls.removeCertificate())}
            >
              Forget the imported one
            </Button>
          </>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={importing}
          onClick={() => setImporting(!importing)}
        >
          Use one of your own…
        </Button>
      </div>
      {importing && (
        <ImportCertificate
          onImport={(input) => onChange(client.acs.tls.importCertificate(input))}
          onClose={() => setImporting(false)}
        />
      )}
      {own && (
        <dl className={styles.facts}>
          <Fact name="Shown" wire>
            <VisibleText text={own.subject} />
          </Fact>
          <Fact name="Signed by" wire>
            <VisibleText text={own.selfSigned ? 'itself' : own.issuer} />
          </Fact>
          <Fact name="Good for" wire>
            <VisibleText text={tls.hosts} />
          </Fact>
          <Fact name="Good until">{dateText(own.validTo)}</Fact>
          <Fact name="SHA-256" wire>
            {own.fingerprint}
          </Fact>
        </dl>
      )}
    </Group>
  )
}

function Clients({ tls, onChoose }: { tls: AcsTls; onChoose: (choices: Choices) => void }) {
  const [trusted, setTrusted] = useState(tls.trusted)
  return (
    <Group title="Certificates of CPEs">
      <div className={styles.pair}>
        <Select
          size="xs"
          label="A CPE’s own certificate is"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          value={tls.clientCertificates}
          data={[
            { value: 'off', label: 'not asked for' },
            { value: 'wanted', label: 'asked for' },
            { value: 'required', label: 'required' },
          ]}
          onChange={(value) =>
            onChoose({
              clientCertificates: value === 'required' ? 'required' : value === 'wanted' ? 'wanted' : 'off',
            })
          }
        />
        <Select
          size="xs"
          label="It belongs to"
          allowDeselect={false}
          disabled={tls.clientCertificates === 'off'}
          comboboxProps={{ withinPortal: false }}
          value={tls.certificateOf}
          data={[
            { value: 'device', label: 'one CPE: its CN names it' },
            { value: 'product-line', label: 'a whole product line' },
          ]}
          onChange={(value) =>
            onChoose({ certificateOf: value === 'product-line' ? 'product-line' : 'device' })
          }
        />
      </div>
      {tls.clientCertificates !== 'off' && (
        <Textarea
          size="xs"
          label="Authorities that are trusted"
          description="PEM, one after the other. Only what they have signed counts."
          rows={3}
          resize="vertical"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--font-mono)' } }}
          value={trusted}
          onChange={(event) => setTrusted(event.currentTarget.value)}
          onBlur={() => {
            if (trusted !== tls.trusted) onChoose({ trusted })
          }}
        />
      )}
    </Group>
  )
}

const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

function Versions({ tls, onChoose }: { tls: AcsTls; onChoose: (choices: Choices) => void }) {
  const old = versions.filter((version) => !tls.spokenVersions.includes(version))
  return (
    <Group
      title="For old CPEs"
      {...(old.length > 0
        ? {
            words: `The TLS library of this machine does not speak ${old.join(' and ')}, so they are not offered.`,
          }
        : {})}
    >
      <div className={styles.pair}>
        <Select
          size="xs"
          label="Lowest version"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          value={tls.minVersion}
          data={[...tls.spokenVersions]}
          onChange={(value) => {
            const minVersion = versions.find((version) => version === value)
            if (minVersion) onChoose({ minVersion })
          }}
        />
        <LateInput
          label="Ciphers"
          placeholder="the default of the library"
          value={tls.ciphers}
          mono
          problemOf={(text) => (/^[!-~]*$/.test(text) ? null : 'an OpenSSL cipher list without spaces')}
          onDone={(ciphers) => onChoose({ ciphers })}
        />
      </div>
    </Group>
  )
}
