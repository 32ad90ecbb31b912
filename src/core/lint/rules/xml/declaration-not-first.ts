import { remove } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const declarationNotFirst: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'declaration-not-first',
  severity: 'error',
  title: 'Something stands before the XML declaration, which makes it illegal.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'White space or anything else before `<?xml` makes the document malformed: strict parsers stop at' +
    ' once, tolerant ones skip it. CPEs do it whose firmware builds the message from a template that ' +
    'begins with a line end. Take away what stands before the declaration, or leave the declaration ' +
    'out, which UTF-8 allows.',
  wrong: `
<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-16'],
  fix: (place, { source }) => {
    const before = source.document.text.slice(0, place.offset)
    if (before.trimStart().startsWith('<?xml')) return remove('Take the second declaration out', place)
    if (before.includes('<')) return null
    return remove('Take out what stands before the declaration', { offset: 0, length: place.offset })
  },
}
