import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import type { IssueList } from './issues.js'
import type { CwmpFault, ParameterFault } from './message.js'

/** A fault as read, with the cwmp:Fault element it was read from (or `noElement` for a plain SOAP fault). */
export interface FaultReading {
  readonly fault: CwmpFault
  readonly cwmpElement: XmlElement
}

/** Reads a SOAP fault, of SOAP 1.1 or 1.2, with or without a CWMP fault in its detail; also a CWMP fault that stands alone. */
export function readFault(document: XmlDocument, element: XmlElement, issues: IssueList): FaultReading {
  const soapCode = textOf(document, element, 'faultcode') ?? nestedText(document, element, 'Code', 'Value')
  const soapText = textOf(document, element, 'faultstring') ?? nestedText(document, element, 'Reason', 'Text')
  const detail = detailOf(document, element)
  if (detail !== noElement && document.parent(detail) !== element) {
    const message = 'The detail of the fault stands inside its faultstring; it was read from there.'
    issues.addTag('detail-in-faultstring', message, detail)
  }
  const alone = child(document, element, 'FaultCode') !== noElement
  const cwmpElement = alone ? element : detail === noElement ? noElement : cwmpFaultIn(document, detail)
  if (cwmpElement === noElement) {
    if (soapCode === undefined && !document.isCut(element))
      issues.addTag('incomplete-fault', 'The fault has neither a faultcode nor a CWMP fault.', element)
    const plain = { code: (soapCode ?? '').trim(), string: soapText ?? '', blame: blameOf(soapCode, '') }
    return { fault: plain, cwmpElement }
  }
  const code = textOf(document, cwmpElement, 'FaultCode')?.trim()
  if (code === undefined && !document.isCut(cwmpElement))
    issues.addTag('incomplete-fault', 'The CWMP fault has no FaultCode.', cwmpElement)
  const parameters = parameterFaults(document, cwmpElement)
  const fault: CwmpFault = {
    code: code ?? '',
    string: textOf(document, cwmpElement, 'FaultString') ?? '',
    blame: blameOf(soapCode, code ?? ''),
    ...(parameters.length === 0 ? {} : { parameters }),
  }
  return { fault, cwmpElement }
}

/** The detail of a SOAP fault; netcwmp writes it into the faultstring. `noElement`: there is none. */
export function detailOf(document: XmlDocument, fault: XmlElement): XmlElement {
  const detail = child(document, fault, 'detail', 'Detail')
  if (detail !== noElement) return detail
  const faultstring = child(document, fault, 'faultstring')
  return faultstring === noElement ? noElement : child(document, faultstring, 'detail')
}

function parameterFaults(document: XmlDocument, cwmpFault: XmlElement): ParameterFault[] {
  return document
    .children(cwmpFault)
    .filter((element) => document.localName(element) === 'SetParameterValuesFault')
    .map((element) => ({
      parameterName: textOf(document, element, 'ParameterName') ?? '',
      code: (textOf(document, element, 'FaultCode') ?? '').trim(),
      string: textOf(document, element, 'FaultString') ?? '',
    }))
}

/** `Client` means the requester's mistake. Receivers ignore the value, so where it is missing the code tells. */
function blameOf(soapCode: string | undefined, cwmpCode: string): CwmpFault['blame'] {
  const local = soapCode?.trim().split(':').at(-1)?.split('.')[0]
  if (local === 'Client' || local === 'Sender') return 'Client'
  if (local === 'Server' || local === 'Receiver') return 'Server'
  return clientFaultCodes.has(cwmpCode) ? 'Client' : 'Server'
}

/** Codes that name a mistake of the requester (cwmp-1-0.xsd FaultCode). */
const clientFaultCodes = new Set(['9003', '9005', '9006', '9007', '9008', '8003'])

function cwmpFaultIn(document: XmlDocument, detail: XmlElement): XmlElement {
  for (const element of document.children(detail)) {
    if (document.localName(element) === 'Fault' || child(document, element, 'FaultCode') !== noElement)
      return element
  }
  return child(document, detail, 'FaultCode') === noElement ? noElement : detail
}

function child(document: XmlDocument, parent: XmlElement, ...names: readonly string[]): XmlElement {
  for (
    let element = document.firstChild(parent);
    element !== noElement;
    element = document.nextSibling(element)
  ) {
    if (names.includes(document.localName(element))) return element
  }
  return noElement
}

function textOf(document: XmlDocument, parent: XmlElement, name: string): string | undefined {
  const element = child(document, parent, name)
  return element === noElement ? undefined : document.value(element)
}

function nestedText(
  document: XmlDocument,
  parent: XmlElement,
  outer: string,
  inner: string,
): string | undefined {
  const element = child(document, parent, outer)
  return element === noElement ? undefined : textOf(document, element, inner)
}
