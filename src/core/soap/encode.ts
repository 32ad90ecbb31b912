import { encodeArguments, rpcTable } from '../rpc/index.js'
import type { XmlWriter } from '../xml/index.js'
import { createXmlWriter } from '../xml/index.js'
import type { CwmpFault, OutgoingMessage, SoapHeader, WriteStyle } from './message.js'
import {
  cwmpNamespace,
  encodingNamespace,
  envelopeNamespace,
  schemaInstanceNamespace,
  schemaNamespace,
} from './namespaces.js'

/**
 * Writes an envelope that a strict receiver takes: fixed prefixes, elements in the order of the schema, arguments
 * in no namespace, right array counts. Booleans are written as given unless `booleanLiteral` says how.
 */
export function encodeEnvelope(message: OutgoingMessage, style: Partial<WriteStyle> = {}): string {
  const writer = createXmlWriter({ declaration: style.xmlDeclaration ?? true, pretty: style.pretty ?? false })
  writer.open('soapenv:Envelope', [
    ['xmlns:soapenv', envelopeNamespace],
    ['xmlns:soapenc', encodingNamespace],
    ['xmlns:xsd', schemaNamespace],
    ['xmlns:xsi', schemaInstanceNamespace],
    ['xmlns:cwmp', cwmpNamespace(message.version)],
  ])
  writeHeader(writer, message.header, style.booleanLiteral)
  writer.open('soapenv:Body')
  if (message.kind === 'fault') {
    writeFault(writer, message.fault)
  } else {
    const fields = rpcTable.get(message.rpc)?.[message.kind] ?? null
    writer.open(`cwmp:${message.rpc}${message.kind === 'response' ? 'Response' : ''}`)
    encodeArguments(writer, fields, message.arguments, style.booleanLiteral)
    writer.close()
  }
  writer.close()
  writer.close()
  return writer.toString()
}

const understand = (value: '0' | '1') => [['soapenv:mustUnderstand', value]] as const

/** The mustUnderstand values are those the schema fixes (cwmp-1-0.xsd, cwmp-1-3.xsd, cwmp-1-4.xsd). */
function writeHeader(
  writer: XmlWriter,
  header: SoapHeader,
  literal: WriteStyle['booleanLiteral'] | undefined,
): void {
  if (Object.values(header).every((value) => value === undefined)) return
  const written = (value: boolean): string => (literal === 'true/false' ? String(value) : value ? '1' : '0')
  writer.open('soapenv:Header')
  if (header.id !== undefined) writer.leaf('cwmp:ID', header.id, understand('1'))
  if (header.holdRequests !== undefined) {
    writer.leaf('cwmp:HoldRequests', written(header.holdRequests), understand('1'))
  }
  if (header.noMoreRequests !== undefined) writer.leaf('cwmp:NoMoreRequests', written(header.noMoreRequests))
  if (header.sessionTimeout !== undefined) {
    writer.leaf('cwmp:SessionTimeout', String(header.sessionTimeout), understand('0'))
  }
  if (header.supportedCwmpVersions !== undefined) {
    writer.leaf('cwmp:SupportedCWMPVersions', header.supportedCwmpVersions.join(','), understand('0'))
  }
  if (header.useCwmpVersion !== undefined) {
    writer.leaf('cwmp:UseCWMPVersion', header.useCwmpVersion, understand('1'))
  }
  writer.close()
}

/** TR-069a6 3.5: the CWMP fault goes into the detail; its faultstring is fixed. A plain SOAP fault has no detail. */
function writeFault(writer: XmlWriter, fault: CwmpFault): void {
  const isCwmp = /^\d+$/.test(fault.code)
  writer.open('soapenv:Fault')
  writer.leaf('faultcode', isCwmp ? fault.blame : fault.code)
  writer.leaf('faultstring', isCwmp ? 'CWMP fault' : fault.string)
  if (isCwmp) {
    writer.open('detail')
    writer.open('cwmp:Fault')
    writer.leaf('FaultCode', fault.code)
    writer.leaf('FaultString', fault.string)
    for (const parameter of fault.parameters ?? []) {
      writer.open('SetParameterValuesFault')
      writer.leaf('ParameterName', parameter.parameterName)
      writer.leaf('FaultCode', parameter.code)
      writer.leaf('FaultString', parameter.string)
      writer.close()
    }
    writer.close()
    writer.close()
  }
  writer.close()
}
