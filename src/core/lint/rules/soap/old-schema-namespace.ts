import { replaceWith } from '../../edits.js'
import { namespaceDeclarations } from '../../namespaces.js'
import { valueOf } from '../../place.js'
import { schemaInstanceNamespace, schemaNamespace } from '../../../soap/namespaces.js'
import type { EnvelopeRule } from '../../rule.js'

export const oldSchemaNamespace: EnvelopeRule = {
  kind: 'envelope',
  id: 'old-schema-namespace',
  severity: 'warning',
  title: 'A namespace of XML Schema from before 2001.',
  reference: 'TR-069a6 3.5',
  explanation:
    'CWMP uses the XML Schema of 2001; a receiver may refuse the drafts of 1999 and 2000. Where it ' +
    'does not, it fails to see xsi:type in a namespace it does not know, and every Value becomes a ' +
    'string. It comes from a very old SOAP library in the device.',
  wrong: `<cwmp:GetParameterValuesResponse xmlns:x="http://www.w3.org/1999/XMLSchema" xmlns:i="http://www.w3.org/1999/XMLSchema-instance">
  <ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]">
    <ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value i:type="x:unsignedInt">4711</Value></ParameterValueStruct>
  </ParameterList>
</cwmp:GetParameterValuesResponse>`,
  right: `<cwmp:GetParameterValuesResponse>
  <ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]">
    <ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">4711</Value></ParameterValueStruct>
  </ParameterList>
</cwmp:GetParameterValuesResponse>`,
  check: ({ source: { document } }, report) => {
    for (const { attribute, namespace } of namespaceDeclarations(document, 0, document.text.length)) {
      const old = /^http:\/\/www\.w3\.org\/(1999|2000\/10)\/XMLSchema(-instance)?\/?$/.exec(namespace)
      if (old === null) continue
      const place = valueOf(attribute)
      const right = old[2] === undefined ? schemaNamespace : schemaInstanceNamespace
      const message = `This is the XML Schema of ${old[1]?.slice(0, 4) ?? ''}; CWMP uses that of 2001 ("${right}").`
      report(message, place, replaceWith('Write the namespace of 2001', place, right))
    }
  },
}
