import { describe, expect, it } from 'vitest'
import { lintExample } from '../../example.js'
import { inform } from '../inform/informs.js'
import { struct } from './values.js'

/** Long enough that a rule whose time grows with the square of the length does not come back. */
const long = 300_000

describe('values, names and lists of any length', () => {
  it.each([
    ['zeros that end in no number', struct('Device.A', `${'0'.repeat(long)}x`, 'unsignedInt')],
    ['a number', struct('Device.A', '9'.repeat(long), 'long')],
    ['base64 that ends wrong', struct('Device.A', `${'QUJD'.repeat(long / 4)}=`, 'base64Binary')],
    ['odd hexBinary', struct('Device.A', 'a'.repeat(long + 1), 'hexBinary')],
    ['digits for a dateTime', struct('Device.A', '2'.repeat(long), 'dateTime')],
    ['line ends and spaces', struct('Device.A', `\n${'\n   \t'.repeat(long / 5)}b `)],
    ['a name of brackets', struct(`Device.${'.['.repeat(long / 2)}`, '')],
    ['a name of zeros', struct(`Device${'.00'.repeat(long / 3)}`, '')],
    ['an address', struct('Device.DNS.Client.Server.1.DNSServer', `${':0'.repeat(long / 2)}.`)],
  ])('%s', (_what, example) => {
    expect(lintExample(example).length).toBeGreaterThan(0)
  })

  it.each([
    ['a serial number', { deviceId: { SerialNumber: `${'1.'.repeat(long / 2)} ` } }],
    ['an OUI', { deviceId: { OUI: ':'.repeat(long) } }],
    ['a RetryCount', { retryCount: `${'0'.repeat(long)}x` }],
    ['an event', { events: [`${'0'.repeat(long)} BOOT`] }],
    ['events without partner', { events: Array.from({ length: 20_000 }, () => '7 TRANSFER COMPLETE') }],
    [
      'a URL',
      { parameters: { 'Device.ManagementServer.ConnectionRequestURL': `http://[${'0:'.repeat(long / 2)}` } },
    ],
  ])('of an Inform: %s', (_what, parts) => {
    expect(lintExample(inform(parts)).length).toBeGreaterThan(0)
  })
})
