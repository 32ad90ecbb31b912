import { rpcTable, type Field, type FieldType } from '../rpc/index.js'
import type { DecodedEnvelope } from '../soap/index.js'
import type { XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'

/** The arguments that the schema gives a request or response; none for a fault and for a method nobody defined. */
export function fieldsOf({ kind, rpc }: DecodedEnvelope): readonly Field[] {
  return kind === 'fault' ? [] : (rpcTable.get(rpc ?? '')?.[kind] ?? [])
}

/** The schema's type of an element among the arguments; null where the schema has no such element there. */
export function argumentType(envelope: DecodedEnvelope, element: XmlElement): FieldType | null {
  const { document, element: rpc } = envelope.source
  const parent = document.parent(element)
  const name = document.localName(element)
  if (rpc === noElement || element === noElement || element === rpc) return null
  if (parent === rpc) return fieldsOf(envelope).find((field) => field.name === name)?.type ?? null
  const around = argumentType(envelope, parent)
  switch (around?.kind) {
    case 'struct':
      return around.fields.find((field) => field.name === name)?.type ?? null
    case 'array':
      return around.item
    case 'choice':
    case 'scalar':
    case 'typed-value':
    case undefined:
      return null
  }
}
