import type { CwmpVersion, SoapHeader } from './message.js'
import { versionOfNamespace } from './namespaces.js'

/** All versions, lowest first. */
const versions: readonly CwmpVersion[] = ['1.0', '1.1', '1.2', '1.3', '1.4']

/** A version as text, if it is one. */
export function parseCwmpVersion(text: string): CwmpVersion | null {
  return versions.find((version) => version === text.trim()) ?? null
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
    const listed = versions.findLast((version) => header.supportedCwmpVersions?.includes(version))
    if (listed !== undefined) return listed
  }
  const named = versionOfNamespace(namespace)
  return named === '1.2' && header.sessionTimeout !== undefined ? '1.3' : named
}
