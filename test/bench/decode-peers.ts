import { XMLParser } from 'fast-xml-parser'
import { SaxesParser } from 'saxes'

const fastXmlParser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
})

/** Objects by element names, values as texts: the nearest to decoding that the library does by itself. */
export function readByFastXmlParser(text: string): unknown {
  return fastXmlParser.parse(text)
}

interface SaxesNode {
  readonly name: string
  readonly uri: string
  readonly attributes: Record<string, string>
  readonly children: SaxesNode[]
  text: string
  readonly start: number
  end: number
}

/** A plain tree of elements with namespaces and offsets. What the message means is still to be read out of it. */
export function readBySaxes(text: string): SaxesNode | undefined {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: SaxesNode[] = []
  let root: SaxesNode | undefined
  let start = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentagstart', () => {
    start = parser.position
  })
  parser.on('opentag', ({ name, uri, attributes }) => {
    const values: Record<string, string> = {}
    for (const attribute of Object.values(attributes)) values[attribute.name] = attribute.value
    const node: SaxesNode = { name, uri, attributes: values, children: [], text: '', start, end: 0 }
    root ??= node
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('text', (piece) => {
    const node = open.at(-1)
    if (node !== undefined) node.text += piece
  })
  parser.on('closetag', () => {
    const node = open.pop()
    if (node !== undefined) node.end = parser.position
  })
  parser.write(text).close()
  return root
}
