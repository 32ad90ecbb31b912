import {
  reachParameters,
  type ReachFacts,
  type ReachParameter,
} from '../../../core/connection-request/index.js'
import type { CaptureReader } from '../store/types.js'

/** Longer than a ManagementServer object with what is below it. */
const enough = 1_000

/** What a capture knows of how a CPE can be called. */
export async function knownReachFacts(
  reader: Pick<CaptureReader, 'device' | 'parameters'>,
  deviceId: string,
): Promise<{ readonly facts: ReachFacts; readonly ip: string | null }> {
  const device = await reader.device(deviceId)
  if (device === null) return { facts: {}, ip: null }
  const facts: Partial<Record<ReachParameter, string>> = {}
  const object = `${device.root ?? 'Device'}.ManagementServer.`
  const page = await reader.parameters(deviceId, { prefix: object, limit: enough })
  for (const { path, value, state } of page?.items ?? []) {
    const name = reachParameters.find((one) => path === object + one)
    if (name !== undefined && value !== null && state !== 'deleted') facts[name] = value
  }
  if (device.connectionRequestUrl !== null) facts.ConnectionRequestURL = device.connectionRequestUrl
  return { facts, ip: device.ip }
}
