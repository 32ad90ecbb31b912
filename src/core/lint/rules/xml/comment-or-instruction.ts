import { remove } from '../../edits.js'
import { elementAround } from '../../../soap/index.js'
import type { XmlDocument } from '../../../xml/index.js'
import { noElement } from '../../../xml/index.js'
import type { EnvelopeRule, Place } from '../../rule.js'

const marks = [
  { mark: '<!--', what: 'comment' },
  { mark: '<?', what: 'processing instruction' },
]

/** Looking at one place reads the element around it: hostile input must not make that many times the message. */
const placesLookedAt = 10

export const commentOrInstruction: EnvelopeRule = {
  kind: 'envelope',
  id: 'comment-or-instruction',
  severity: 'info',
  title: 'A comment or processing instruction inside the envelope.',
  reference: 'TR-069a6 3.5',
  explanation:
    'A receiver may ignore comments and processing instructions or refuse the envelope for them, so ' +
    'they have no place in a message. A comment inside a Value is worse: some readers take the text ' +
    'before it for the whole value. It is usually left over from debugging; take it out.',
  wrong: `<cwmp:Reboot>
  <!-- test bench 4 -->
  <CommandKey>now</CommandKey>
</cwmp:Reboot>`,
  right: `<cwmp:Reboot>
  <CommandKey>now</CommandKey>
</cwmp:Reboot>`,
  check: ({ source: { document } }, report) => {
    for (const { mark, what } of marks) {
      let at = document.text.indexOf(mark)
      for (let looked = 0; at >= 0 && looked < placesLookedAt; looked++) {
        const place = markupAt(document, at)
        if (place !== null) {
          report(`A ${what} stands inside the envelope.`, place, remove(`Take the ${what} out`, place))
        }
        at = document.text.indexOf(mark, at + mark.length)
      }
    }
  },
}

/** Where the comment or instruction that begins at an offset stands; null: it is text of a CDATA section, or outside. */
function markupAt(document: XmlDocument, offset: number): Place | null {
  const element = elementAround(document, offset)
  if (element === noElement) return null
  const found = document.contents(element).find(({ start }) => start === offset)
  if (found?.kind !== 'comment' && found?.kind !== 'instruction') return null
  return { offset, length: found.end - offset }
}
