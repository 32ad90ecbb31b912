import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answerVersion,
  cwmpVersions,
  decodeEnvelope,
  encodeEnvelope,
  versionHeard,
  type CwmpVersion,
  type DecodedEnvelope,
  type SoapHeader,
} from '../../../src/core/soap/index.js'

/** An Inform in a namespace, as it is read. */
function informIn(namespace: string, header: SoapHeader = {}): DecodedEnvelope {
  const text = encodeEnvelope({ kind: 'request', rpc: 'Inform', version: '1.2', header, arguments: {} })
  return decodeEnvelope(text.replace('urn:dslforum-org:cwmp-1-2', namespace))
}

describe('what an ACS makes of an Inform', () => {
  it.each<[string, SoapHeader, CwmpVersion]>([
    ['urn:dslforum-org:cwmp-1-0', {}, '1.0'],
    ['urn:dslforum-org:cwmp-1-1', {}, '1.1'],
    ['urn:dslforum-org:cwmp-1-2', {}, '1.2'],
    ['urn:dslforum-org:cwmp-1-2', { sessionTimeout: 60 }, '1.3'],
    // Nobody defined these, but they are used.
    ['urn:dslforum-org:cwmp-1-3', {}, '1.3'],
    ['urn:dslforum-org:cwmp-1-4', {}, '1.4'],
    ['urn:example:other', {}, '1.0'],
  ])('%s with %j: CWMP %s, and nothing is said of it', (namespace, header, version) => {
    expect(answerVersion(informIn(namespace, header))).toEqual({ ok: true, version, header: {} })
  })

  it.each<[readonly string[], CwmpVersion]>([
    [['1.0', '1.1', '1.2', '1.3', '1.4'], '1.4'],
    [['1.4', '1.0'], '1.4'],
    [['1.0', ' 1.2 '], '1.2'],
    [['1.2', '1.5', '2.0'], '1.2'],
  ])('takes the highest common of the versions listed: %j gives %s', (listed, version) => {
    const inform = informIn('urn:dslforum-org:cwmp-1-2', { supportedCwmpVersions: listed })
    expect(answerVersion(inform)).toEqual({ ok: true, version, header: { useCwmpVersion: version } })
  })

  it('refuses with 8006 where there is no common version', () => {
    const inform = informIn('urn:dslforum-org:cwmp-1-2', { supportedCwmpVersions: ['1.5', '2.0'] })
    const answer = answerVersion(inform)
    expect(answer).toMatchObject({ ok: false, fault: { code: '8006', blame: 'Server' } })
    expect(answer).toHaveProperty('fault.string', expect.stringContaining('1.5, 2.0'))
  })

  it('takes an empty list for none', () => {
    const inform = informIn('urn:dslforum-org:cwmp-1-1', { supportedCwmpVersions: [] })
    expect(answerVersion(inform)).toEqual({ ok: true, version: '1.1', header: {} })
  })

  it('as an older ACS answers in its own newest version, or refuses a CPE that is older still', () => {
    expect(answerVersion(informIn('urn:dslforum-org:cwmp-1-2'), ['1.0', '1.1'])).toMatchObject({
      ok: true,
      version: '1.1',
    })
    expect(answerVersion(informIn('urn:dslforum-org:cwmp-1-0'), ['1.2'])).toMatchObject({
      ok: false,
      fault: { code: '8006' },
    })
  })
})

describe('what a CPE makes of the answer', () => {
  const heard = (spoken: CwmpVersion, namespace: string, header: SoapHeader = {}): CwmpVersion | null =>
    versionHeard(spoken, informIn(namespace, header))

  it('speaks what UseCWMPVersion says', () => {
    expect(heard('1.4', 'urn:dslforum-org:cwmp-1-2', { useCwmpVersion: '1.4' })).toBe('1.4')
    expect(heard('1.4', 'urn:dslforum-org:cwmp-1-0', { useCwmpVersion: '1.0' })).toBe('1.0')
  })

  it('cannot go on with a version it did not offer', () => {
    expect(heard('1.2', 'urn:dslforum-org:cwmp-1-2', { useCwmpVersion: '1.4' })).toBeNull()
    expect(heard('1.4', 'urn:dslforum-org:cwmp-1-2', { useCwmpVersion: '2.0' })).toBeNull()
  })

  it('without it falls back to what the namespace shows, and never speaks a newer one than before', () => {
    expect(heard('1.4', 'urn:dslforum-org:cwmp-1-2')).toBe('1.2')
    expect(heard('1.2', 'urn:dslforum-org:cwmp-1-0')).toBe('1.0')
    expect(heard('1.0', 'urn:dslforum-org:cwmp-1-2')).toBe('1.0')
    expect(heard('1.2', 'urn:example:other')).toBe('1.2')
  })
})

it('both sides agree, whatever versions they have', () => {
  const some = fc.subarray([...cwmpVersions], { minLength: 1 })
  fc.assert(
    fc.property(some, some, (cpe, acs) => {
      const offered = cpe.at(-1)
      if (offered === undefined) return
      const inform = encodeEnvelope({
        kind: 'request',
        rpc: 'Inform',
        version: offered,
        header: { id: '1', supportedCwmpVersions: cpe },
        arguments: {},
      })
      const answer = answerVersion(decodeEnvelope(inform), acs)
      const common = cpe.filter((version) => acs.includes(version)).at(-1)
      expect(answer.ok).toBe(common !== undefined)
      if (!answer.ok) return
      expect(answer.version).toBe(common)
      const response = encodeEnvelope({
        kind: 'response',
        rpc: 'Inform',
        version: answer.version,
        header: { id: '1', ...answer.header },
        arguments: {},
      })
      expect(versionHeard(offered, decodeEnvelope(response))).toBe(common)
    }),
  )
})

it('never writes a namespace that no schema has', () => {
  for (const version of cwmpVersions) {
    const text = encodeEnvelope({ kind: 'request', rpc: 'FactoryReset', version, header: {}, arguments: {} })
    expect(text).not.toMatch(/cwmp-1-[34]/)
  }
})
