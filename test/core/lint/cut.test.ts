import { describe, expect, it } from 'vitest'
import { type Finding, lintMessage } from '../../../src/core/lint/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'

/** A message that ends too early says so once; what it lacks, or holds in halves, is the cut's doing. */

const names =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"'

const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${names}>\n<s:Header><cwmp:ID s:mustUnderstand="1">7</cwmp:ID></s:Header>\n<s:Body>\n${content}\n</s:Body>\n</s:Envelope>`

const value = (name: string, text: string, type = 'string'): string =>
  `\n<ParameterValueStruct>\n<Name>${name}</Name>\n<Value xsi:type="xsd:${type}">${text}</Value>\n</ParameterValueStruct>`

const values = (list: readonly string[]): string =>
  `<ParameterList e:arrayType="cwmp:ParameterValueStruct[${list.length}]">${list.join('')}\n</ParameterList>`

const healthy = {
  Inform: envelope(
    `<cwmp:Inform>
<DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>A0123456</SerialNumber></DeviceId>
<Event e:arrayType="cwmp:EventStruct[3]">
<EventStruct><EventCode>4 VALUE CHANGE</EventCode><CommandKey></CommandKey></EventStruct>
<EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct>
<EventStruct><EventCode>M Download</EventCode><CommandKey>k</CommandKey></EventStruct>
</Event>
<MaxEnvelopes>1</MaxEnvelopes>
<CurrentTime>2026-11-22T10:00:00+00:00</CurrentTime>
<RetryCount>0</RetryCount>
${values([
  value('Device.RootDataModelVersion', '2.17'),
  value('Device.DeviceInfo.HardwareVersion', '1'),
  value('Device.DeviceInfo.SoftwareVersion', '2'),
  value('Device.DeviceInfo.ProvisioningCode', ''),
  value('Device.ManagementServer.ParameterKey', ''),
  value('Device.ManagementServer.ConnectionRequestURL', 'http://192.0.2.7:7547/cr'),
  value('Device.ManagementServer.AliasBasedAddressing', 'false', 'boolean'),
  value('Device.Time.CurrentLocalTime', '2026-11-22T10:00:00Z', 'dateTime'),
])}
</cwmp:Inform>`,
  ),
  SetParameterValues: envelope(
    `<cwmp:SetParameterValues>${values([value('Device.ManagementServer.PeriodicInformInterval', '300', 'unsignedInt')])}<ParameterKey>k</ParameterKey></cwmp:SetParameterValues>`,
  ),
  'a fault': envelope(
    '<s:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString></cwmp:Fault></detail></s:Fault>',
  ),
  Download: envelope(
    '<cwmp:Download><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>https://files.example/image</URL><Username></Username><Password></Password><FileSize>1000</FileSize><TargetFileName></TargetFileName><DelaySeconds>0</DelaySeconds><SuccessURL></SuccessURL><FailureURL></FailureURL></cwmp:Download>',
  ),
  ChangeDUState: envelope(
    '<cwmp:ChangeDUState><Operations xsi:type="cwmp:InstallOpStruct"><URL>https://files.example/unit</URL><UUID>01234567-89ab-cdef-0123-456789abcdef</UUID><Username></Username><Password></Password><ExecutionEnvRef></ExecutionEnvRef></Operations><CommandKey>k</CommandKey></cwmp:ChangeDUState>',
  ),
  GetRPCMethodsResponse: envelope(
    '<cwmp:GetRPCMethodsResponse><MethodList e:arrayType="xsd:string[3]"><string>GetRPCMethods</string><string>Inform</string><string>TransferComplete</string></MethodList></cwmp:GetRPCMethodsResponse>',
  ),
  SetParameterAttributes: envelope(
    '<cwmp:SetParameterAttributes><ParameterList e:arrayType="cwmp:SetParameterAttributesStruct[1]"><SetParameterAttributesStruct><Name>Device.DeviceInfo.UpTime</Name><NotificationChange>1</NotificationChange><Notification>0</Notification><AccessListChange>1</AccessListChange><AccessList e:arrayType="xsd:string[1]"><string>Subscriber</string></AccessList></SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>',
  ),
}

function findings(text: string): readonly Finding[] {
  const body = new TextEncoder().encode(text)
  const read = decodeEnvelope(body)
  return lintMessage({ head: null, body, kind: read.kind, envelope: read, framing: [], direction: null })
}

const rules = (text: string): readonly string[] => findings(text).map(({ rule }) => rule)

describe.each(Object.entries(healthy))('%s', (_name, whole) => {
  it('says of itself, cut off anywhere, no more than where it ends', () => {
    const before = new Set(rules(whole))
    const body = whole.indexOf('<s:Body>')
    const first = whole.indexOf('>', body + 10) + 1
    const made = new Map<string, string>()
    for (let end = first; end < whole.length - 1; end++) {
      const found = rules(whole.slice(0, end))
      if (!found.includes('truncated')) made.set('nothing', whole.slice(end - 30, end))
      for (const rule of found) {
        if (rule !== 'truncated' && !before.has(rule)) made.set(rule, whole.slice(end - 30, end))
      }
    }
    expect(Object.fromEntries(made)).toEqual({})
  })
})

describe('what stands before the cut', () => {
  const broken = healthy.Inform.replace('[8]', '[0008]')
    .replace('<MaxEnvelopes>1', '<MaxEnvelopes>2')
    .replace('Device.DeviceInfo.HardwareVersion', '.DeviceInfo.HardwareVersion')

  it('is judged as ever', () => {
    const found = rules(broken.slice(0, broken.indexOf('Device.DeviceInfo.SoftwareVersion') + 9))
    expect(found).toEqual(expect.arrayContaining(['max-envelopes', 'malformed-parameter-name', 'truncated']))
  })

  it('is judged in the last element, too, as far as that is whole', () => {
    const end =
      broken.indexOf('</Name>', broken.indexOf('.DeviceInfo.HardwareVersion')) + '</Name>\n<Va'.length
    expect(rules(broken.slice(0, end))).toContain('malformed-parameter-name')
  })

  it('a header that is not there was not cut off', () => {
    const headless = healthy.Inform.replace(/<s:Header>.*<\/s:Header>/, '')
    expect(rules(headless.slice(0, -200))).toContain('missing-cwmp-id')
  })
})
