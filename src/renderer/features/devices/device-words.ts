import type { Device } from '../../../contract/index.js'
import type { Tone } from '../../ui/index.js'

/** What people call a CPE: its product class, or what else there is. */
export function deviceName(device: Device): string {
  return device.productClass || device.serialNumber || device.id
}

/** The badge of the newest session's outcome. */
export function outcomeBadge(session: NonNullable<Device['lastSession']>): {
  readonly text: string
  readonly tone: Tone
} {
  switch (session.state) {
    case 'open':
      return { text: 'in session', tone: 'cpe' }
    case 'done':
      return { text: 'ok', tone: 'ok' }
    case 'failed':
      return { text: session.outcome.replaceAll('-', ' '), tone: 'fault' }
  }
}
