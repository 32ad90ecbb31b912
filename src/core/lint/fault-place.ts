import type { DecodedEnvelope } from '../soap/index.js'
import { noElement } from '../xml/index.js'
import { argumentOf, rpcPlace } from './member.js'
import { childNamed } from './parameters.js'
import { contentOf } from './place.js'
import type { Place } from './rule.js'

/** The FaultCode of a CWMP fault; the fault's tag where it has none. */
export function faultCodePlace(envelope: DecodedEnvelope): Place | null {
  const { document } = envelope.source
  const code = childNamed(document, cwmpFaultOf(envelope), 'FaultCode')
  return code === noElement ? rpcPlace(envelope) : contentOf(document, code)
}

/** A part of the `index`th SetParameterValuesFault. */
export function parameterFaultPlace(envelope: DecodedEnvelope, index: number, part: string): Place | null {
  const { document } = envelope.source
  const fault = cwmpFaultOf(envelope)
  const details =
    fault === noElement
      ? []
      : document.children(fault).filter((child) => document.localName(child) === 'SetParameterValuesFault')
  const element = childNamed(document, details[index] ?? noElement, part)
  return element === noElement ? faultCodePlace(envelope) : contentOf(document, element)
}

function cwmpFaultOf(envelope: DecodedEnvelope): number {
  const nested = argumentOf(envelope, 'detail', 'Fault')
  return nested === noElement ? envelope.source.element : nested
}
