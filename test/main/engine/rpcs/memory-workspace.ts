import { emptySecretStore } from '../../empty-secret-store.js'
import { emptyTransferStore } from '../../empty-transfer-store.js'
import type { QueuedRpc, Workspace } from '../../../../src/main/engine/workspace/types.js'

/** A workspace that forgets everything with the process. Keeps copies, as a database does. */
export function memoryWorkspace(): Workspace {
  const rpcs = new Map<string, QueuedRpc>()
  const settings = new Map<string, string>()
  const unused = (): never => {
    throw new Error('not part of this stand-in')
  }
  return {
    setting: (key, fallback) => {
      const text = settings.get(key)
      return text === undefined ? fallback : JSON.parse(text)
    },
    setSetting: (key, value) => {
      settings.set(key, JSON.stringify(value))
    },
    credentials: unused,
    setCredentials: unused,
    devicesWithCredentials: () => [],
    saveRpc: (rpc) => {
      rpcs.set(rpc.id, structuredClone(rpc))
    },
    rpc: (id) => structuredClone(rpcs.get(id) ?? null),
    rpcs: (deviceId) => [...rpcs.values()].filter((rpc) => rpc.deviceId === deviceId).reverse(),
    forgetRpcs: (deviceId, keep) => {
      const ended = [...rpcs.values()].filter(
        (rpc) => rpc.deviceId === deviceId && rpc.state !== 'queued' && rpc.state !== 'sent',
      )
      for (const { id } of ended.slice(0, Math.max(0, ended.length - keep))) rpcs.delete(id)
    },
    unfinishedRpcs: () => [...rpcs.values()].filter(({ state }) => state === 'queued' || state === 'sent'),
    quirkChoices: () => [],
    saveQuirkChoices: unused,
    transfers: emptyTransferStore,
    secrets: emptySecretStore,
    close: () => undefined,
  }
}
