import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'
import type { CwmpVersion, OutgoingMessage, SoapHeader } from '../../../src/core/soap/index.js'
import { cwmpNamespace, encodeEnvelope } from '../../../src/core/soap/index.js'
import { argumentsFor } from '../rpc/arguments.js'

/** Every kind of message we write, against the schemas of the Broadband Forum. */

const schemas = join(import.meta.dirname, '../../../../shared/data/xsd')
const stubs = join(import.meta.dirname, '../../fixtures/xsd')
const validator = spawnSync('xmllint', ['--version']).error === undefined
const present = validator && existsSync(schemas)

const versions: readonly (readonly [schema: string, version: CwmpVersion])[] = [
  ['cwmp-1-0', '1.0'],
  ['cwmp-1-1', '1.1'],
  ['cwmp-1-2', '1.2'],
  ['cwmp-1-4', '1.4'],
]

let folder = ''

beforeAll(() => {
  if (!present) return
  folder = mkdtempSync(join(tmpdir(), 'cwmp-schema-'))
  const uri = (from: string, to: string): string => `<uri name="${from}" uri="${pathToFileURL(to).href}"/>`
  const system = (from: string, to: string): string =>
    `<system systemId="${from}" uri="${pathToFileURL(to).href}"/>`
  const places: readonly (readonly [string, string])[] = [
    ['http://schemas.xmlsoap.org/soap/envelope/', join(stubs, 'soap-envelope.xsd')],
    ['http://schemas.xmlsoap.org/soap/encoding/', join(stubs, 'soap-encoding.xsd')],
    ...['cwmp-1-2', 'cwmp-1-3'].map(
      (name) => [`http://www.broadband-forum.org/cwmp/${name}.xsd`, join(schemas, `${name}.xsd`)] as const,
    ),
  ]
  const entries = places.flatMap(([from, to]) => [uri(from, to), system(from, to)]).join('')
  writeFileSync(
    join(folder, 'catalog.xml'),
    `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${entries}</catalog>`,
  )
  for (const [schema, version] of versions) {
    const imports = [
      ['http://schemas.xmlsoap.org/soap/envelope/', join(stubs, 'soap-envelope.xsd')],
      [cwmpNamespace(version), join(schemas, `${schema}.xsd`)],
    ].map(
      ([namespace, file]) =>
        `<xs:import namespace="${namespace}" schemaLocation="${pathToFileURL(file!).href}"/>`,
    )
    const all = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`
    writeFileSync(join(folder, `${schema}.xsd`), all)
  }
})

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true })
})

/** The validator's complaints about these documents; empty if there are none. */
function complaints(schema: string, documents: readonly string[]): string {
  const files = documents.map((text, index) => {
    const file = join(folder, `message-${index}.xml`)
    writeFileSync(file, text)
    return file
  })
  const run = spawnSync(
    'xmllint',
    ['--nonet', '--noout', '--schema', join(folder, `${schema}.xsd`), ...files],
    {
      encoding: 'utf8',
      env: { ...process.env, XML_CATALOG_FILES: join(folder, 'catalog.xml') },
    },
  )
  const lines = run.stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates'))
  return run.status === 0 ? '' : `exit ${run.status}\n${lines.join('\n')}`
}

const header: SoapHeader = { id: '1', holdRequests: false }
const newHeader: SoapHeader = {
  id: '1',
  sessionTimeout: 60,
  supportedCwmpVersions: ['1.0', '1.4'],
  useCwmpVersion: '1.4',
}

describe.skipIf(!present)('what we write, against the published schemas', () => {
  const cases = versions.flatMap(([schema, version]) =>
    [...rpcTable.values()]
      .filter((rpc) => rpc.since <= version)
      .map((rpc) => [schema, rpc.method, version, rpc] as const),
  )

  it.each(cases)('%s: %s', (schema, rpc, version, definition) => {
    const documents = (['request', 'response'] as const).flatMap((kind) =>
      fc.sample(argumentsFor(definition[kind]), 12).map((args): string => {
        const message: OutgoingMessage = { kind, rpc, version, header, arguments: args }
        return encodeEnvelope(message, { pretty: kind === 'response' })
      }),
    )
    // Notification 3 to 6 came with the 1.2 family.
    const fitting =
      version < '1.2' ? documents.filter((text) => !/<Notification>[3-6]</.test(text)) : documents
    expect(complaints(schema, fitting)).toBe('')
  })

  it.each(versions)('%s: faults', (schema, version) => {
    const parameters = [{ parameterName: 'Device.X', code: '9007', string: 'no' }]
    const faults = [
      { code: '9003', string: 'Invalid arguments', blame: 'Client' as const, parameters },
      { code: '8005', string: 'Retry request', blame: 'Server' as const },
    ]
    const documents = faults.map((fault) => encodeEnvelope({ kind: 'fault', version, header, fault }))
    expect(complaints(schema, documents)).toBe('')
  })

  it('cwmp-1-4: its new headers', () => {
    const text = encodeEnvelope({
      kind: 'response',
      rpc: 'Inform',
      version: '1.4',
      header: newHeader,
      arguments: {},
    })
    expect(complaints('cwmp-1-4', [text])).toBe('')
  })

  it('notices what is wrong (the check can fail)', () => {
    const text = encodeEnvelope({ kind: 'request', rpc: 'Reboot', version: '1.0', header, arguments: {} })
    expect(complaints('cwmp-1-0', [text.replaceAll('CommandKey', 'Key')])).toContain('Key')
  })
})
