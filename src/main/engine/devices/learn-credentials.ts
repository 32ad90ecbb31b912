import { structs } from '../../../core/tree/index.js'
import type { QueuedRpc, Workspace } from '../workspace/types.js'

/** A pair of every root that reads back empty: the moment it is set is the only one to learn it. */
const credential = /\.ManagementServer\.ConnectionRequest(Username|Password)$/

/**
 * Keeps what the CPE is called with when a SetParameterValues of ours changed it and the CPE agreed, so that the
 * next connection request is right without anybody typing it twice.
 */
export function learnCredentials(workspace: Workspace, rpc: QueuedRpc): void {
  if (rpc.method !== 'SetParameterValues' || rpc.state !== 'done') return
  const learnt = new Map<string, string>()
  for (const { Name: name, Value: value } of structs(rpc.arguments['ParameterList'])) {
    const which = typeof name === 'string' ? credential.exec(name)?.[1] : undefined
    if (which !== undefined && typeof value === 'string') learnt.set(which, value)
  }
  if (learnt.size === 0) return
  const known = workspace.credentials(rpc.deviceId)
  workspace.setCredentials(rpc.deviceId, {
    connectionRequestUsername: learnt.get('Username') ?? known?.connectionRequestUsername ?? '',
    connectionRequestPassword: learnt.get('Password') ?? known?.connectionRequestPassword ?? '',
  })
}
