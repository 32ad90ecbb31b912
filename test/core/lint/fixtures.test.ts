import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/core/lint/index.js'
import { ruleGroups } from '../../../src/core/lint/rules/index.js'
import { lintExample } from './example.js'

/** What other tests look at: values, Informs, the use of RPCs. */
const ids = new Set(
  ruleGroups
    .filter(({ title }) => ['XML', 'SOAP', 'Arguments against the schema'].includes(title))
    .flatMap(({ rules }) => rules.map(({ id }) => id)),
)
const lint = (path: string): readonly Finding[] =>
  lintExample(readFileSync(path, 'latin1').replaceAll('\ufeff', '')).filter(({ rule }) => ids.has(rule))

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'lint')

/** Shapes from the field, written anew, with everything that is wrong with them. */
describe('messages as the field sends them', () => {
  it.each([
    [
      'inform-single-quotes.xml',
      [
        '1:1 info unusual-xml-declaration',
        '2:1 info missing-cwmp-id',
        '4:14 warning encoding-namespace-without-slash',
        '11:29 info padded-array-count',
        '11:50 error missing-element',
      ],
    ],
    [
      'inform-through-a-web-page.xml',
      [
        '2:1 info missing-cwmp-id',
        '8:49 error malformed-end-tag',
        '11:62 error malformed-end-tag',
        '12:43 error unknown-entity',
      ],
    ],
    [
      'inform-old-library.xml',
      [
        '3:14 warning old-schema-namespace',
        '4:14 warning old-schema-namespace',
        '6:14 warning wrong-must-understand',
        '7:3 info deprecated-header',
        '20:42 warning array-count-mismatch',
      ],
    ],
    [
      'response-inner-namespaces.xml',
      [
        '3:47 info inner-namespace-declaration',
        '4:20 info inner-namespace-declaration',
        '6:16 info inner-namespace-declaration',
        '6:70 info inner-namespace-declaration',
      ],
    ],
    ['response-no-value.xml', ['7:7 error missing-value']],
    [
      'set-attributes-empty-notification.xml',
      ['2:1 info missing-xml-declaration', '10:11 warning empty-argument'],
    ],
    [
      'get-values-nothing.xml',
      ['2:65 info misleading-prefix', '3:22 warning wrong-must-understand', '5:5 error array-size'],
    ],
    ['fault-of-a-framework.xml', ['1:1 info missing-cwmp-id', '3:5 error fault-without-detail']],
    ['fault-two-colons.xml', ['4:4 error malformed-name', '4:4 error undeclared-prefix']],
    ['transfer-complete-number.xml', ['8:7 error struct-expected', '9:7 warning empty-argument']],
    ['log-line.xml', ['1:1 warning text-before-envelope', '5:17 warning text-after-envelope']],
  ])('%s: %j', (file, expected) => {
    const found = lint(join(fixtures, file)).map(
      ({ line, column, severity, rule }) => `${line ?? 0}:${column ?? 0} ${severity} ${rule}`,
    )
    expect(found).toEqual(expected)
  })
})

const shared = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'soap-fixtures')

/** What is truly wrong in the collection, by file; the others are right. */
const wrongInCollection: Readonly<Record<string, readonly string[]>> = {
  'add_object_2.xml': ['argument-pattern'],
  'autonomous_dustate_change_complete_1.xml': ['argument-enumeration', 'argument-pattern', 'extra-wrapper'],
  'change_du_state_1.xml': ['argument-pattern', 'element-order', 'extra-wrapper'],
  'change_du_state_2.xml': ['argument-pattern', 'element-order', 'extra-wrapper', 'unknown-element'],
  'change_du_state_3.xml': ['argument-pattern', 'element-order', 'extra-wrapper', 'unknown-element'],
  'download_2.xml': ['missing-element'],
  'du_state_change_complete_1.xml': [
    'argument-enumeration',
    'argument-pattern',
    'element-order',
    'extra-wrapper',
  ],
  'get_parameter_attributes_1.xml': ['missing-array-type'],
  'get_parameter_values_1.xml': ['missing-array-type'],
  'get_parameter_values_response_1.xml': ['array-count-mismatch'],
  'set_parameter_attributes_1.xml': ['missing-array-type'],
  'set_parameter_values_1.xml': ['missing-element', 'wrong-array-type', 'wrong-type-namespace'],
  'set_parameter_values_2.xml': ['wrong-array-type', 'wrong-type-namespace'],
  'upload_2.xml': ['missing-element'],
}

describe.skipIf(!existsSync(shared))('the collection of SOAP messages', () => {
  const files = existsSync(shared) ? readdirSync(shared).filter((file) => file.endsWith('.xml')) : []

  it.each(files)('%s has no error and no warning but what is wrong with it', (file) => {
    const grave = lint(join(shared, file)).filter(({ severity }) => severity !== 'info')
    expect([...new Set(grave.map(({ rule }) => rule))].sort()).toEqual(wrongInCollection[file] ?? [])
  })
})
