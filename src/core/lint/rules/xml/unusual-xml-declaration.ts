import { replaceWith } from '../../edits.js'
import type { EnvelopeRule } from '../../rule.js'

export const unusualXmlDeclaration: EnvelopeRule = {
  kind: 'envelope',
  id: 'unusual-xml-declaration',
  severity: 'info',
  title: 'The XML declaration is in single quotes, or says standalone="no".',
  reference: 'practice: a CPE of a Chinese operator and easycwmp send it; both forms are legal XML',
  explanation:
    'Both are legal and mean nothing here. They matter where the receiver does not parse the ' +
    'declaration but compares it: a hand-written reader may look for double quotes, fail to see the ' +
    'charset, and read letters outside ASCII wrongly. Nothing to do unless values come out garbled.',
  wrong: `<?xml version='1.0' encoding='UTF-8' standalone='no'?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-43'],
  check: ({ source: { document, envelope } }, report) => {
    // A further envelope of the same text has no part in it.
    if (document.roots[0] !== undefined && document.roots[0] !== envelope) return
    const found = /<\?xml\s[^<>]*?\?>/.exec(document.text.slice(0, 512))
    if (found === null) return
    const [written] = found
    const single = written.includes("'")
    const standalone = document.declaration?.standalone === 'no'
    if (!single && !standalone) return
    const usual = written.replaceAll("'", '"').replace(/\s+standalone\s*=\s*"[^"]*"/, '')
    const what = [single ? 'is in single quotes' : '', standalone ? 'says standalone="no"' : '']
    const message = `The XML declaration ${what.filter((part) => part !== '').join(' and ')}.`
    const place = { offset: found.index, length: written.length }
    report(message, place, replaceWith('Write it as usual', place, usual))
  },
}
