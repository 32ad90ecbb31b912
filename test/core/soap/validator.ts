import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm'
import type { CwmpVersion } from '../../../src/core/soap/index.js'
import { cwmpNamespace } from '../../../src/core/soap/index.js'

/** Validates messages against the schemas of the Broadband Forum. */

const published = join(import.meta.dirname, '../../../../shared/data/xsd')
const stubs = join(import.meta.dirname, '../../fixtures/xsd')

/** Whether the schemas are there; they are not part of the repository. */
export const hasSchemas = existsSync(published)

const envelopeUrl = 'http://schemas.xmlsoap.org/soap/envelope/'
const encodingUrl = 'http://schemas.xmlsoap.org/soap/encoding/'
const urlOf = (schema: string): string => `http://www.broadband-forum.org/cwmp/${schema}.xsd`

/** 1.2 to 1.4 share a namespace, and the schema of 1.4 has everything of the others. */
function schemaOf(version: CwmpVersion): string {
  switch (version) {
    case '1.0':
      return 'cwmp-1-0'
    case '1.1':
      return 'cwmp-1-1'
    case '1.2':
    case '1.3':
    case '1.4':
      return 'cwmp-1-4'
  }
}

let registered = false

function registerSchemas(): void {
  if (registered) return
  registered = true
  const files: Record<string, Uint8Array> = {
    [envelopeUrl]: readFileSync(join(stubs, 'soap-envelope.xsd')),
    [encodingUrl]: readFileSync(join(stubs, 'soap-encoding.xsd')),
  }
  for (const schema of ['cwmp-1-0', 'cwmp-1-1', 'cwmp-1-2', 'cwmp-1-3', 'cwmp-1-4']) {
    files[urlOf(schema)] = readFileSync(join(published, `${schema}.xsd`))
  }
  if (!xmlRegisterInputProvider(new XmlBufferInputProvider(files))) {
    throw new Error('The schemas could not be handed to the validator.')
  }
}

const validators = new Map<string, XsdValidator>()

function validatorFor(version: CwmpVersion): XsdValidator {
  const schema = schemaOf(version)
  const known = validators.get(schema)
  if (known !== undefined) return known
  registerSchemas()
  const wrapper = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:import namespace="${envelopeUrl}" schemaLocation="${envelopeUrl}"/>
    <xs:import namespace="${cwmpNamespace(version)}" schemaLocation="${urlOf(schema)}"/>
  </xs:schema>`
  using document = XmlDocument.fromString(wrapper)
  const made = XsdValidator.fromDoc(document)
  validators.set(schema, made)
  return made
}

/** What is wrong with a message by the schema of its version, and with what it does not check: array counts, and mustUnderstand. */
export function complaints(text: string, version: CwmpVersion): string {
  const validator = validatorFor(version)
  using document = XmlDocument.fromString(text)
  try {
    validator.validate(document)
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error
    return error.message
  }
  const counts = elements(document, '//*[@e:arrayType]').map(countProblem)
  const headers = elements(document, '/s:Envelope/s:Header/*').map(understandProblem)
  return [...counts, ...headers].join('')
}

function elements(document: XmlDocument, path: string): readonly XmlElement[] {
  return document
    .find(path, { e: encodingUrl, s: envelopeUrl })
    .filter((node): node is XmlElement => node instanceof XmlElement)
}

/** The schemas fix the value of mustUnderstand, but libxml2 does not compare it. */
function understandProblem(header: XmlElement): string {
  const expected = ['ID', 'HoldRequests', 'UseCWMPVersion'].includes(header.name) ? '1' : '0'
  const said = header.attrs.find(({ name }) => name === 'mustUnderstand')?.value
  return said === expected ? '' : `mustUnderstand of ${header.name} is ${said ?? 'missing'}.\n`
}

function countProblem(array: XmlElement): string {
  const said = array.attrs.find(({ name }) => name === 'arrayType')?.value ?? ''
  const members = array.find('*').length
  const [, prefix = '', count] = /^([^:]+):[A-Za-z0-9]+\[(\d+)\]$/.exec(said) ?? []
  if (count !== String(members)) return `${array.name} says ${said} and has ${members} members.\n`
  return array.namespaces[prefix] === undefined ? `The prefix of ${said} is not declared.\n` : ''
}
