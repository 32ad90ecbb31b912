import { headerPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const cwmpVersionNotOffered: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['response'],
  rpcs: ['Inform'],
  id: 'cwmp-version-not-offered',
  severity: 'error',
  title: 'The ACS chooses a CWMP version that the CPE did not offer.',
  reference: 'cwmp-1-4.xsd UseCWMPVersion',
  explanation:
    'UseCWMPVersion must name one of the versions in SupportedCWMPVersions of the Inform. To a CPE that offered none (CWMP 1.3 and older) it must not be sent at all: the header has to be understood, and the CPE does not know it. Either way the CPE ends the session. An ACS that has no version in common answers fault 8006.',
  wrong: 'CPE  POST Inform  SupportedCWMPVersions 1.0,1.1\nACS  200 InformResponse  UseCWMPVersion 1.4',
  right: 'CPE  POST Inform  SupportedCWMPVersions 1.0,1.1\nACS  200 InformResponse  UseCWMPVersion 1.1',
  turn: ({ direction, kind, envelope }, report, { askedByCpe }) => {
    if (direction !== 'acs-to-cpe' || kind !== 'response' || envelope?.rpc !== 'Inform') return
    const used = envelope.header.useCwmpVersion
    if (askedByCpe?.rpc !== 'Inform' || used === undefined) return
    const offered = askedByCpe.header.supportedCwmpVersions
    if (offered?.includes(used) === true) return
    report(
      offered === undefined
        ? `UseCWMPVersion ${quoted(used)} answers an Inform that offered no versions.`
        : `UseCWMPVersion ${quoted(used)} is none of the versions the CPE offered: ${offered.slice(0, 8).join(', ') || 'none'}.`,
      headerPlace(envelope, 'UseCWMPVersion'),
    )
  },
}
