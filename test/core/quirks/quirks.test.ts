import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quirkProfileSchema } from '../../../src/contract/schemas.js'
import {
  chosenQuirks,
  defaultQuirks,
  describeQuirks,
  mergeQuirks,
  messageFor,
  quirkNames,
  quirkPresets,
  readQuirks,
  type QuirkProfile,
} from '../../../src/core/quirks/index.js'
import { encodeEnvelope, type OutgoingMessage } from '../../../src/core/soap/index.js'
import { anyStyle } from '../soap/styles.js'

const anyProfile: fc.Arbitrary<Partial<QuirkProfile>> = fc
  .tuple(
    anyStyle,
    fc.record(
      {
        emptyPath: fc.constantFrom('empty' as const, 'root' as const),
        emptyAnswer: fc.constantFrom(200 as const, 204 as const),
        cookiePath: fc.constantFrom('', '/', '/acs/cwmp'),
        chunkedAnswers: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([style, other]) => ({ ...style, ...other }))

describe('a quirk profile', () => {
  it('is stored and read again as it was', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const stored: unknown = JSON.parse(JSON.stringify(profile))
        expect(readQuirks(stored)).toEqual({ ok: true, quirks: profile })
      }),
    )
  })

  it('has the same shape in the contract', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const whole = mergeQuirks(profile)
        expect(quirkProfileSchema.parse(whole)).toEqual(whole)
      }),
    )
    expect(Object.keys(quirkProfileSchema.shape).sort()).toEqual([...quirkNames].sort())
    expect(Object.keys(defaultQuirks).sort()).toEqual([...quirkNames].sort())
  })

  it('is made whole by the default, and what is said later wins', () => {
    expect(mergeQuirks()).toEqual(defaultQuirks)
    expect(mergeQuirks({ emptyAnswer: 200 }, { xmlDeclaration: false }, { emptyAnswer: 204 })).toEqual({
      ...defaultQuirks,
      xmlDeclaration: false,
    })
  })

  it('needs to keep only what differs from the default', () => {
    expect(
      chosenQuirks({ pretty: false, emptyAnswer: 200, prefixes: { ...defaultQuirks.prefixes } }),
    ).toEqual({
      emptyAnswer: 200,
    })
    fc.assert(
      fc.property(anyProfile, (profile) => {
        expect(mergeQuirks(chosenQuirks(profile))).toEqual(mergeQuirks(profile))
      }),
    )
  })

  it('that came from a newer version is read without what is not known', () => {
    expect(readQuirks({ pretty: true, sendsFlowers: 'always' })).toEqual({
      ok: true,
      quirks: { pretty: true },
    })
  })

  it.each<[unknown, string]>([
    [null, 'must be an object'],
    [[], 'must be an object'],
    ['pretty', 'must be an object'],
    [{ pretty: 'yes' }, 'The quirk pretty must be true or false; it is yes.'],
    [{ xmlDeclaration: 1 }, 'The quirk xmlDeclaration must be true or false; it is 1.'],
    [{ booleanLiteral: '1/0' }, 'must be "as-given" or "0/1" or "true/false"; it is 1/0.'],
    [{ dateTimeFraction: 'micro' }, 'must be "as-given" or "none" or "milliseconds"; it is micro.'],
    [{ emptyAnswer: 404 }, 'must be 204 or 200; it is 404.'],
    [{ emptyAnswer: '204' }, 'must be 204 or 200; it is 204.'],
    [{ cookiePath: 'acs' }, 'a path that begins with "/"'],
    [{ cookiePath: '/; Secure' }, 'no semicolon'],
    [{ cookiePath: '/\r\nX: y' }, 'a path that begins with "/"'],
    [{ prefixes: { envelope: 'a' } }, 'five different XML names'],
    [{ prefixes: { ...defaultQuirks.prefixes, cwmp: 'a b' } }, 'five different XML names'],
    [{ prefixes: { ...defaultQuirks.prefixes, cwmp: 'xmlns' } }, 'five different XML names'],
    [{ prefixes: { ...defaultQuirks.prefixes, cwmp: 'xsi' } }, 'five different XML names'],
    [{ prefixes: 'SOAP-ENV'.repeat(20) }, '…'],
  ])('%j is refused with a sentence', (stored, sentence) => {
    expect(readQuirks(stored)).toEqual({ ok: false, problem: expect.stringContaining(sentence) })
  })

  it('says each choice that differs from the default, and no other', () => {
    expect(describeQuirks(defaultQuirks)).toEqual([])
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const said = describeQuirks(profile)
        expect(said.map(({ quirk }) => quirk).sort()).toEqual(Object.keys(chosenQuirks(profile)).sort())
        for (const { sentence } of said) expect(sentence).toMatch(/^[A-Z].*\.$/)
      }),
    )
  })
})

describe('the empty ParameterPath', () => {
  const names = (path: string | undefined): OutgoingMessage => ({
    kind: 'request',
    rpc: 'GetParameterNames',
    version: '1.0',
    header: { id: '1' },
    arguments: { ...(path === undefined ? {} : { ParameterPath: path }), NextLevel: '1' },
  })
  const pathIn = (message: OutgoingMessage): string | undefined =>
    /<ParameterPath(?:\/>|>([^<]*)<)/.exec(encodeEnvelope(message))?.[1]

  it.each([undefined, ''])('%j becomes the root where the device wants it so', (path) => {
    expect(pathIn(messageFor(names(path), { emptyPath: 'root' }, 'InternetGatewayDevice'))).toBe(
      'InternetGatewayDevice.',
    )
  })

  it('stays empty by default, where the root is not known, and in other messages', () => {
    expect(messageFor(names(''), defaultQuirks, 'Device')).toEqual(names(''))
    expect(messageFor(names(''), { emptyPath: 'root' }, null)).toEqual(names(''))
    expect(messageFor(names('Device.WiFi.'), { emptyPath: 'root' }, 'Device')).toEqual(names('Device.WiFi.'))
    const response: OutgoingMessage = {
      ...names(''),
      kind: 'response',
      rpc: 'GetParameterNames',
      arguments: {},
    }
    expect(messageFor(response, { emptyPath: 'root' }, 'Device')).toEqual(response)
  })
})

describe.each(quirkPresets.map((preset) => [preset.id, preset] as const))('the preset %s', (_, preset) => {
  it('is a profile that differs from the default, with evidence', () => {
    expect(readQuirks(preset.quirks)).toEqual({ ok: true, quirks: preset.quirks })
    expect(chosenQuirks(preset.quirks)).toEqual(preset.quirks)
    expect(preset.evidence).not.toBe('')
  })
})
