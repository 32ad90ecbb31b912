import type { HttpHead } from '../../core/http/index.js'
import type { JournalFact } from '../../core/journal/index.js'
import type { DefinitionOf, Finding } from '../../core/lint/index.js'
import { Projector, type MessageRecord, type SessionRecord } from '../../core/sessions/index.js'
import { ParameterTree } from '../../core/tree/index.js'
import { inflate, type RawMessage } from './raw-messages.js'

/** What is said of an HTTP message because of its neighbours. */
export interface PlacedMessage {
  readonly record: MessageRecord
  readonly findings: readonly Finding[]
}

/** What the HTTP messages of one file say to each other. */
export interface FileConversation {
  /** By the message's place in the list that was given. */
  readonly messages: ReadonlyMap<number, PlacedMessage>
  /** Places by message id: a record names the message it is paired with. */
  readonly places: ReadonlyMap<string, number>
  readonly sessions: readonly FileSession[]
}

export interface FileSession {
  readonly record: SessionRecord
  /** Of the session itself. */
  readonly findings: readonly Finding[]
}

const captureId = 'file'

/**
 * Puts the HTTP messages of a file into sessions, as if they had been recorded: the same code judges both. A file
 * says nothing of times and connections; one is assumed for each Inform that opens a session.
 */
export function converse(raw: readonly RawMessage[], definitionOf?: DefinitionOf): FileConversation {
  const records = new Map<string, MessageRecord>()
  const findings = new Map<string, Finding[]>()
  const sessions = new Map<string, SessionRecord>()
  const ofSessions = new Map<string, readonly Finding[]>()
  const places = new Map<string, number>()
  const feed = new Feed((fact) => {
    for (const projection of projector.apply({ seq: (seq += 1), ...fact })) {
      switch (projection.type) {
        case 'message':
          records.set(projection.message.id, projection.message)
          break
        case 'session':
          sessions.set(projection.session.id, projection.session)
          break
        case 'session-findings':
          ofSessions.set(projection.sessionId, projection.findings)
          break
        case 'finding': {
          const id = projection.finding.messageId ?? ''
          const known = findings.get(id)
          if (known === undefined) findings.set(id, [projection.finding])
          else known.push(projection.finding)
          break
        }
        case 'device':
        case 'parameters':
          break
        default:
          projection satisfies never
      }
    }
  })
  const trees = new Map<string, ParameterTree>()
  let seq = 0
  const projector = new Projector({
    captureId,
    inflate,
    ...(definitionOf === undefined ? {} : { definitionOf }),
    devices: {
      tree: (deviceId) => {
        const tree = trees.get(deviceId) ?? new ParameterTree()
        trees.set(deviceId, tree)
        return tree
      },
      device: () => null,
    },
  })
  for (const [place, message] of raw.entries()) {
    if (message.wire === null || message.head === null) continue
    places.set(feed.take(message.wire, message.head, opensSession(message)), place)
  }
  feed.end()
  const messages = new Map<number, PlacedMessage>()
  for (const [id, place] of places) {
    const record = records.get(id)
    if (record !== undefined) messages.set(place, { record, findings: findings.get(id) ?? [] })
  }
  return {
    messages,
    places,
    sessions: [...sessions.values()].map((record) => ({ record, findings: ofSessions.get(record.id) ?? [] })),
  }
}

function opensSession({ body }: RawMessage): boolean {
  return /<[\w.-]*:?Inform[\s>]/.test(Buffer.from(body.subarray(0, 16_384)).toString('latin1'))
}

/** Hands messages to a projector as journal entries. A millisecond passes with each. */
class Feed {
  #exchange = 0
  #connection = 0
  #now = 0
  /** The request that has no response yet. */
  #unanswered: number | null = null
  /** The last answer wants the same request again. */
  #wantsAgain = false

  constructor(private readonly apply: (fact: JournalFact) => void) {}

  /** Returns the id the message gets. */
  take(
    wire: { readonly head: Uint8Array; readonly body: Uint8Array },
    head: HttpHead,
    opens: boolean,
  ): string {
    return head.status === undefined ? this.#request(wire, opens) : this.#response(wire, head.status)
  }

  /** What is open stays so: the file ends here, and nobody knows how it went on. */
  end(): void {
    this.apply({ type: 'event', event: { type: 'capture-opened', at: this.#tick() } })
  }

  #request(wire: { readonly head: Uint8Array; readonly body: Uint8Array }, opens: boolean): string {
    this.#exchange += 1
    if (this.#connection === 0 || (opens && !this.#wantsAgain)) this.#connection += 1
    this.#unanswered = this.#exchange
    this.apply({
      type: 'request',
      request: {
        exchange: this.#exchange,
        connection: this.#connection,
        source: 'import',
        remote: `file-${this.#connection}:1`,
        local: 'file:1',
        startedAt: this.#tick(),
        endedAt: this.#tick(),
        complete: true,
        ...wire,
      },
    })
    return `${captureId}.${this.#exchange}.q`
  }

  #response(wire: { readonly head: Uint8Array; readonly body: Uint8Array }, status: number): string {
    const exchange = this.#unanswered ?? (this.#exchange += 1)
    this.#unanswered = null
    this.#wantsAgain =
      status === 401 ||
      (status >= 300 && status < 400) ||
      Buffer.from(wire.body.subarray(0, 16_384)).includes('>8005<')
    this.apply({ type: 'response', response: { exchange, at: this.#tick(), ...wire } })
    return `${captureId}.${exchange}.r`
  }

  #tick(): number {
    this.#now += 1000
    return this.#now
  }
}
