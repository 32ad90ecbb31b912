import type { ConnectionRequestResult, Device } from '../../../contract/index.js'
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

const stepTitles: Readonly<Record<string, string>> = {
  method: 'How to call it',
  'session-open': 'Its session',
  url: 'Where to call it',
  address: 'Where to call it',
  account: 'Our XMPP account',
  resolve: 'Look up its address',
  connect: 'Connect to it',
  challenge: 'What it asks for',
  tls: 'Encryption',
  'log-in': 'Log in to the XMPP server',
  digest: 'What the digest is made of',
  sign: 'What the signature is made of',
  authorise: 'Log in',
  send: 'Send the request',
  retry: 'Call again',
  answer: 'Its answer',
  session: 'Its session',
  verdict: 'Verdict',
}

/** A step of a connection request, as its heading. */
export function stepTitle(name: string): string {
  return stepTitles[name] ?? name
}

/** Whether other credentials could help. */
export function isAboutCredentials({ steps }: ConnectionRequestResult): boolean {
  return steps.findLast((step) => !step.ok && step.name !== 'verdict')?.name === 'authorise'
}
