import { Button, FileButton, PasswordInput, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import styles from './acs-settings.module.css'

/** Takes a private key and its certificates, pasted or from files. */
export function ImportCertificate({
  onImport,
  onClose,
}: {
  onImport: (input: { key: string; chain: string; passphrase?: string }) => Promise<boolean>
  onClose: () => void
}) {
  const [key, setKey] = useState('')
  const [chain, setChain] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onImport({ key, chain, ...(passphrase === '' ? {} : { passphrase }) }).then((taken) => {
      if (taken) onClose()
    })
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Pem label="Private key" value={key} onChange={setKey} />
      <Pem label="Certificate, then those that signed it" value={chain} onChange={setChain} />
      {key.includes('ENCRYPTED') && (
        <PasswordInput
          size="xs"
          label="Passphrase of the key"
          value={passphrase}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      )}
      <div className={styles.actions}>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={key.trim() === '' || chain.trim() === ''}>
          Import
        </Button>
      </div>
    </form>
  )
}

function Pem({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  return (
    <div className={styles.pem}>
      <Textarea
        size="xs"
        label={label}
        description="PEM"
        rows={3}
        resize="vertical"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--font-mono)' } }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FileButton
        accept=".pem,.crt,.cer,.key"
        onChange={(file) => {
          if (file) void file.text().then(onChange)
        }}
      >
        {(props) => (
          <Button {...props} size="compact-xs" variant="default">
            From a file…
          </Button>
        )}
      </FileButton>
    </div>
  )
}
