import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'

const folder = join(import.meta.dirname, '../../../../shared/data/soap-fixtures')
const present = existsSync(folder)
const files = present ? readdirSync(folder).filter((file) => file.endsWith('.xml')) : []

/** `get_parameter_values_response_1.xml` → GetParameterValues, response. */
function expectation(file: string): { rpc: string; kind: string } {
  const words = file.replace(/_\d+\.xml$/, '').split('_')
  const kind = words.at(-1) === 'response' ? 'response' : words[0] === 'fault' ? 'fault' : 'request'
  const wanted = (kind === 'response' ? words.slice(0, -1) : words).join('')
  if (kind === 'fault') return { rpc: 'Fault', kind }
  // One of the files is named in the singular.
  const rpc = [...rpcTable.keys()].find(
    (name) => name.toLowerCase().replace(/s$/, '') === wanted.replace(/s$/, ''),
  )
  return { rpc: rpc ?? wanted, kind }
}

describe.skipIf(!present)('the shared SOAP fixtures', () => {
  it.each(files)('%s is recognised', (file) => {
    const decoded = decodeEnvelope(readFileSync(join(folder, file)))
    expect(decoded).toMatchObject({ ok: true, ...expectation(file) })
    const source = readFileSync(join(folder, file), 'utf8')
    const members = source.match(
      /<(ParameterValueStruct|ParameterInfoStruct|ParameterAttributeStruct|SetParameterAttributesStruct)>/g,
    )
    expect(decoded.parameters).toBe(members?.length ?? 0)
  })
})
