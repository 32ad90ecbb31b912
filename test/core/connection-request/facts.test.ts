import { describe, expect, it } from 'vitest'
import {
  chooseMethod,
  type ReachCircumstances,
  type ReachFacts,
} from '../../../src/core/connection-request/index.js'

const nothing: ReachCircumstances = {
  hasBinding: false,
  hasXmppAccount: false,
  hasStunSocket: false,
  lastWorked: null,
  failed: new Set(),
}
const everything: ReachFacts = {
  ConnectionRequestURL: 'http://192.0.2.1:7547/x',
  UDPConnectionRequestAddress: '203.0.113.9:51000',
  ConnReqJabberID: 'cpe@example.org/cwmp',
}
const choose = (facts: ReachFacts, circumstances: Partial<ReachCircumstances> = {}) =>
  chooseMethod(facts, { ...nothing, ...circumstances })

describe('how a CPE is called', () => {
  it('is HTTP where nothing else is known', () => {
    expect(choose({})).toMatchObject({ method: 'http', others: [] })
    expect(choose({ ConnectionRequestURL: 'http://h/' }).reason).toContain('the only way')
  })

  it('is UDP where that is the only address', () => {
    expect(choose({ UDPConnectionRequestAddress: '203.0.113.9:51000' }).method).toBe('udp')
    expect(choose({}, { hasBinding: true }).method).toBe('udp')
  })

  it('is UDP first behind NAT, if there is a socket that passes it', () => {
    const facts = { ...everything, NATDetected: '1' }
    expect(choose(facts, { hasStunSocket: true })).toMatchObject({ method: 'udp', others: ['http'] })
    expect(choose(facts).method).toBe('http')
  })

  it('is XMPP only where we have an account', () => {
    const facts = { ConnReqJabberID: 'cpe@example.org/cwmp' }
    expect(choose(facts).method).toBe('http')
    expect(choose(facts, { hasXmppAccount: true }).method).toBe('xmpp')
  })

  it('is not HTTP where the CPE has it off or does not support it', () => {
    expect(choose({ ...everything, HTTPConnectionRequestEnable: 'false' }).method).toBe('udp')
    expect(choose({ ...everything, SupportedConnReqMethods: 'STUN,XMPP' }).method).toBe('udp')
    expect(choose({ ...everything, SupportedConnReqMethods: 'http' }).method).toBe('http')
  })

  it('is what worked last', () => {
    expect(choose(everything, { lastWorked: 'udp' })).toMatchObject({
      method: 'udp',
      reason: 'UDP worked last time.',
    })
  })

  it('is another one after a failure, and comes back to the first when all failed', () => {
    const after = choose(everything, { lastWorked: 'http', failed: new Set(['http']) })
    expect(after).toMatchObject({ method: 'udp', others: ['http'] })
    expect(after.reason).toContain('HTTP failed last time')
    expect(choose(everything, { failed: new Set(['http', 'udp']) }).method).toBe('http')
  })
})
