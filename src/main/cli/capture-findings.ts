import { resolve } from 'node:path'
import type { DefinitionOf, Finding } from '../../core/lint/index.js'
import { readMessage } from '../../core/message/index.js'
import {
  Projector,
  type DeviceRecord,
  type MessageRecord,
  type SessionRecord,
} from '../../core/sessions/index.js'
import { ParameterTree } from '../../core/tree/index.js'

/** Everything there is to say of a capture. */
export interface CaptureFindings {
  readonly messages: ReadonlyMap<string, MessageRecord>
  readonly sessions: ReadonlyMap<string, SessionRecord>
  readonly findings: readonly Finding[]
  /** The text of a message's body that offsets count in. */
  readonly textOf: (messageId: string) => string
  close(): void
}

/**
 * Judges a capture by the rules of this program, whatever the one that recorded it found: the journal is projected
 * anew, and the file stays as it is. Throws a `CaptureError` for what is no capture.
 */
export async function judgeCapture(path: string, definitionOf?: DefinitionOf): Promise<CaptureFindings> {
  const { inflate, openJournal } = await import('../engine/store/index.js')
  const journal = openJournal(resolve(path))
  const messages = new Map<string, MessageRecord>()
  const sessions = new Map<string, SessionRecord>()
  const devices = new Map<string, DeviceRecord>()
  const ofMessages: Finding[] = []
  const ofSessions = new Map<string, readonly Finding[]>()
  const trees = new Map<string, ParameterTree>()
  const projector = new Projector({
    captureId: journal.captureId,
    inflate,
    ...(definitionOf === undefined ? {} : { definitionOf }),
    devices: {
      tree: (deviceId) => {
        const tree = trees.get(deviceId) ?? new ParameterTree()
        trees.set(deviceId, tree)
        return tree
      },
      device: (deviceId) => devices.get(deviceId) ?? null,
    },
  })
  try {
    for (const entry of journal.entries(1)) {
      for (const projection of projector.apply(entry)) {
        switch (projection.type) {
          case 'message':
            messages.set(projection.message.id, projection.message)
            break
          case 'session':
            sessions.set(projection.session.id, projection.session)
            break
          case 'device':
            devices.set(projection.device.id, projection.device)
            break
          case 'finding':
            ofMessages.push(projection.finding)
            break
          case 'session-findings':
            ofSessions.set(projection.sessionId, projection.findings)
            break
          case 'parameters':
            break
          default:
            projection satisfies never
        }
      }
    }
  } catch (error) {
    journal.close()
    throw error
  }
  return {
    messages,
    sessions,
    findings: [...ofMessages, ...[...ofSessions.values()].flat()],
    textOf: (messageId) => {
      const [, exchange, side] = /\.(\d+)\.([qr])$/.exec(messageId) ?? []
      if (exchange === undefined || (side !== 'q' && side !== 'r')) return ''
      const wire = journal.bytes(Number(exchange), side)
      if (wire === null) return ''
      const of =
        side === 'q'
          ? ({ side: 'request', complete: true } as const)
          : ({ side: 'response', requestMethod: null } as const)
      return readMessage(wire, of, inflate).envelope?.source.document.text ?? ''
    },
    close: () => {
      journal.close()
    },
  }
}
