import type { MessageFacts, SessionFacts } from '../../../core/filter/index.js'
import type { Finding } from '../../../core/lint/index.js'
import type { Reading } from '../../../core/message/index.js'
import type { FindingCounts, MessageRecord, SessionRecord } from '../../../core/sessions/index.js'
import type { RpcValue } from '../../../core/soap/message.js'

/** A message as its bytes tell it. */
export interface StoredMessage {
  readonly connection: number
  readonly reading: Reading
}

/** What a filter may ask about a finding. */
export type FindingFacts = Pick<Finding, 'rule' | 'severity'>

/** What a filter may ask about a message; whatever needs its bytes is read only when a term asks for it. */
export class StoredMessageFacts implements MessageFacts {
  readonly marks: readonly string[] = []
  readonly notes: readonly string[] = []
  private lazyNames: Names | null = null
  private lazyMessage: StoredMessage | null = null

  constructor(
    private readonly record: MessageRecord,
    private readonly session: SessionRecord | null,
    private readonly read: () => StoredMessage | null,
    private readonly found: () => readonly FindingFacts[],
  ) {}

  get connection(): number | null {
    return this.message?.connection ?? null
  }

  get rpc(): MessageFacts['rpc'] {
    return this.record.rpc
  }

  get direction(): MessageFacts['direction'] {
    return this.record.direction
  }

  get kind(): MessageFacts['kind'] {
    return this.record.kind
  }

  get events(): readonly string[] {
    return this.record.rpc === 'Inform' && this.record.kind === 'request' ? (this.session?.events ?? []) : []
  }

  get faultCodes(): readonly string[] {
    const { fault } = this.record
    return fault === undefined ? [] : [fault.code, ...this.parameterFaults.map(({ code }) => code)]
  }

  get faultTexts(): readonly string[] {
    const { fault } = this.record
    return fault === undefined ? [] : [fault.string, ...this.parameterFaults.map(({ string }) => string)]
  }

  get status(): number | null {
    return this.record.httpStatus ?? null
  }

  get paths(): readonly string[] {
    return this.named.paths
  }

  get values(): readonly string[] {
    return this.named.values
  }

  get commandKeys(): readonly string[] {
    return this.named.commandKeys
  }

  get rules(): readonly string[] {
    return this.findingList.map(({ rule }) => rule)
  }

  get findings(): MessageFacts['findings'] {
    return countsOf(this.findingList)
  }

  get bytes(): number {
    return this.record.bytes
  }

  get durationMs(): number | null {
    return this.record.durationMs ?? null
  }

  get at(): number {
    return Date.parse(this.record.at)
  }

  private get message(): StoredMessage | null {
    this.lazyMessage ??= this.read()
    return this.lazyMessage
  }

  private get findingList(): readonly FindingFacts[] {
    return this.record.findings === 0 ? [] : this.found()
  }

  private get parameterFaults() {
    return this.message?.reading.envelope?.fault?.parameters ?? []
  }

  private get named(): Names {
    this.lazyNames ??= namesIn(this.message?.reading.envelope?.decoded)
    return this.lazyNames
  }
}

interface Names {
  readonly paths: string[]
  readonly values: string[]
  readonly commandKeys: string[]
}

/** Collects what the arguments of an RPC name, wherever it stands in them. */
function namesIn(
  value: RpcValue | undefined,
  names: Names = { paths: [], values: [], commandKeys: [] },
): Names {
  if (value === undefined || typeof value === 'string') return names
  if (Array.isArray(value)) {
    for (const item of value as readonly RpcValue[]) namesIn(item, names)
    return names
  }
  for (const [element, content] of Object.entries(value)) {
    if (typeof content !== 'string') {
      if (element === 'ParameterNames' && Array.isArray(content)) {
        for (const name of content as readonly RpcValue[])
          if (typeof name === 'string') names.paths.push(name)
      }
      namesIn(content, names)
    } else if (element === 'Name' || element === 'ParameterPath' || element === 'ObjectName') {
      names.paths.push(content)
    } else if (element === 'Value') {
      names.values.push(content)
    } else if (element === 'CommandKey' && content !== '') {
      names.commandKeys.push(content)
    }
  }
  return names
}

function countsOf(findings: readonly FindingFacts[]): FindingCounts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

/**
 * What a filter may ask about a session. `addresses` and `found` (findings of the session itself) are called only if a
 * term asks for them.
 */
export function sessionFacts(
  session: SessionRecord,
  addresses: () => readonly string[],
  found: () => readonly FindingFacts[],
): SessionFacts {
  const { id, deviceId, state, outcome, source, durationMs } = session
  return {
    id,
    deviceId,
    state,
    outcome,
    source,
    get addresses() {
      return addresses()
    },
    get rules() {
      return found().map(({ rule }) => rule)
    },
    get findings() {
      return countsOf(found())
    },
    durationMs,
    startedAt: Date.parse(session.startedAt),
    marks: [],
    notes: [],
  }
}
