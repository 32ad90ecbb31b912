import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './operations.module.css'

/** What orders of Download and Upload have in common. */
export interface OrderChoices {
  readonly commandKey: string
  readonly delaySeconds: number
  readonly scheme: 'as-file' | 'none' | 'basic' | 'digest' | 'digest-sha-256'
  readonly deliver: 'next-session' | 'connection-request'
}

export const plainOrder: OrderChoices = {
  commandKey: '',
  delaySeconds: 0,
  scheme: 'as-file',
  deliver: 'connection-request',
}

/** The choices as the contract takes them. */
export function orderInput({ commandKey, delaySeconds, scheme, deliver }: OrderChoices) {
  return {
    delaySeconds,
    deliver,
    ...(commandKey === '' ? {} : { commandKey }),
    ...(scheme === 'as-file' ? {} : { access: { scheme } }),
  }
}

export function OrderFields({
  order,
  asFile,
  onChange,
}: {
  order: OrderChoices
  /** What “as it stands” means for the credentials. */
  asFile: string
  onChange: (order: OrderChoices) => void
}) {
  const schemes: readonly { readonly value: OrderChoices['scheme']; readonly label: string }[] = [
    { value: 'as-file', label: asFile },
    { value: 'none', label: 'None' },
    { value: 'basic', label: 'Basic' },
    { value: 'digest', label: 'Digest, MD5' },
    { value: 'digest-sha-256', label: 'Digest, SHA-256' },
  ]
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          size="xs"
          label="CommandKey"
          placeholder="made up"
          description="Comes back in TransferComplete."
          maxLength={32}
          value={order.commandKey}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...order, commandKey: event.currentTarget.value })}
        />
        <NumberInput
          size="xs"
          label="DelaySeconds"
          description="From the end of the session on."
          min={0}
          max={4_294_967_295}
          allowDecimal={false}
          value={order.delaySeconds}
          onChange={(value) => onChange({ ...order, delaySeconds: typeof value === 'number' ? value : 0 })}
        />
      </div>
      <div className={styles.pair}>
        <Select
          size="xs"
          label="Credentials for the file server"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          value={order.scheme}
          data={schemes}
          onChange={(value) =>
            onChange({ ...order, scheme: schemes.find((each) => each.value === value)?.value ?? 'as-file' })
          }
        />
        <Select
          size="xs"
          label="When"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          value={order.deliver}
          data={[
            { value: 'connection-request', label: 'Now: call the CPE' },
            { value: 'next-session', label: 'When it comes by itself' },
          ]}
          onChange={(value) =>
            onChange({ ...order, deliver: value === 'next-session' ? 'next-session' : 'connection-request' })
          }
        />
      </div>
      {['basic', 'digest', 'digest-sha-256'].includes(order.scheme) && (
        <p className={styles.note}>
          User name and password are made up for this transfer and told to the CPE in the RPC.
        </p>
      )}
    </>
  )
}

/** The foot of a dialog that orders something. */
export function OrderActions({
  label,
  busy,
  disabled,
  problem,
  onClose,
}: {
  label: ReactNode
  busy: boolean
  disabled: boolean
  problem: string | null
  onClose: () => void
}) {
  return (
    <>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          It could not be ordered: {problem}
        </p>
      )}
      <div className={styles.dialogActions}>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" type="submit" loading={busy} disabled={disabled}>
          {label}
        </Button>
      </div>
    </>
  )
}
