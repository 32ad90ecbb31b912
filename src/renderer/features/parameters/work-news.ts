import type { Rpc } from '../../../contract/index.js'
import { shortPath } from './paths.js'
import type { Notice, ParameterWorkState, RowChange } from './work-state.js'

/** What the news of a SetParameterValues change. */
export function newsOfSending(state: ParameterWorkState, rpc: Rpc): Partial<ParameterWorkState> {
  const ended = rpc.state !== 'queued' && rpc.state !== 'sent'
  const sending = ended ? without(state.sending, rpc.id) : new Map(state.sending).set(rpc.id, rpc)
  const list = rpc.arguments['ParameterList']
  const count = Array.isArray(list) ? list.length : 0
  const values = count === 1 ? '1 value' : `${count} values`
  switch (rpc.state) {
    case 'done':
      // Status 1: committed, but not yet applied (TR-069a6 A.3.2.1).
      return {
        sending,
        notice: {
          tone: 'good',
          text:
            rpc.result?.['Status'] === '1'
              ? `The CPE accepted ${values} and applies them later (Status 1), often after a reboot.`
              : `The CPE took ${values}.`,
        },
      }
    case 'failed':
      return {
        sending,
        notice: {
          tone: 'bad',
          text: rpc.fault
            ? `The CPE refused the whole SetParameterValues: ${rpc.fault.code} ${rpc.fault.string}. Nothing was set; the edits are still here.`
            : 'The session broke before the CPE answered. The edits are still here.',
        },
      }
    case 'cancelled':
      return {
        sending,
        notice: { tone: 'good', text: 'Taken back before it was sent. The edits are still here.' },
      }
    case 'queued':
    case 'sent':
      return { sending }
  }
}

/** What the news of AddObject, DeleteObject or an RPC about attributes change. */
export function newsOfChange(
  state: ParameterWorkState,
  change: RowChange,
  rpc: Rpc,
): Partial<ParameterWorkState> {
  const { path, method } = change
  const changes = without(state.changes, path)
  const what = `${method} ${shortPath(path)}`
  switch (rpc.state) {
    case 'queued':
    case 'sent':
      return { changes: new Map(state.changes).set(path, { ...change, rpc }) }
    case 'cancelled':
      return { changes, notice: { tone: 'good', text: `${what} taken back.` } }
    case 'failed':
      return {
        changes,
        notice: {
          tone: 'bad',
          text: `${what}: ${rpc.fault ? `the CPE refused with ${rpc.fault.code} ${rpc.fault.string}.` : 'the session broke before the CPE answered.'}`,
        },
      }
    case 'done':
      return { changes, notice: doneNotice(change, rpc) }
  }
}

function doneNotice({ method, path }: RowChange, rpc: Rpc): Notice | null {
  // Status 1: committed, but not yet applied (TR-069a6 A.3.2.6, A.3.2.7).
  const later =
    rpc.result?.['Status'] === '1' ? ' The CPE applies it later (Status 1), often after a reboot.' : ''
  switch (method) {
    case 'AddObject': {
      const number = rpc.result?.['InstanceNumber']
      if (typeof number !== 'string')
        return { tone: 'good', text: `${shortPath(path)} has a new instance.${later}` }
      const instance = `${path}${number}.`
      return { tone: 'good', text: `${shortPath(instance)} was added.${later}`, fetch: instance }
    }
    case 'DeleteObject':
      return { tone: 'good', text: `${shortPath(path)} was deleted.${later}` }
    // The row itself shows what came of these.
    case 'GetParameterAttributes':
    case 'SetParameterAttributes':
      return null
  }
}

/** A map without one of its keys. */
export function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}
