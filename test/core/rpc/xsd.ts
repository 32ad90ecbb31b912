import { readFileSync } from 'node:fs'
import { XMLParser } from 'fast-xml-parser'

/** What a CWMP schema says of messages, read just far enough to be compared with the table of RPCs. */

export interface XsdScalar {
  readonly kind: 'scalar'
  readonly type: string
  readonly maxLength: number | null
  readonly minimum: number | null
  readonly maximum: number | null
  readonly enumeration: readonly string[] | null
  /** Values allowed beside the enumeration, from and to. */
  readonly ranges: readonly (readonly [number, number])[]
  /** Any of these. */
  readonly patterns: readonly string[]
}

export interface XsdStruct {
  readonly kind: 'struct'
  readonly name: string | null
  readonly fields: readonly XsdField[]
}

export type XsdType =
  | XsdScalar
  | XsdStruct
  | { readonly kind: 'typed-value' }
  | {
      readonly kind: 'array'
      readonly member: string
      readonly item: XsdType
      readonly minItems: number
      readonly maxItems: number | null
    }
  | { readonly kind: 'choice'; readonly structs: readonly XsdStruct[] }

export interface XsdField {
  readonly name: string
  readonly type: XsdType
  readonly optional: boolean
  readonly repeated: boolean
}

interface Node {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Node[]
}

/** The fields of every element that stands at the top of a schema, by its name. */
export function readXsd(file: string): ReadonlyMap<string, readonly XsdField[]> {
  return new Schema(parse(readFileSync(file, 'utf8'))).elements()
}

class Schema {
  readonly #root: Node
  readonly #simple: ReadonlyMap<string, Node>
  readonly #complex: ReadonlyMap<string, Node>

  constructor(root: Node) {
    this.#root = root
    this.#simple = named(root, 'simpleType')
    this.#complex = named(root, 'complexType')
  }

  elements(): ReadonlyMap<string, readonly XsdField[]> {
    const elements = [...named(this.#root, 'element')]
    return new Map(
      elements.flatMap(([name, element]) => {
        const type = child(element, 'complexType')
        return type === null || child(type, 'simpleContent') !== null
          ? []
          : [[name, this.#fields(type)] as const]
      }),
    )
  }

  #fields(complexType: Node): readonly XsdField[] {
    const extension = child(child(complexType, 'complexContent'), 'extension')
    const base = extension === null ? null : this.#complex.get(local(attribute(extension, 'base')))
    const own = child(extension ?? complexType, 'sequence')
    const inherited = base === undefined || base === null ? [] : this.#fields(base)
    return [...inherited, ...(own?.children ?? []).map((element) => this.#field(element))]
  }

  #field(element: Node): XsdField {
    return {
      name: attribute(element, 'name'),
      type: this.#typeOf(element),
      optional: attribute(element, 'minOccurs', '1') === '0',
      repeated: attribute(element, 'maxOccurs', '1') !== '1',
    }
  }

  #typeOf(element: Node): XsdType {
    const inlineSimple = child(element, 'simpleType')
    if (inlineSimple !== null) return this.#scalar(inlineSimple)
    const inlineComplex = child(element, 'complexType')
    if (inlineComplex !== null) return this.#complexType(inlineComplex, null)
    return this.#named(attribute(element, 'type'))
  }

  #named(type: string): XsdType {
    if (type === 'xs:anySimpleType') return { kind: 'typed-value' }
    if (!type.startsWith('tns:')) return builtIn(local(type))
    const simple = this.#simple.get(local(type))
    if (simple !== undefined) return this.#scalar(simple)
    const complex = this.#complex.get(local(type))
    if (complex === undefined) throw new Error(`The schema has no type ${type}.`)
    return this.#complexType(complex, local(type))
  }

  #complexType(type: Node, name: string | null): XsdType {
    const array = child(child(type, 'complexContent'), 'restriction')
    if (array !== null) {
      const member = child(array, 'sequence')?.children[0]
      if (member === undefined) throw new Error(`The array ${name ?? ''} has no member.`)
      const most = attribute(member, 'maxOccurs', '1')
      return {
        kind: 'array',
        member: attribute(member, 'name'),
        item: this.#typeOf(member),
        minItems: Number(attribute(member, 'minOccurs', '1')),
        maxItems: most === 'unbounded' ? null : Number(most),
      }
    }
    if (attribute(type, 'abstract', 'false') === 'true') {
      const structs = [...this.#complex]
        .filter(([, { children }]) => children.some((content) => extendsType(content, name ?? '')))
        .map(([extended, node]): XsdStruct => ({
          kind: 'struct',
          name: extended,
          fields: this.#fields(node),
        }))
      return { kind: 'choice', structs }
    }
    return { kind: 'struct', name, fields: this.#fields(type) }
  }

  #scalar(simpleType: Node): XsdScalar {
    const union = child(simpleType, 'union')
    if (union !== null) return merged(union.children.map((member) => this.#scalar(member)))
    const restriction = child(simpleType, 'restriction')
    if (restriction === null) throw new Error('A simple type that is neither union nor restriction.')
    const base = this.#named(attribute(restriction, 'base'))
    if (base.kind !== 'scalar') throw new Error('A simple type based on no simple type.')
    const values = (tag: string): string[] =>
      restriction.children.filter((facet) => facet.tag === tag).map((facet) => attribute(facet, 'value'))
    const number = (tag: string): number | null => {
      const [value] = values(tag)
      return value === undefined ? null : Number(value)
    }
    const enumeration = values('enumeration')
    const patterns = values('pattern')
    return {
      ...base,
      maxLength: number('maxLength') ?? number('length') ?? base.maxLength,
      minimum: number('minInclusive') ?? base.minimum,
      maximum: number('maxInclusive') ?? base.maximum,
      enumeration: enumeration.length > 0 ? enumeration : base.enumeration,
      patterns: patterns.length > 0 ? patterns : base.patterns,
    }
  }
}

/** A union of enumerations and ranges as one: what any member allows is allowed. */
function merged(members: readonly XsdScalar[]): XsdScalar {
  const [first] = members
  if (first === undefined) throw new Error('A union without members.')
  const enumerations = members.flatMap(({ enumeration }) => enumeration ?? [])
  const open = members.filter(({ enumeration }) => enumeration === null)
  if (first.type === 'string' && open.length > 0) return open[0] ?? first
  return {
    ...first,
    minimum: null,
    maximum: null,
    enumeration: enumerations,
    ranges: [
      ...members.flatMap(({ ranges }) => ranges),
      ...open.map(({ minimum, maximum }) => [minimum ?? 0, maximum ?? 0] as const),
    ],
  }
}

function builtIn(type: string): XsdScalar {
  const limits: Record<string, readonly [number, number]> = {
    unsignedInt: [0, 4_294_967_295],
    int: [-2_147_483_648, 2_147_483_647],
  }
  const [minimum, maximum] = limits[type] ?? [null, null]
  return {
    kind: 'scalar',
    type,
    maxLength: null,
    minimum,
    maximum,
    enumeration: null,
    ranges: [],
    patterns: [],
  }
}

function extendsType(content: Node, name: string): boolean {
  return (
    content.tag === 'complexContent' &&
    content.children.some((node) => node.tag === 'extension' && local(attribute(node, 'base')) === name)
  )
}

function named(root: Node, tag: string): ReadonlyMap<string, Node> {
  return new Map(
    root.children.filter((node) => node.tag === tag).map((node) => [attribute(node, 'name'), node]),
  )
}

function child(node: Node | null, tag: string): Node | null {
  return node?.children.find((candidate) => candidate.tag === tag) ?? null
}

function attribute(node: Node, name: string, absent?: string): string {
  const value = node.attributes.get(name) ?? absent
  if (value === undefined) throw new Error(`${node.tag} has no ${name}.`)
  return value
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function parse(text: string): Node {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' })
  const nodes = toNodes(parser.parse(text))
  const schema = nodes.find(({ tag }) => tag === 'schema')
  if (schema === undefined) throw new Error('This is no schema.')
  return schema
}

function toNodes(parsed: unknown): readonly Node[] {
  if (!Array.isArray(parsed)) return []
  return parsed.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return []
    const attributes = ':@' in item && typeof item[':@'] === 'object' ? item[':@'] : {}
    return Object.entries(item)
      .filter(([key]) => key !== ':@' && key !== '#text')
      .map(([key, value]: [string, unknown]) => ({
        tag: local(key),
        attributes: new Map(Object.entries(attributes ?? {}).map(([name, text]) => [name, String(text)])),
        children: toNodes(value).filter(({ tag }) => tag !== 'annotation'),
      }))
  })
}
