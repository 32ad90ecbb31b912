import type { DeviceModel } from './model.js'
import { parameterAt, walk, type ModelTree } from './nodes.js'

/** Parameters every Inform carries (attribute forcedInform of the data models), where the CPE has them. */
export const forcedInformNames: Readonly<Record<DeviceModel['root'], readonly string[]>> = {
  Device: [
    'Device.RootDataModelVersion',
    'Device.DeviceSummary',
    'Device.DeviceInfo.HardwareVersion',
    'Device.DeviceInfo.SoftwareVersion',
    'Device.DeviceInfo.ProvisioningCode',
    'Device.ManagementServer.ParameterKey',
    'Device.ManagementServer.ConnectionRequestURL',
    'Device.ManagementServer.AliasBasedAddressing',
  ],
  InternetGatewayDevice: [
    'InternetGatewayDevice.DeviceSummary',
    'InternetGatewayDevice.DeviceInfo.SpecVersion',
    'InternetGatewayDevice.DeviceInfo.HardwareVersion',
    'InternetGatewayDevice.DeviceInfo.SoftwareVersion',
    'InternetGatewayDevice.DeviceInfo.ProvisioningCode',
    'InternetGatewayDevice.ManagementServer.ParameterKey',
    'InternetGatewayDevice.ManagementServer.ConnectionRequestURL',
    'InternetGatewayDevice.ManagementServer.AliasBasedAddressing',
  ],
}

const externalAddress =
  /^InternetGatewayDevice\.WANDevice\.\d+\.WANConnectionDevice\.\d+\.WAN(?:IP|PPP)Connection\.\d+\.ExternalIPAddress$/

/** The forced parameters this tree has; for a gateway of TR-098 also the address of its default connection. */
export function forcedInformParameters(root: DeviceModel['root'], tree: ModelTree): readonly string[] {
  const paths = forcedInformNames[root].filter((path) => parameterAt(tree, path) !== null)
  if (root === 'Device') return paths
  const address = defaultConnectionAddress(tree)
  return address === null ? paths : [...paths, address]
}

function defaultConnectionAddress(tree: ModelTree): string | null {
  const service =
    parameterAt(tree, 'InternetGatewayDevice.Layer3Forwarding.DefaultConnectionService')?.value ?? ''
  const named = `${service.replace(/\.$/, '')}.ExternalIPAddress`
  if (parameterAt(tree, named) !== null) return named
  let first: string | null = null
  let connected: string | null = null
  walk(tree, '', (path, node) => {
    if (node.kind !== 'parameter' || !externalAddress.test(path)) return
    first ??= path
    if (node.value !== '' && node.value !== '0.0.0.0') connected ??= path
  })
  return connected ?? first
}
