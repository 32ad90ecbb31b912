import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintMessage, rules, type Finding, type Fix } from '../../../src/core/lint/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'
import { envelopeAround, exampleSubject } from './example.js'

type Edit = Extract<Fix, { kind: 'edit' }>

const apply = (text: string, { offset, length, text: right }: Edit): string =>
  text.slice(0, offset) + right + text.slice(offset + length)

const isEdit = (fix: Fix | undefined): fix is Edit => fix?.kind === 'edit'

/** Applies what a rule offers, one edit at a time, until it offers nothing more. */
function mend(text: string, findings: (text: string) => readonly Finding[]): string {
  for (let rounds = 0; rounds < 200; rounds++) {
    const fix = findings(text).find((finding) => isEdit(finding.fix))?.fix
    if (!isEdit(fix)) return text
    text = apply(text, fix)
  }
  throw new Error('Fixing comes to no end.')
}

/** The rules whose wrong example says how to put it right. */
const offering = rules
  .filter(({ kind }) => kind !== 'session')
  .filter(({ id, wrong }) =>
    lintMessage(exampleSubject(wrong)).some(({ rule, fix }) => rule === id && isEdit(fix)),
  )

describe.each(offering)('the fix of $id', ({ id, wrong }) => {
  const subject = exampleSubject(wrong)
  const text = subject.envelope?.source.document.text ?? ''
  const findingsOf = (changed: string): readonly Finding[] =>
    lintMessage({ ...subject, envelope: decodeEnvelope(changed) })

  it('makes the finding go away', () => {
    const mended = mend(text, (changed) => findingsOf(changed).filter(({ rule }) => rule === id))
    expect(findingsOf(mended).map(({ rule }) => rule)).not.toContain(id)
  })

  it('brings no error or warning that was not there', () => {
    const before = new Set(findingsOf(text).map(({ rule }) => rule))
    const mended = mend(text, (changed) => findingsOf(changed).filter(({ rule }) => rule === id))
    const grave = findingsOf(mended).filter(({ severity }) => severity !== 'info')
    expect(grave.map(({ rule }) => rule).filter((rule) => !before.has(rule))).toEqual([])
  })
})

it('the rules that must offer a fix do', () => {
  const ids = offering.map(({ id }) => id)
  expect(ids).toEqual(
    expect.arrayContaining([
      'array-count-mismatch',
      'padded-array-count',
      'missing-array-type',
      'wrong-array-type',
      'raw-ampersand',
      'raw-less-than',
      'wrong-must-understand',
      'wrong-envelope-namespace',
      'wrong-cwmp-namespace',
      'non-standard-cwmp-namespace',
      'encoding-namespace-without-slash',
      'old-schema-namespace',
      'declaration-not-first',
      'mismatched-end-tag',
    ]),
  )
})

/** Pieces of a value that nobody escaped, none of which begins a tag. */
const piece = fc.constantFrom(
  '&',
  '< ',
  '&amp;',
  '&lt;',
  ']]>',
  ']',
  '\u0002',
  '&#2;',
  ' ',
  'a',
  '5',
  ';',
  '&#x1F600;',
)

it('whatever was not escaped in a value, the fixes make it legal and keep what it says', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const example = envelopeAround(
        `<ParameterValueStruct><Name>Device.X</Name><Value xsi:type="xsd:string">${pieces.join('')}</Value></ParameterValueStruct>`,
      )
      const decoded = (text: string) => decodeEnvelope(text)
      const legible = (text: string) => JSON.stringify(decoded(text).decoded).replaceAll('\\u0002', '')
      const mended = mend(example, (text) =>
        lintMessage({ ...exampleSubject(example), envelope: decoded(text) }).filter(
          ({ rule }) => rule !== 'unknown-entity',
        ),
      )
      const left = decoded(mended).source.document.defects.map(({ rule }) => rule)
      expect(left.filter((rule) => rule !== 'unknown-entity')).toEqual([])
      expect(legible(mended)).toBe(legible(example))
    }),
    { numRuns: 200 },
  )
})

/** Damages a text at some places: takes characters out, puts others in. */
const damage = fc.array(
  fc.record({
    at: fc.nat(),
    out: fc.nat(12),
    in: fc.constantFrom(
      '',
      '<',
      '</',
      '>',
      '&',
      '"',
      "'",
      ':',
      ' ',
      '<!--',
      '<?',
      ']]>',
      '\u0000',
      'xmlns:a="b"',
      '[0]',
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

it('however a message is damaged, every finding and every fix has its place inside it', () => {
  const texts = rules
    .filter(({ kind }) => kind !== 'session')
    .map(({ wrong }) => exampleSubject(wrong))
    .flatMap((subject) => (subject.envelope === null ? [] : [subject.envelope.source.document.text]))
    .filter((text) => text.length < 5_000)
  fc.assert(
    fc.property(fc.constantFrom(...texts), damage, (whole, places) => {
      const text = places.reduce((changed, { at, out, in: put }) => {
        const offset = at % (changed.length + 1)
        return changed.slice(0, offset) + put + changed.slice(offset + out)
      }, whole)
      const envelope = decodeEnvelope(text)
      const kind = envelope.ok ? envelope.kind : 'http'
      const base = { head: null, body: new Uint8Array(), framing: [], envelope, kind } as const
      for (const direction of ['cpe-to-acs', 'acs-to-cpe'] as const) {
        for (const { rule, offset = 0, length = 0, fix } of lintMessage({ ...base, direction })) {
          expect(offset).toBeGreaterThanOrEqual(0)
          expect(offset + length).toBeLessThanOrEqual(text.length)
          if (!isEdit(fix)) continue
          expect(fix.offset).toBeGreaterThanOrEqual(0)
          expect(fix.offset + fix.length).toBeLessThanOrEqual(text.length)
          if (apply(text, fix) === text) throw new Error(`The fix of ${rule} changes nothing: ${fix.title}`)
        }
      }
    }),
    { numRuns: 1_000 },
  )
})
