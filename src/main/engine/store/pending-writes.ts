import type { DeviceRecord, MessageRecord, Projection, SessionRecord } from '../../../core/sessions/index.js'
import type { Finding } from '../../../core/lint/index.js'
import type { PendingProjections, StoredChange } from './projection-tables.js'

/**
 * Projections that are not written yet. A session of eight messages changes its record sixteen times; collected here
 * for a moment it is written once.
 */
export class PendingWrites implements PendingProjections {
  readonly sessions = new Map<string, SessionRecord>()
  readonly messages = new Map<string, { readonly seq: number; readonly message: MessageRecord }>()
  readonly devices = new Map<string, DeviceRecord>()
  readonly changes: StoredChange[] = []
  readonly findings: Finding[] = []
  readonly sessionFindings = new Map<string, readonly Finding[]>()

  add(seq: number, projections: readonly Projection[]): void {
    for (const projection of projections) {
      switch (projection.type) {
        case 'session':
          this.sessions.set(projection.session.id, projection.session)
          break
        case 'message': {
          const { message } = projection
          this.messages.set(message.id, { seq: this.messages.get(message.id)?.seq ?? seq, message })
          break
        }
        case 'device':
          this.devices.set(projection.device.id, projection.device)
          break
        case 'parameters':
          for (const change of projection.changes) {
            this.changes.push({ deviceId: projection.deviceId, seq, at: projection.at, change })
          }
          break
        case 'finding':
          this.findings.push(projection.finding)
          break
        case 'session-findings':
          this.sessionFindings.set(projection.sessionId, projection.findings)
          break
        default:
          projection satisfies never
      }
    }
  }

  /** Forgets the oldest changes: they are written. */
  dropChanges(count: number): void {
    this.changes.splice(0, count)
  }

  get size(): number {
    return (
      this.sessions.size +
      this.messages.size +
      this.devices.size +
      this.changes.length +
      this.findings.length +
      this.sessionFindings.size
    )
  }

  clear(): void {
    this.sessions.clear()
    this.messages.clear()
    this.devices.clear()
    this.changes.length = 0
    this.findings.length = 0
    this.sessionFindings.clear()
  }
}
