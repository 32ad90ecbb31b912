import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import device2 from '../../../../../resources/models/device2.json'
import igd from '../../../../../resources/models/igd.json'
import { lintMessage, type Finding } from '../../../../../src/core/lint/index.js'
import {
  getParameterValues,
  readCompactModel,
  readModel,
  type DeviceModel,
} from '../../../../../src/core/model/index.js'
import { decodeEnvelope, defaultWriteStyle, encodeEnvelope } from '../../../../../src/core/soap/index.js'
import { informRules } from '../../../../../src/core/lint/rules/inform/index.js'
import { valuesRules } from '../../../../../src/core/lint/rules/values/index.js'
import { builtInDefinitions } from '../../example.js'

const shared = resolve(import.meta.dirname, '../../../../../../shared')
const dumps = join(shared, 'data', 'device-dumps')
const fixtures = join(shared, 'data', 'soap-fixtures')

const ours: ReadonlySet<string> = new Set([...informRules, ...valuesRules].map(({ id }) => id))

/** What the rules on Informs and values say of a message. */
function said(bytes: Uint8Array): readonly Finding[] {
  const envelope = decodeEnvelope(bytes)
  return lintMessage({
    head: null,
    body: bytes,
    kind: envelope.ok ? envelope.kind : 'http',
    envelope,
    framing: [],
    direction: null,
    definitionOf: builtInDefinitions,
  }).filter(({ rule }) => ours.has(rule))
}

function wholeTree(model: DeviceModel): Uint8Array {
  // A dump may hold its server's bookkeeping beside the root.
  const values = getParameterValues(model.tree, [`${model.root}.`])
  if (!values.ok) throw new Error('The whole tree could not be read.')
  return new TextEncoder().encode(
    encodeEnvelope(
      {
        kind: 'response',
        rpc: 'GetParameterValues',
        version: '1.2',
        header: { id: '1' },
        arguments: {
          ParameterList: values.result.map(({ name, value, type }) => ({
            Name: name,
            Value: value,
            Type: `xsd:${type}`,
          })),
        },
      },
      defaultWriteStyle,
    ),
  )
}

describe('whole trees of our own models', () => {
  it.each([device2, igd])('$name: nothing is told', (source) => {
    const reading = readCompactModel(source)
    if (!reading.ok) throw new Error(reading.message)
    expect(said(wholeTree(reading.model))).toEqual([])
  })
})

/**
 * What is truly wrong in the dumps, by rule and the end of the name: a range that begins with 1 and a 0 in it, an
 * enumeration that lacks the value, a boolean that is reported as a number.
 */
const wrongInDumps: Readonly<Record<string, readonly string[]>> = {
  'huawei-BM632w-202BC1-igd.csv': [
    'value-out-of-model-range IPPingDiagnostics.DataBlockSize',
    'value-out-of-model-range IPPingDiagnostics.NumberOfRepetitions',
    'value-out-of-model-range IPPingDiagnostics.Timeout',
    'value-not-in-model WLANConfiguration.1.BeaconType',
    'type-differs-from-model WANIPConnection.1.NATEnabled',
  ],
}

describe.skipIf(!existsSync(dumps))('whole trees of devices (in ../shared)', () => {
  const files = existsSync(dumps) ? readdirSync(dumps) : []

  it.each(files.filter((file) => /\.(?:csv|json)$/.test(file)))(
    '%s: only what is truly wrong is told',
    (file) => {
      const reading = readModel(readFileSync(join(dumps, file), 'utf8'), file)
      if (!reading.ok) throw new Error(reading.message)
      const found = said(wholeTree(reading.model))
      const expected = wrongInDumps[file] ?? []
      expect(found.map(({ rule, message }) => `${rule} ${message}`)).toEqual(
        expected.map((line) => {
          const [rule = '', name = ''] = line.split(' ')
          return expect.stringMatching(new RegExp(`^${rule} \\S*\\.${name.replaceAll('.', '\\.')} `))
        }),
      )
    },
  )
})

describe.skipIf(!existsSync(fixtures))('messages of the schema (in ../shared)', () => {
  const files = existsSync(fixtures) ? readdirSync(fixtures) : []

  it.each(files.filter((file) => file.endsWith('.xml')))(
    '%s has neither errors nor warnings of ours',
    (file) => {
      const findings = said(readFileSync(join(fixtures, file)))
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    },
  )
})
