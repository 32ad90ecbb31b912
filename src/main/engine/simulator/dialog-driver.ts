import {
  cpeStep,
  idleCpe,
  type AcsMessage,
  type CpeAnswer,
  type CpeCommand,
  type CpeEvent,
  type CpeRequest,
} from '../../../core/dialog/index.js'
import {
  decodeEnvelope,
  encodeEnvelope,
  versionHeard,
  type CwmpVersion,
  type ReadingRule,
  type OutgoingMessage,
} from '../../../core/soap/index.js'
import { AcsConnectionError, type AcsAnswer, type AcsConnection } from './acs-connection.js'

export type PerformCommand = Extract<CpeCommand, { type: 'perform' }>

export interface DialogOptions {
  readonly connection: AcsConnection
  readonly inform: CpeRequest
  readonly requests: readonly CpeRequest[]
  /** Does what the ACS asks. */
  perform(command: PerformCommand): CpeAnswer
  /** The ACS answered a request of ours; `fault` says how it refused it. */
  onAnswered(request: CpeRequest, fault: string | null): void
}

export interface DialogEnd {
  readonly ok: boolean
  readonly reason: string
  readonly unreachable: boolean
}

/** Runs one session: gives the dialog's commands hands, and its events eyes. Never throws for what an ACS does. */
export async function runDialog(options: DialogOptions): Promise<DialogEnd> {
  const { connection, inform, requests } = options
  let unreachable = false
  let step = cpeStep(idleCpe, { type: 'open', inform, requests })
  /** The ACS answers in a namespace of its choice; from then on a CPE speaks no newer one. */
  let version: CwmpVersion = inform.version

  async function exchange(envelope: OutgoingMessage | null): Promise<CpeEvent> {
    try {
      const text = envelope === null ? null : encodeEnvelope({ ...envelope, version })
      const answer = await connection.post(text)
      const message = readAnswer(answer)
      if (message.kind === 'envelope') version = versionHeard(version, message.envelope) ?? version
      return { type: 'http-response', status: answer.status, message }
    } catch (error) {
      if (!(error instanceof AcsConnectionError)) throw error
      unreachable = error.unreachable
      return { type: 'transport-failed', reason: error.message }
    }
  }

  for (;;) {
    let event: CpeEvent | null = null
    for (const command of step.commands) {
      switch (command.type) {
        case 'answered':
          options.onAnswered(command.request, command.fault)
          break
        case 'perform':
          event = { type: 'performed', answer: options.perform(command) }
          break
        case 'post':
          event = await exchange(command.envelope)
          break
        case 'end':
          return { ok: command.ok, reason: command.reason, unreachable }
      }
    }
    if (event === null) throw new Error('The dialog gave no command to go on with.')
    step = cpeStep(step.state, event)
  }
}

function readAnswer({ status, body, contentType }: AcsAnswer): AcsMessage {
  if (body.length === 0 || status === 204) return { kind: 'empty' }
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]
  const envelope = decodeEnvelope(body, charset === undefined ? {} : { charset })
  const damage = envelope.issues.find(({ rule }) => malformed.has(rule))
  if (damage !== undefined) return { kind: 'unreadable', reason: damage.message }
  // A method nobody knows is a request all the same, and gets fault 9000.
  if (envelope.ok || envelope.kind === 'fault' || envelope.rpc !== null) return { kind: 'envelope', envelope }
  return { kind: 'unreadable', reason: envelope.issues[0]?.message ?? 'there is no CWMP message in it' }
}

/** Defects that make a document not well-formed: a CPE gives the session up (TR-069a6 3.7.1.4). */
const malformed: ReadonlySet<string> = new Set<ReadingRule>([
  'raw-ampersand',
  'raw-less-than',
  'unknown-entity',
  'mismatched-end-tag',
  'stray-end-tag',
  'missing-end-tag',
])
