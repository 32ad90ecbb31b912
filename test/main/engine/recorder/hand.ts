import type { JournalFact } from '../../../../src/core/journal/index.js'
import type { Recorder } from '../../../../src/main/engine/recorder/index.js'

/** Hands a fact to a recorder as its owner would. */
export function hand(recorder: Recorder, fact: JournalFact): Promise<void> {
  switch (fact.type) {
    case 'request':
      return recorder.request(fact.request)
    case 'binding':
      return recorder.bind(fact.binding)
    case 'response':
      return recorder.response(fact.response)
    case 'event':
      return recorder.event(fact.event)
  }
}
