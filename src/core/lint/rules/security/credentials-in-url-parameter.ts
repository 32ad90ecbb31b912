import type { ParameterRule } from '../../rule.js'
import { contentOf } from '../../place.js'
import { hasCredentials } from './urls.js'

export const credentialsInUrlParameter: ParameterRule = {
  kind: 'parameter',
  id: 'credentials-in-url-parameter',
  severity: 'warning',
  title: 'A URL among the parameters holds credentials.',
  reference: 'practice: URLs are shown, logged and passed on as if they were no secret',
  explanation:
    'Username and password before the @ of a URL are readable wherever the URL is shown: in ' +
    'logs, in reports, in the Inform. For the ACS URL and the connection request they have ' +
    'parameters of their own. Set those, and the URL without them.',
  wrong: `<ParameterValueStruct><Name>Device.ManagementServer.URL</Name><Value xsi:type="xsd:string">http://cpe:secret@acs.example:7547/</Value></ParameterValueStruct>`,
  right: `<ParameterValueStruct><Name>Device.ManagementServer.URL</Name><Value xsi:type="xsd:string">http://acs.example:7547/</Value></ParameterValueStruct>`,
  check: ({ name, value, valueElement }, report, { source }) => {
    if (value === null || !hasCredentials(value)) return
    report(
      `The URL in ${name.length > 100 ? `${name.slice(0, 100)}…` : name} carries credentials.`,
      contentOf(source.document, valueElement),
    )
  },
}
