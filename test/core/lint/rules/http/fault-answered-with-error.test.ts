import { expect, it } from 'vitest'
import { lintSession, type Step } from '../session-turns.js'

const fault =
  '<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>no</FaultString></cwmp:Fault></detail></soap-env:Fault>'
const post = `POST /acs HTTP/1.1\nHost: a\nContent-Type: text/xml\nSOAPAction:\n\n${fault}`

const messages = (steps: readonly Step[]): readonly string[] =>
  lintSession(steps)
    .flat()
    .filter(({ rule }) => rule === 'fault-answered-with-error')
    .map(({ message }) => message)

it.each([400, 500])('names the answer %i to a fault', (status) => {
  expect(messages([[post], [`HTTP/1.1 ${status} X\nContent-Length: 0\n\n`]])).toEqual([
    `The ACS answers the CPE's fault 9005 with HTTP ${status}.`,
  ])
})

it.each(['204 No Content', '401 Unauthorized\nWWW-Authenticate: Digest nonce="1", qop="auth"'])(
  'lets the answer %s pass, and an error to another POST',
  (answer) => {
    const other = 'POST /acs HTTP/1.1\nHost: a\nContent-Length: 0\n\n'
    expect(messages([[post], [`HTTP/1.1 ${answer}\n\n`]])).toEqual([])
    expect(messages([[post], ['HTTP/1.1 204 X\n\n'], [other], ['HTTP/1.1 400 X\n\n']])).toEqual([])
  },
)
