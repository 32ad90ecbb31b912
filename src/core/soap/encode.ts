import { encodeArguments, rpcTable } from '../rpc/index.js'
import type { XmlWriter } from '../xml/index.js'
import { createXmlWriter } from '../xml/index.js'
import type { CwmpFault, CwmpVersion, OutgoingMessage, SoapHeader, WriteStyle } from './message.js'
import {
  cwmpNamespace,
  encodingNamespace,
  envelopeNamespace,
  schemaInstanceNamespace,
  schemaNamespace,
} from './namespaces.js'

/** How messages are spelled when nobody says otherwise. */
export const defaultWriteStyle: WriteStyle = {
  xmlDeclaration: true,
  booleanLiteral: 'as-given',
  dateTimeFraction: 'as-given',
  prefixes: { envelope: 'soapenv', encoding: 'soapenc', schema: 'xsd', schemaInstance: 'xsi', cwmp: 'cwmp' },
  pretty: false,
}

/**
 * Writes an envelope that a strict receiver takes: elements in the order of the schema, arguments in no namespace,
 * right array counts. `style` spells it differently without changing what it says.
 */
export function encodeEnvelope(message: OutgoingMessage, style: Partial<WriteStyle> = {}): string {
  return writeEnvelope(message, style, (writer, spelling) => {
    if (message.kind === 'fault') {
      writeFault(writer, message.fault, spelling)
      return
    }
    const fields = rpcTable.get(message.rpc)?.[message.kind] ?? null
    const suffix = message.kind === 'response' ? 'Response' : ''
    writer.open(`${spelling.prefixes.cwmp}:${message.rpc}${suffix}`)
    encodeArguments(writer, fields, message.arguments, spelling)
    writer.close()
  })
}

/** An envelope of ours around a Body that somebody wrote: it stands in it as it is. */
export function encodeBody(
  xml: string,
  header: SoapHeader,
  version: CwmpVersion,
  style: Partial<WriteStyle> = {},
): string {
  return writeEnvelope({ header, version }, style, (writer) => writer.markup(xml))
}

function writeEnvelope(
  { header, version }: Pick<OutgoingMessage, 'header' | 'version'>,
  style: Partial<WriteStyle>,
  writeBody: (writer: XmlWriter, spelling: WriteStyle) => void,
): string {
  const spelling: WriteStyle = { ...defaultWriteStyle, ...style }
  const { envelope, encoding, schema, schemaInstance, cwmp } = spelling.prefixes
  const writer = createXmlWriter({ declaration: spelling.xmlDeclaration, pretty: spelling.pretty })
  writer.open(`${envelope}:Envelope`, [
    [`xmlns:${envelope}`, envelopeNamespace],
    [`xmlns:${encoding}`, encodingNamespace],
    [`xmlns:${schema}`, schemaNamespace],
    [`xmlns:${schemaInstance}`, schemaInstanceNamespace],
    [`xmlns:${cwmp}`, cwmpNamespace(version)],
  ])
  writeHeader(writer, header, spelling)
  writer.open(`${envelope}:Body`)
  writeBody(writer, spelling)
  writer.close()
  writer.close()
  return writer.toString()
}

/** The mustUnderstand values are those the schema fixes (cwmp-1-0.xsd, cwmp-1-3.xsd, cwmp-1-4.xsd). */
function writeHeader(
  writer: XmlWriter,
  header: SoapHeader,
  { prefixes: { envelope, cwmp }, booleanLiteral }: WriteStyle,
): void {
  if (Object.values(header).every((value) => value === undefined)) return
  const understand = (value: '0' | '1') => [[`${envelope}:mustUnderstand`, value]] as const
  const written = (value: boolean): string =>
    booleanLiteral === 'true/false' ? String(value) : value ? '1' : '0'
  writer.open(`${envelope}:Header`)
  if (header.id !== undefined) writer.leaf(`${cwmp}:ID`, header.id, understand('1'))
  if (header.holdRequests !== undefined) {
    writer.leaf(`${cwmp}:HoldRequests`, written(header.holdRequests), understand('1'))
  }
  if (header.noMoreRequests !== undefined) {
    writer.leaf(`${cwmp}:NoMoreRequests`, written(header.noMoreRequests))
  }
  if (header.sessionTimeout !== undefined) {
    writer.leaf(`${cwmp}:SessionTimeout`, String(header.sessionTimeout), understand('0'))
  }
  if (header.supportedCwmpVersions !== undefined) {
    writer.leaf(`${cwmp}:SupportedCWMPVersions`, header.supportedCwmpVersions.join(','), understand('0'))
  }
  if (header.useCwmpVersion !== undefined) {
    writer.leaf(`${cwmp}:UseCWMPVersion`, header.useCwmpVersion, understand('1'))
  }
  writer.close()
}

/** TR-069a6 3.5: the CWMP fault goes into the detail; its faultstring is fixed. A plain SOAP fault has no detail. */
function writeFault(writer: XmlWriter, fault: CwmpFault, { prefixes: { envelope, cwmp } }: WriteStyle): void {
  const isCwmp = /^\d+$/.test(fault.code)
  writer.open(`${envelope}:Fault`)
  writer.leaf('faultcode', isCwmp ? fault.blame : soapFaultCode(fault.code, envelope))
  writer.leaf('faultstring', isCwmp ? 'CWMP fault' : fault.string)
  if (isCwmp) {
    writer.open('detail')
    writer.open(`${cwmp}:Fault`)
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

/** A code of SOAP 1.1 is a name in the namespace of the envelope, whatever prefix that had where the code comes from. */
function soapFaultCode(code: string, envelope: string): string {
  const local = /^(?:[^:]*:)?((?:VersionMismatch|MustUnderstand|Client|Server)(?:\..*)?)$/.exec(code)?.[1]
  return local === undefined ? code : `${envelope}:${local}`
}
