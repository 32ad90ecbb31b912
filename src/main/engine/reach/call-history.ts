import { z } from 'zod'
import type { ReachMethod } from '../../../core/connection-request/index.js'
import type { Workspace } from '../workspace/types.js'

/** How CPEs could be called last: what worked is tried first again. */
export interface CallHistory {
  of(deviceId: string): { readonly lastWorked: ReachMethod | null; readonly failed: ReadonlySet<ReachMethod> }
  note(deviceId: string, method: ReachMethod, worked: boolean): void
}

const methodSchema = z.enum(['http', 'udp', 'xmpp']).nullable().catch(null)

/** What worked outlives a restart; what failed may work by then. */
export function createCallHistory(workspace: Pick<Workspace, 'setting' | 'setSetting'>): CallHistory {
  const failed = new Map<string, Set<ReachMethod>>()
  const key = (deviceId: string) => `reach.worked:${deviceId}`
  const lastWorked = (deviceId: string) => methodSchema.parse(workspace.setting<unknown>(key(deviceId), null))
  return {
    of: (deviceId) => ({ lastWorked: lastWorked(deviceId), failed: failed.get(deviceId) ?? new Set() }),
    note(deviceId, method, worked) {
      const failures = failed.get(deviceId) ?? new Set<ReachMethod>()
      if (!worked) {
        failed.set(deviceId, failures.add(method))
        return
      }
      failures.delete(method)
      if (lastWorked(deviceId) !== method) workspace.setSetting(key(deviceId), method)
    },
  }
}
