import { XMLParser } from 'fast-xml-parser'
import { SaxesParser } from 'saxes'
import type { XmlDocument, XmlElement } from '../../../src/core/xml/index.js'

/** What a document says, spelled so that readers can be compared. */
export interface ElementInfo {
  readonly name: string
  readonly namespace: string
  readonly attributes: readonly (readonly [name: string, namespace: string, value: string])[]
  readonly content: readonly Info[]
}

type Info =
  { readonly text: string } | { readonly comment: string } | { readonly instruction: string } | ElementInfo

/** Text and CDATA sections side by side are one text. */
function addText(content: Info[], text: string): void {
  const last = content.at(-1)
  if (text === '') return
  if (last !== undefined && 'text' in last) content[content.length - 1] = { text: last.text + text }
  else content.push({ text })
}

export function ourInfoset(document: XmlDocument, element: XmlElement = document.root): ElementInfo {
  const content: Info[] = []
  for (const item of document.contents(element)) {
    switch (item.kind) {
      case 'element':
        content.push(ourInfoset(document, item.element))
        break
      case 'comment':
        content.push({ comment: item.value })
        break
      case 'instruction':
        content.push({ instruction: item.value.replace(/^(\S+)\s+/, '$1 ').trimEnd() })
        break
      case 'text':
      case 'cdata':
        addText(content, item.value)
    }
  }
  return {
    name: document.qualifiedName(element),
    namespace: document.namespace(element) ?? '',
    attributes: document
      .attributes(element)
      .map(({ qualifiedName, namespace, value }) => [qualifiedName, namespace ?? '', value] as const),
    content,
  }
}

export function saxesInfoset(text: string): ElementInfo | undefined {
  const parser = new SaxesParser({ xmlns: true })
  const open: (ElementInfo & { readonly content: Info[] })[] = []
  let root: ElementInfo | undefined
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes).map(
      ({ name, uri, value }) => [name, uri, value] as const,
    )
    const element = { name: tag.name, namespace: tag.uri, attributes, content: [] }
    open.at(-1)?.content.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('comment', (comment) => open.at(-1)?.content.push({ comment }))
  parser.on('processinginstruction', ({ target, body }) =>
    open.at(-1)?.content.push({ instruction: `${target} ${body}`.trimEnd() }),
  )
  const onText = (piece: string): void => {
    const element = open.at(-1)
    if (element !== undefined) addText(element.content, piece)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.write(text).close()
  return root
}

/** Namespaces taken out, and what stands in instructions: fast-xml-parser knows neither. */
export function withoutNamespaces(element: ElementInfo): ElementInfo {
  return {
    ...element,
    namespace: '',
    attributes: element.attributes.map(([name, , value]) => [name, '', value] as const),
    content: element.content.map((item) => {
      if ('name' in item) return withoutNamespaces(item)
      return 'instruction' in item ? { instruction: item.instruction.split(' ')[0] ?? '' } : item
    }),
  }
}

const fastXmlParser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  commentPropName: '#comment',
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
})

/** One node of its ordered output: the name with its content, and the attributes beside it. */
type OrderedNode = Readonly<Record<string, string | readonly OrderedNode[] | Record<string, string>>>

export function fastXmlParserInfoset(text: string): ElementInfo | undefined {
  const nodes: unknown = fastXmlParser.parse(text)
  return contentOf(nodes).find((item): item is ElementInfo => 'name' in item)
}

function isNodes(value: unknown): value is readonly OrderedNode[] {
  return Array.isArray(value)
}

function contentOf(nodes: unknown): Info[] {
  const content: Info[] = []
  if (!isNodes(nodes)) return content
  for (const node of nodes) {
    const [name = ''] = Object.keys(node).filter((key) => key !== ':@')
    const inner = node[name]
    const innerText = isNodes(inner) ? String(inner[0]?.['#text'] ?? '') : String(inner)
    if (name === '#text' || name === '#cdata') addText(content, innerText)
    else if (name === '#comment') content.push({ comment: innerText })
    else if (name.startsWith('?')) content.push({ instruction: name.slice(1) })
    else content.push({ name, namespace: '', attributes: attributesOf(node), content: contentOf(inner) })
  }
  return content
}

function attributesOf(node: OrderedNode): ElementInfo['attributes'] {
  return Object.entries(node[':@'] ?? {}).map(([name, value]) => [name, '', String(value)] as const)
}
