import type { DefinitionOf, ParameterDefinition } from '../model/definitions.js'
import type { DecodedEnvelope, RpcValue } from '../soap/index.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import type { SeenParameter } from './subject.js'

/** They are walked once, whatever number of rules ask. */
const walked = new WeakMap<DecodedEnvelope, readonly SeenParameter[]>()

/**
 * The ParameterValueStructs of a message, in order. Their texts are those the decoder cut out; the elements inside
 * are looked for when a rule asks, which it does only where it found something. Who asks first says where their
 * definitions are looked up.
 */
export function seenParameters(
  envelope: DecodedEnvelope,
  definitionOf: DefinitionOf = nothingKnown,
): readonly SeenParameter[] {
  let parameters = walked.get(envelope)
  if (parameters === undefined) {
    parameters = [...readParameters(envelope, definitionOf)]
    walked.set(envelope, parameters)
  }
  return parameters
}

function* readParameters(
  { source, decoded }: DecodedEnvelope,
  definitionOf: DefinitionOf,
): Generator<SeenParameter> {
  const { document, element } = source
  const members = decoded['ParameterList']
  if (element === noElement || !Array.isArray(members)) return
  const list = childNamed(document, element, 'ParameterList')
  if (list === noElement) return
  let index = 0
  for (let item = document.firstChild(list); item !== noElement; item = document.nextSibling(item)) {
    const member: RpcValue | undefined = members[index++]
    if (typeof member === 'object' && 'Value' in member) {
      yield new ReadParameter(document, definitionOf, item, member['Name'], member['Value'], member['Type'])
    } else if (document.localName(item) === 'ParameterValueStruct') {
      const name = typeof member === 'object' && 'Name' in member ? member['Name'] : undefined
      yield new ReadParameter(document, definitionOf, item, name, undefined, undefined)
    }
  }
}

/** The first child with this local name, or `noElement`. */
export function childNamed(document: XmlDocument, element: XmlElement, name: string): XmlElement {
  if (element === noElement) return noElement
  for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
    if (document.localName(child) === name) return child
  }
  return noElement
}

const nothingKnown: DefinitionOf = () => null

class ReadParameter implements SeenParameter {
  readonly name: string
  readonly value: string | null
  readonly type: string | null
  readonly element: XmlElement
  readonly #document: XmlDocument
  readonly #definitionOf: DefinitionOf
  #definition: ParameterDefinition | null | undefined

  constructor(
    document: XmlDocument,
    definitionOf: DefinitionOf,
    element: XmlElement,
    name: RpcValue | undefined,
    value: RpcValue | undefined,
    type: RpcValue | undefined,
  ) {
    this.#document = document
    this.#definitionOf = definitionOf
    this.element = element
    this.name = typeof name === 'string' ? name : ''
    this.value = typeof value === 'string' ? value : null
    this.type = typeof type === 'string' ? type : null
  }

  get nameElement(): XmlElement {
    return childNamed(this.#document, this.element, 'Name')
  }

  get valueElement(): XmlElement {
    return childNamed(this.#document, this.element, 'Value')
  }

  get definition(): ParameterDefinition | null {
    if (this.#definition === undefined) this.#definition = this.#definitionOf(this.name)
    return this.#definition
  }
}
