import { replaceWith } from '../../edits.js'
import { arrayTypeFor } from '../../array-type.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongArrayType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-array-type',
  severity: 'warning',
  title: 'The arrayType names another member type.',
  reference: 'cwmp-1-2.xsd list types',
  explanation:
    'SOAP libraries decode the members by the arrayType, so a wrong type there gives an empty list or' +
    ' a fault, although the members themselves are right. Receivers that go by the names of the ' +
    'members do not notice. The message says what it should be.',
  wrong: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="cwmp:ParameterNames[1]">
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  right: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  fix: (place, envelope) => {
    const right = arrayTypeFor(envelope, elementAround(envelope.source.document, place.offset))
    return right === null ? null : replaceWith(`Write ${right.value}`, place, right.value)
  },
}
