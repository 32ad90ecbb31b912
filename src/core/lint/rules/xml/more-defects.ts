import type { ReadingRuleDefinition } from '../../rule.js'

export const moreDefects: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'more-defects',
  severity: 'info',
  title: 'Further defects of the same kind were counted, not listed.',
  reference: 'practice: a limit of this program, against hostile input',
  explanation:
    'A message with so many defects is not worth a list of them all; the first hundred are there, and' +
    ' the rest is counted. Put the first ones right and look again: most others usually follow from ' +
    'the same cause.',
  wrong: `<ParameterValueStruct><Name>Device.DeviceInfo.Description</Name><Value xsi:type="xsd:string">${'& '.repeat(101)}</Value></ParameterValueStruct>`,
  right: `<ParameterValueStruct><Name>Device.DeviceInfo.Description</Name><Value xsi:type="xsd:string">${'&amp; '.repeat(101)}</Value></ParameterValueStruct>`,
}
