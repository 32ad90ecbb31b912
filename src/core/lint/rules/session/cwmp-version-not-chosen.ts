import { headerPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const cwmpVersionNotChosen: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['response'],
  rpcs: ['Inform'],
  id: 'cwmp-version-not-chosen',
  severity: 'warning',
  title: 'The CPE offers CWMP versions, and the ACS chooses none.',
  reference: 'cwmp-1-4.xsd UseCWMPVersion',
  explanation:
    'A CPE of CWMP 1.4 lists its versions in SupportedCWMPVersions and expects UseCWMPVersion in the InformResponse. Without it the CPE has to guess from the namespace, which is the same for 1.2, 1.3 and 1.4. Hardly any ACS sends it, so most CPEs get along.',
  wrong: 'CPE  POST Inform  SupportedCWMPVersions 1.0,1.2,1.4\nACS  200 InformResponse',
  right: 'CPE  POST Inform  SupportedCWMPVersions 1.0,1.2,1.4\nACS  200 InformResponse  UseCWMPVersion 1.4',
  turn: ({ direction, kind, envelope }, report, { askedByCpe }) => {
    if (direction !== 'acs-to-cpe' || kind !== 'response' || envelope?.rpc !== 'Inform') return
    const offered = askedByCpe?.header.supportedCwmpVersions
    if (askedByCpe?.rpc !== 'Inform' || offered === undefined || offered.length === 0) return
    if (envelope.header.useCwmpVersion !== undefined) return
    report(
      `The CPE offers CWMP ${offered.slice(0, 8).join(', ')}; the InformResponse has no UseCWMPVersion.`,
      headerPlace(envelope, 'UseCWMPVersion'),
    )
  },
}
