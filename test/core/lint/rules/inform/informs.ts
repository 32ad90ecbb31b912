import type { Finding } from '../../../../../src/core/lint/index.js'
import { lintExample } from '../../example.js'

/** An event, or an event with its CommandKey. */
type EventLike = string | readonly [code: string, commandKey: string]

/** The parts of an Inform that a test changes; the rest is flawless. */
export interface InformParts {
  readonly deviceId?: Partial<Record<'Manufacturer' | 'OUI' | 'ProductClass' | 'SerialNumber', string>>
  readonly events?: readonly EventLike[]
  readonly maxEnvelopes?: string
  readonly currentTime?: string
  readonly retryCount?: string
  readonly parameters?: Readonly<Record<string, string>>
}

export const device2: Readonly<Record<string, string>> = {
  'Device.RootDataModelVersion': '2.17',
  'Device.DeviceInfo.HardwareVersion': 'A1',
  'Device.DeviceInfo.SoftwareVersion': '2.4.0',
  'Device.DeviceInfo.ProvisioningCode': '',
  'Device.ManagementServer.ParameterKey': '',
  'Device.ManagementServer.ConnectionRequestURL': 'http://192.0.2.7:7547/cr',
}

export const gateway: Readonly<Record<string, string>> = {
  'InternetGatewayDevice.DeviceSummary': 'InternetGatewayDevice:1.4[](Baseline:1)',
  'InternetGatewayDevice.DeviceInfo.SpecVersion': '1.0',
  'InternetGatewayDevice.DeviceInfo.HardwareVersion': 'A1',
  'InternetGatewayDevice.DeviceInfo.SoftwareVersion': '2.4.0',
  'InternetGatewayDevice.DeviceInfo.ProvisioningCode': '',
  'InternetGatewayDevice.ManagementServer.ParameterKey': '',
  'InternetGatewayDevice.ManagementServer.ConnectionRequestURL': 'http://192.0.2.7:7547/cr',
  'InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress': '192.0.2.7',
}

export function inform(parts: InformParts = {}): string {
  const events = parts.events ?? ['2 PERIODIC']
  const id = {
    Manufacturer: 'Example',
    OUI: '00D09E',
    ProductClass: 'Gateway',
    SerialNumber: 'A1',
    ...parts.deviceId,
  }
  const parameters = Object.entries(parts.parameters ?? device2)
  return `<cwmp:Inform><DeviceId>${Object.entries(id)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</DeviceId><Event soap-enc:arrayType="cwmp:EventStruct[${events.length}]">${events
    .map((event) => (typeof event === 'string' ? [event, ''] : event))
    .map(
      ([code, key]) =>
        `<EventStruct><EventCode>${code}</EventCode><CommandKey>${key}</CommandKey></EventStruct>`,
    )
    .join('')}</Event><MaxEnvelopes>${parts.maxEnvelopes ?? '1'}</MaxEnvelopes><CurrentTime>${
    parts.currentTime ?? '2026-11-22T10:00:00+01:00'
  }</CurrentTime><RetryCount>${parts.retryCount ?? '0'}</RetryCount><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[${
    parameters.length
  }]">${parameters
    .map(
      ([name, value]) =>
        `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct>`,
    )
    .join('')}</ParameterList></cwmp:Inform>`
}

/** The ids of all rules that say something of the Inform. */
export const rulesSaying = (parts: InformParts): readonly string[] =>
  lintExample(inform(parts)).map(({ rule }) => rule)

/** The findings of one rule. */
export const informFindings = (rule: string, parts: InformParts): readonly Finding[] =>
  lintExample(inform(parts)).filter((finding) => finding.rule === rule)

export const without = (
  parameters: Readonly<Record<string, string>>,
  ...ends: readonly string[]
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !ends.some((end) => name.endsWith(end))))
