import { describe, expect, it } from 'vitest'
import { Conversation, inform, informResponse, soap } from './conversation.js'

/** Sessions that fail at a message which is damaged: the verdict has to say what is wrong with it. */

const called = 'The CPE called because its periodic inform interval was over and reports firmware 2.1.'
const atFindings = 'Next: the findings of that message say what is wrong with it (TR-069a6 3.7.1.4).'

const opened = (): Conversation => new Conversation().cpe(inform()).acs(informResponse())

describe('the verdict on a session that fails at', () => {
  it('an Inform that is cut off', () => {
    const whole = inform()
    const { verdict } = new Conversation()
      .cpe(whole.slice(0, whole.lastIndexOf('</Value>') + 3))
      .acs('x', { status: 400 })
      .ends('protocol-error')
    expect(verdict).toContain('The session failed: the Inform of the CPE is cut off: the text ends inside ')
    expect(verdict).toContain('; the ACS answered with HTTP status 400.')
    expect(verdict).toContain(called)
    expect(verdict).toContain(atFindings)
  })

  it('text that is no XML', () => {
    const { verdict } = opened().cpe('hello, this is no xml').acs('x', { status: 400 }).ends('protocol-error')
    expect(verdict).toContain(
      'The session failed: a message of the CPE could not be read: this is no SOAP envelope: there is no XML in it; the ACS answered with HTTP status 400.',
    )
  })

  it('an Inform that the connection broke off, which the ACS refuses', () => {
    const { verdict } = new Conversation()
      .cpe(inform(), { complete: false })
      .acs('x', { status: 400 })
      .ends('connection-closed')
    expect(verdict).toContain('The session broke off: the connection ended inside the Inform of the CPE.')
    expect(verdict).toContain('Next: compare the Content-Length of the CPE with what it sends')
  })
})

describe('what to do about a fault of SOAP itself', () => {
  const soapFault = (code: string): string =>
    soap(`<s:Fault><faultcode>${code}</faultcode><faultstring>no</faultstring></s:Fault>`)

  it.each(['Client', 's:MustUnderstand', 's:VersionMismatch'])('%s blames the message', (code) => {
    const { verdict } = opened()
      .cpe('')
      .acs(soap('<cwmp:Reboot><CommandKey>k</CommandKey></cwmp:Reboot>'))
      .cpe(soapFault(code))
      .acs('', { status: 204 })
      .ends('completed')
    expect(verdict).toContain('Next: the message itself was not understood: compare its namespace')
  })

  it('Server does not', () => {
    const { verdict } = opened()
      .cpe('')
      .acs(soap('<cwmp:Reboot><CommandKey>k</CommandKey></cwmp:Reboot>'))
      .cpe(soapFault('Server'))
      .acs('', { status: 204 })
      .ends('completed')
    expect(verdict).not.toContain('Next:')
  })
})
