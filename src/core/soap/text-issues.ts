import type { DecodedText, XmlDocument, XmlEncoding } from '../xml/index.js'
import type { Issue } from './issues.js'
import { IssueList } from './issues.js'

/** A text that nobody had to decode. */
export function textOf(source: string): DecodedText {
  const marked = source.charCodeAt(0) === 0xfeff
  return { text: source, encoding: 'utf-8', decidedBy: marked ? 'byte-order-mark' : 'default', defects: [] }
}

/** What is to be said of a message's bytes and of its text as XML, before anything is known of envelopes in it. */
export function issuesOfText(read: DecodedText, document: XmlDocument): readonly Issue[] {
  const hasMark = read.decidedBy === 'byte-order-mark'
  if (!hasMark && read.defects.length === 0 && document.defects.length === 0) return []
  const issues = new IssueList(document)
  if (hasMark) issues.add('byte-order-mark', markMessage(read.encoding, document), 0, 0)
  issues.addDefects(read.defects)
  issues.addDefects(document.defects)
  if (document.suppressedDefects > 0) {
    const message = `${document.suppressedDefects} further defects of the XML are not listed.`
    issues.add('more-defects', message, document.text.length, 0)
  }
  return issues.list()
}

function markMessage(encoding: XmlEncoding, document: XmlDocument): string {
  const mark = `The message begins with the byte order mark of ${encoding.toUpperCase()}`
  const declared = document.declaration?.encoding?.toLowerCase()
  const agrees = declared === undefined || encoding.startsWith(declared)
  return agrees
    ? `${mark}.`
    : `${mark}, but its XML declaration says "${declared.slice(0, 40)}"; the mark counts.`
}
