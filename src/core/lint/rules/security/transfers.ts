import type { DecodedEnvelope, RpcStruct, RpcValue } from '../../../soap/index.js'
import { noElement, type XmlElement } from '../../../xml/index.js'

/** An argument that is the URL of a file. */
interface TransferUrl {
  readonly name: string
  readonly url: string
  readonly element: XmlElement
  /** Username or Password stand beside it. */
  readonly authenticated: boolean
}

const urlNames = new Set(['URL', 'SuccessURL', 'FailureURL', 'AnnounceURL', 'TransferURL'])

/** The URLs among the arguments of a message, also those of each operation of a ChangeDUState. */
export function transferUrls({ source, decoded }: DecodedEnvelope): readonly TransferUrl[] {
  const { document, element } = source
  if (element === noElement || !hasUrl(decoded)) return []
  const found: TransferUrl[] = []
  const collect = (parent: XmlElement): void => {
    const children = document.children(parent)
    const authenticated = children.some(
      (child) => /^(?:Username|Password)$/.test(document.localName(child)) && document.value(child) !== '',
    )
    for (const child of children) {
      const name = document.localName(child)
      if (urlNames.has(name)) {
        found.push({ name, url: document.value(child), element: child, authenticated })
      } else if (name === 'Operations') {
        collect(child)
      }
    }
  }
  collect(element)
  return found
}

/** Messages without a URL need no look at their elements: most have thousands of others. */
function hasUrl(decoded: RpcStruct): boolean {
  const operations = decoded['Operations']
  return [...urlNames].some((name) => decoded[name] !== undefined) || isList(operations)
}

function isList(value: RpcValue | undefined): value is readonly RpcValue[] {
  return Array.isArray(value)
}
