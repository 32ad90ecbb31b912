import { detailOf } from '../soap/fault.js'
import type { EnvelopeSource } from '../soap/message.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'

/** The parts of a SOAP 1.1 fault; `noElement` for what is not there. */
export interface FaultElements {
  readonly faultcode: XmlElement
  readonly faultstring: XmlElement
  /** The CWMP fault in the detail, or the fault itself where a CWMP fault stands alone. */
  readonly cwmpFault: XmlElement
}

/** Finds the parts of the fault that an envelope was read from. */
export function faultElements({ document, element }: EnvelopeSource): FaultElements {
  const detail = detailOf(document, element)
  const alone = child(document, element, 'FaultCode') !== noElement
  const inDetail = detail === noElement ? noElement : (document.children(detail)[0] ?? noElement)
  return {
    faultcode: child(document, element, 'faultcode'),
    faultstring: child(document, element, 'faultstring'),
    cwmpFault: alone ? element : cwmpFaultIn(document, detail, inDetail),
  }
}

/** CPEs leave out the element between detail and FaultCode, too. */
function cwmpFaultIn(document: XmlDocument, detail: XmlElement, first: XmlElement): XmlElement {
  if (detail === noElement) return noElement
  if (child(document, detail, 'FaultCode') !== noElement) return detail
  const named = child(document, detail, 'Fault')
  if (named !== noElement) return named
  return first !== noElement && child(document, first, 'FaultCode') !== noElement ? first : noElement
}

function child(document: XmlDocument, parent: XmlElement, name: string): XmlElement {
  return document.children(parent).find((element) => document.localName(element) === name) ?? noElement
}
