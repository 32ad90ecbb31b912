import type { EnvelopeSource } from '../../../src/core/soap/index.js'
import { noElement, readXml } from '../../../src/core/xml/index.js'

/** Of an envelope that a test makes up by hand: it was read from nothing. */
export const noSource: EnvelopeSource = {
  document: readXml(''),
  envelope: noElement,
  header: noElement,
  body: noElement,
  element: noElement,
}
