import type { ReadingRuleDefinition } from '../../rule.js'

export const missingValueType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-value-type',
  severity: 'warning',
  title: 'A Value without xsi:type.',
  reference: 'cwmp-1-2.xsd ParameterValueStruct (anySimpleType)',
  explanation:
    'The schema leaves the type of a Value open, so the sender must say it by xsi:type. In an answer ' +
    'the ACS has to guess, and shows numbers and times as text. In SetParameterValues a CPE that does' +
    ' not look its own type up answers 9006: there, always send the type.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.UpTime</Name>
  <Value>4711</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.UpTime</Name>
  <Value xsi:type="xsd:unsignedInt">4711</Value>
</ParameterValueStruct>`,
  covers: ['cpe-4'],
}
