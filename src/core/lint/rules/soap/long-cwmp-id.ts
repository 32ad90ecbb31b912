import { headerElements } from '../../header-elements.js'
import { contentOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

/** Characters. */
const longest = 32

export const longCwmpId: EnvelopeRule = {
  kind: 'envelope',
  id: 'long-cwmp-id',
  severity: 'info',
  title: 'The cwmp:ID has more than 32 characters.',
  reference: 'TR-069a6 Table 4 (string(32); cwmp-1-2.xsd sets no limit)',
  explanation:
    "The specification's table gives the ID 32 characters, the schema sets no limit, and UUIDs with " +
    'dashes have 36. Receivers take longer ones as a rule. If a device answers with another ID than ' +
    'it was asked with, compare the first 32 characters: it has cut the rest off.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">f81d4fae-7dec-11d0-a765-00a0c91e6bf6</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">f81d4fae7dec11d0a76500a0c91e6bf6</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  check: ({ source, header }, report) => {
    const length = [...(header.id ?? '')].length
    if (length <= longest) return
    for (const { name, element } of headerElements(source)) {
      if (name !== 'ID') continue
      report(
        `The cwmp:ID has ${length} characters, more than ${longest}.`,
        contentOf(source.document, element),
      )
    }
  },
}
