import { insertAt } from '../../edits.js'
import { arrayTypeFor } from '../../array-type.js'
import { behindNameOf } from '../../place.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const missingArrayType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-array-type',
  severity: 'warning',
  title: 'A list without arrayType.',
  reference: 'cwmp-1-2.xsd soapenc:arrayType use="required"',
  explanation:
    'The schema demands arrayType on every list; a validating receiver refuses the message without ' +
    'it, and SOAP libraries may see a struct instead of a list and read only one member. Receivers ' +
    'written for CWMP as a rule count the members themselves. Have the sender add it.',
  wrong: `<cwmp:GetParameterValues>
  <ParameterNames>
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  right: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  covers: ['cpe-4'],
  fix: (place, envelope) => {
    const { document } = envelope.source
    const element = elementAround(document, place.offset)
    const right = arrayTypeFor(envelope, element)
    if (right === null) return null
    const attribute = `${right.prefix}:arrayType="${right.value}"`
    return insertAt(`Write ${attribute}`, behindNameOf(document, element), ` ${attribute}`)
  },
}
