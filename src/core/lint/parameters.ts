import type { DecodedEnvelope } from '../soap/index.js'
import { noElement } from '../xml/index.js'
import type { SeenParameter } from './subject.js'

/** The ParameterValueStructs of a message, in order, whatever list they stand in. */
export function* seenParameters({ source, decoded }: DecodedEnvelope): Generator<SeenParameter> {
  const { document, element } = source
  const list = decoded['ParameterList']
  if (element === noElement || list === undefined) return
  for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
    if (document.localName(child) !== 'ParameterList') continue
    let index = 0
    for (let item = document.firstChild(child); item !== noElement; item = document.nextSibling(item)) {
      const members = Array.isArray(list) ? list : []
      const member: unknown = members[index++]
      let nameElement = noElement
      let valueElement = noElement
      for (let part = document.firstChild(item); part !== noElement; part = document.nextSibling(part)) {
        const local = document.localName(part)
        if (local === 'Name' && nameElement === noElement) nameElement = part
        else if (local === 'Value' && valueElement === noElement) valueElement = part
      }
      if (document.localName(item) !== 'ParameterValueStruct' && valueElement === noElement) continue
      yield {
        name: nameElement === noElement ? '' : document.value(nameElement),
        value: valueElement === noElement ? null : document.value(valueElement),
        type: typeOf(member),
        nameElement,
        valueElement,
        element: item,
      }
    }
  }
}

function typeOf(member: unknown): string | null {
  if (typeof member !== 'object' || member === null || !('Type' in member)) return null
  return typeof member.Type === 'string' ? member.Type : null
}
