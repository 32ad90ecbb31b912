import type { CwmpFault, CwmpVersion, DecodedEnvelope, SoapHeader } from './message.js'
import { versionOfNamespace } from './namespaces.js'

/** All versions, lowest first. */
export const cwmpVersions: readonly CwmpVersion[] = ['1.0', '1.1', '1.2', '1.3', '1.4']

/** A version as text, if it is one. */
export function parseCwmpVersion(text: string): CwmpVersion | null {
  return cwmpVersions.find((version) => version === text.trim()) ?? null
}

/**
 * Which version a message shows. UseCWMPVersion says it; a list in SupportedCWMPVersions makes it the highest of
 * those we know; else the namespace, where SessionTimeout tells 1.3 from 1.2, which share one.
 */
export function versionShown(namespace: string | null, header: SoapHeader): CwmpVersion | null {
  if (header.useCwmpVersion !== undefined) {
    const used = parseCwmpVersion(header.useCwmpVersion)
    if (used !== null) return used
  }
  if (header.supportedCwmpVersions !== undefined) {
    const listed = highestListed(header.supportedCwmpVersions, cwmpVersions)
    if (listed !== null) return listed
  }
  const named = versionOfNamespace(namespace)
  return named === '1.2' && header.sessionTimeout !== undefined ? '1.3' : named
}

/** What an ACS answers to an Inform, as far as versions go. */
export type VersionAnswer =
  | {
      readonly ok: true
      /** What is spoken from the InformResponse on. */
      readonly version: CwmpVersion
      /** What the header of the InformResponse says of it: something only to a CPE that listed its versions. */
      readonly header: Pick<SoapHeader, 'useCwmpVersion'>
    }
  | {
      readonly ok: false
      /** The version to write the fault in. */
      readonly version: CwmpVersion
      readonly fault: CwmpFault
    }

/**
 * Which version a session runs in. A CPE that lists what it speaks (CWMP 1.4) gets the highest common one, or fault
 * 8006 where there is none; any other gets the one its Inform shows. `spoken`: the ACS's own versions, lowest first.
 */
export function answerVersion(
  inform: Pick<DecodedEnvelope, 'cwmpVersion' | 'header'>,
  spoken: readonly CwmpVersion[] = cwmpVersions,
): VersionAnswer {
  const { cwmpVersion: shown, header } = inform
  const listed = header.supportedCwmpVersions ?? []
  const lowest = spoken[0] ?? '1.0'
  if (listed.length > 0) {
    const common = highestListed(listed, spoken)
    return common === null
      ? refused(shown ?? lowest, `the CPE speaks ${listed.join(', ')}`, spoken)
      : { ok: true, version: common, header: { useCwmpVersion: common } }
  }
  // An older CPE takes an older answer: each version's messages are there in all later ones.
  const version = shown === null ? lowest : spoken.findLast((candidate) => candidate <= shown)
  return version === undefined
    ? refused(shown ?? lowest, `the CPE speaks ${shown ?? 'none'}`, spoken)
    : { ok: true, version, header: {} }
}

function refused(version: CwmpVersion, what: string, spoken: readonly CwmpVersion[]): VersionAnswer {
  const string = `No common CWMP version: ${what}, this ACS ${spoken.join(', ')}.`
  return { ok: false, version, fault: { code: '8006', string, blame: 'Server' } }
}

/**
 * What a CPE speaks after a message of the ACS: what UseCWMPVersion says, else no newer version than the message's
 * namespace shows. Null: the ACS chose a version that the CPE did not offer, so that they cannot go on.
 */
export function versionHeard(
  spoken: CwmpVersion,
  { cwmpVersion: shown, header }: Pick<DecodedEnvelope, 'cwmpVersion' | 'header'>,
): CwmpVersion | null {
  const { useCwmpVersion } = header
  if (useCwmpVersion !== undefined) {
    const chosen = parseCwmpVersion(useCwmpVersion)
    return chosen !== null && chosen <= spoken ? chosen : null
  }
  return shown !== null && shown < spoken ? shown : spoken
}

function highestListed(listed: readonly string[], known: readonly CwmpVersion[]): CwmpVersion | null {
  const texts = new Set(listed.map((version) => version.trim()))
  return known.findLast((version) => texts.has(version)) ?? null
}
