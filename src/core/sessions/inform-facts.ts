import type { RpcStruct } from '../soap/message.js'
import { structs, text } from '../tree/rpc-values.js'

/** One event of an Inform. */
export interface InformEvent {
  readonly code: string
  readonly commandKey: string
}

/** They are read once, whatever number of rules ask. */
const known = new WeakMap<RpcStruct, readonly InformEvent[]>()

/** The events of an Inform, in its order. White space around codes and keys is not part of them. */
export function informEvents(inform: RpcStruct): readonly InformEvent[] {
  let events = known.get(inform)
  if (events === undefined) {
    events = structs(inform['Event']).map((event) => ({
      code: text(event['EventCode']).trim(),
      commandKey: text(event['CommandKey']).trim(),
    }))
    known.set(inform, events)
  }
  return events
}

/** How often the CPE has tried before, as it says; null: it does not say a number. */
export function retryCountOf(inform: RpcStruct): number | null {
  const written = text(inform['RetryCount']).trim()
  return /^\d{1,10}$/.test(written) ? Number(written) : null
}
