import { buildModel, type DeviceModel, type ModelEntry } from '../../../src/core/model/index.js'

const object = (path: string, writable = false): ModelEntry => ({ path, writable, object: true })
const parameter = (
  path: string,
  type: string,
  value: string,
  writable = true,
  more: Partial<Extract<ModelEntry, { object: false }>> = {},
): ModelEntry => ({ path, writable, object: false, type, value, ...more })

/** A tree small enough to know by heart. */
export function smallModel(): DeviceModel {
  const reading = buildModel(
    'small',
    [
      object('Device.'),
      object('Device.DeviceInfo.'),
      parameter('Device.DeviceInfo.SoftwareVersion', 'string', '1.0', false),
      parameter('Device.DeviceInfo.ProvisioningCode', 'string', '', true, { constraint: { maxLength: 8 } }),
      object('Device.ManagementServer.'),
      parameter('Device.ManagementServer.ParameterKey', 'string', '', false),
      parameter('Device.ManagementServer.Password', 'string', 'secret'),
      parameter('Device.ManagementServer.PeriodicInformInterval', 'unsignedInt', '300', true, {
        constraint: { minimum: 1 },
      }),
      object('Device.NAT.'),
      parameter('Device.NAT.PortMappingNumberOfEntries', 'unsignedInt', '2', false),
      object('Device.NAT.PortMapping.', true),
      object('Device.NAT.PortMapping.1.', true),
      parameter('Device.NAT.PortMapping.1.Enable', 'boolean', '1'),
      parameter('Device.NAT.PortMapping.1.Protocol', 'string', 'UDP', true, {
        constraint: { enumeration: ['TCP', 'UDP'] },
      }),
      object('Device.NAT.PortMapping.4.', true),
      parameter('Device.NAT.PortMapping.4.Enable', 'boolean', 'true'),
      parameter('Device.NAT.PortMapping.4.Protocol', 'string', 'TCP'),
      object('Device.Empty.'),
      object('Device.Time.'),
      parameter('Device.Time.Start', 'dateTime', '0001-01-01T00:00:00Z'),
      parameter('Device.Time.Offset', 'int', '-60'),
    ],
    { oui: '0255AA', serialNumber: 'S' },
  )
  if (!reading.ok) throw new Error(reading.message)
  return reading.model
}
