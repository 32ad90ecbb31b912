import { namespaceDeclarations } from '../../namespaces.js'
import { quoted } from '../../place.js'
import { noElement } from '../../../xml/index.js'
import type { EnvelopeRule } from '../../rule.js'

export const innerNamespaceDeclaration: EnvelopeRule = {
  kind: 'envelope',
  id: 'inner-namespace-declaration',
  severity: 'info',
  title: 'A namespace declared inside the Body.',
  reference:
    'practice: CPEs declare namespaces on inner elements, and servers that handle prefixes as text lose them',
  explanation:
    'It is legal, and a reader that knows namespaces does not notice. Readers that match text do: ' +
    'they look for the declarations on the Envelope, or for a prefix they know. Think of it when an ' +
    'ACS refuses every message of a device that looks right here.',
  wrong: `<cwmp:Reboot xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
  <CommandKey>now</CommandKey>
</cwmp:Reboot>`,
  right: `<cwmp:Reboot>
  <CommandKey>now</CommandKey>
</cwmp:Reboot>`,
  covers: ['field-10'],
  check: ({ source: { document, body } }, report) => {
    if (body === noElement) return
    const inner = namespaceDeclarations(document, document.contentStart(body), document.contentEnd(body))
    for (const { element, attribute, prefix, namespace } of inner) {
      const what = prefix === '' ? 'The default namespace' : `The prefix ${prefix}`
      const message = `${what} is declared on ${document.localName(element)} (${quoted(namespace)}), not on the Envelope.`
      report(message, { offset: attribute.start, length: attribute.end - attribute.start })
    }
  },
}
