import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintMessage } from '../../../src/core/lint/index.js'
import { ruleGroups } from '../../../src/core/lint/rules/index.js'
import { rpcTable } from '../../../src/core/rpc/index.js'
import { decodeEnvelope, encodeEnvelope, type CwmpVersion } from '../../../src/core/soap/index.js'
import { argumentsFor } from '../rpc/arguments.js'

const ids = new Set(
  ruleGroups
    .filter(({ title }) => ['XML', 'SOAP', 'Arguments against the schema'].includes(title))
    .flatMap(({ rules }) => rules.map(({ id }) => id)),
)
/** The generated names are any text, which the schema allows. */
ids.delete('white-space-in-name')

const versions: readonly CwmpVersion[] = ['1.0', '1.1', '1.2', '1.3', '1.4']
const messages = [...rpcTable.values()].flatMap((definition) =>
  (['request', 'response'] as const).map((kind) => ({
    definition,
    kind,
    name: `${definition.method} ${kind}`,
  })),
)

describe('what fits the schema', () => {
  it.each(messages)('$name: nothing is found in it', ({ definition, kind }) => {
    const { method, since, sender } = definition
    const fromCpe = (sender === 'cpe') === (kind === 'request')
    fc.assert(
      fc.property(
        fc.constantFrom(...versions.filter((version) => version >= since)),
        fc.boolean(),
        argumentsFor(definition[kind], since),
        (version, pretty, args) => {
          const header = {
            id: '1',
            ...(method === 'Inform' && fromCpe && version >= '1.3' ? { sessionTimeout: 60 } : {}),
          }
          const text = encodeEnvelope({ kind, rpc: method, version, header, arguments: args }, { pretty })
          const envelope = decodeEnvelope(text)
          const found = lintMessage({
            head: null,
            body: new Uint8Array(),
            kind,
            envelope,
            framing: [],
            direction: sender === 'both' ? null : fromCpe ? 'cpe-to-acs' : 'acs-to-cpe',
          })
          expect(found.filter(({ rule }) => ids.has(rule))).toEqual([])
        },
      ),
      { numRuns: 30 },
    )
  })
})
