import { namesIn } from '../../asked.js'
import { membersOf } from '../../member.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'

export const objectWithoutDot: EnvelopeRule = {
  kind: 'envelope',
  of: ['response'],
  rpcs: ['GetParameterNames'],
  id: 'object-without-dot',
  severity: 'warning',
  title: 'An object is listed without the dot at its end.',
  reference: 'TR-106 (paths of objects end with a dot)',
  explanation:
    'The dot tells objects from parameters. Without it the ACS takes the object for a parameter: it asks for its value and gets fault 9005, and never looks below. That it is an object shows here only because the same answer lists what is below it.',
  wrong: `<cwmp:GetParameterNamesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterInfoStruct[2]"><ParameterInfoStruct><Name>Device.DeviceInfo</Name><Writable>0</Writable></ParameterInfoStruct><ParameterInfoStruct><Name>Device.DeviceInfo.UpTime</Name><Writable>0</Writable></ParameterInfoStruct></ParameterList></cwmp:GetParameterNamesResponse>`,
  right: `<cwmp:GetParameterNamesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterInfoStruct[2]"><ParameterInfoStruct><Name>Device.DeviceInfo.</Name><Writable>0</Writable></ParameterInfoStruct><ParameterInfoStruct><Name>Device.DeviceInfo.UpTime</Name><Writable>0</Writable></ParameterInfoStruct></ParameterList></cwmp:GetParameterNamesResponse>`,
  check: (envelope, report) => {
    const names = new Set(namesIn(envelope))
    const objects = new Set<string>()
    for (const name of names) {
      const parent = name.slice(0, name.replace(/\.$/, '').lastIndexOf('.'))
      if (parent !== '' && names.has(parent) && !names.has(`${parent}.`)) objects.add(parent)
    }
    if (objects.size === 0) return
    for (const { name, place } of membersOf(envelope, 'ParameterList')) {
      if (objects.has(name)) report(`${nameText(name)} is an object; its name must end with a dot.`, place)
    }
  },
}
