/** Caps that keep reading linear and memory bounded whatever a peer sends. Reaching one is a defect, never an exception. */
export interface XmlLimits {
  /** Open elements at one time. */
  readonly depth: number
  /** Elements in the whole document. */
  readonly elements: number
  /** Attributes kept of one element; further ones are read over. */
  readonly attributesPerElement: number
  /** Characters of one attribute value. */
  readonly attributeLength: number
  /** Characters of an element's text; what follows is cut off. */
  readonly textLength: number
  /** Characters of an element or attribute name. */
  readonly nameLength: number
  /** Defects listed; further ones are only counted. */
  readonly defects: number
}

/** CWMP messages nest 8 deep; real GetParameterValues responses reach several megabytes and 100,000 elements. */
export const defaultXmlLimits: XmlLimits = {
  depth: 128,
  elements: 2_000_000,
  attributesPerElement: 256,
  attributeLength: 65_536,
  textLength: 67_108_864,
  nameLength: 1024,
  defects: 100,
}
