import type { DeviceIdentity } from '../dialog/device-id.js'
import type { ParameterTree } from '../tree/index.js'
import type { DeviceRecord, IsoTime } from './records.js'

/** What an Inform says of a device beside its parameters. */
export interface InformFacts {
  readonly id: string
  readonly identity: DeviceIdentity
  readonly ip: string
  readonly at: IsoTime
  readonly cwmpVersion: string | null
}

/** A device's record from its Inform and its tree. Its root is the object that has the DeviceInfo. */
export function deviceFromInform(inform: InformFacts, tree: ParameterTree): DeviceRecord {
  return withTreeFacts(
    {
      ...inform.identity,
      id: inform.id,
      root: null,
      softwareVersion: null,
      ip: inform.ip,
      lastInform: inform.at,
      cwmpVersion: inform.cwmpVersion,
      parameterCount: 0,
      periodicInformInterval: null,
      connectionRequestUrl: null,
    },
    tree,
  )
}

/** The same device after its tree has changed; the same object if nothing of it shows. */
export function withTreeFacts(device: DeviceRecord, tree: ParameterTree): DeviceRecord {
  const root = rootOf(tree)
  const value = (path: string): string | null => {
    const node = root === null ? null : tree.node(`${root}.${path}`)
    return node === null || node.deleted ? null : node.value
  }
  const interval = value('ManagementServer.PeriodicInformInterval') ?? ''
  const enabled = !/^\s*(0|false)\s*$/i.test(value('ManagementServer.PeriodicInformEnable') ?? '1')
  const next: DeviceRecord = {
    ...device,
    root,
    softwareVersion: value('DeviceInfo.SoftwareVersion'),
    parameterCount: tree.parameterCount,
    periodicInformInterval: enabled && /^\s*\d+\s*$/.test(interval) ? Number(interval) : null,
    connectionRequestUrl: value('ManagementServer.ConnectionRequestURL') || null,
  }
  return sameDevice(device, next) ? device : next
}

function sameDevice(left: DeviceRecord, right: DeviceRecord): boolean {
  return (
    left.root === right.root &&
    left.softwareVersion === right.softwareVersion &&
    left.parameterCount === right.parameterCount &&
    left.periodicInformInterval === right.periodicInformInterval &&
    left.connectionRequestUrl === right.connectionRequestUrl
  )
}

/** Hybrids occur (TR-098 names under `Device.`): the root with more below it wins. */
function rootOf(tree: ParameterTree): DeviceRecord['root'] {
  const device = tree.node('Device.')
  const gateway = tree.node('InternetGatewayDevice.')
  const sizes = { device: device?.parametersBelow ?? 0, gateway: gateway?.parametersBelow ?? 0 }
  if (sizes.device === 0 && sizes.gateway === 0) {
    if (gateway !== null && !gateway.deleted) return 'InternetGatewayDevice'
    return device !== null && !device.deleted ? 'Device' : null
  }
  return sizes.gateway >= sizes.device ? 'InternetGatewayDevice' : 'Device'
}
