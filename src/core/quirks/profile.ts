import { defaultWriteStyle, type WriteStyle } from '../soap/index.js'

/**
 * How a device wants to be spoken to: what we write and do differently for it without changing what it means.
 * Chosen by hand or suggested by a finding; kept with the device, not with the capture.
 */
export interface QuirkProfile extends WriteStyle {
  /**
   * What the empty ParameterPath of GetParameterNames is written as: some CPEs refuse it, some crash (field.md 4.2).
   * `root`: the name of the data model's root, where it is known.
   */
  readonly emptyPath: 'empty' | 'root'
  /** What the ACS answers when it has nothing to say; 204 is the rule (TR-069a6 3.4.6), older CPEs wait for 200. */
  readonly emptyAnswer: 200 | 204
  /** Path of the session cookie. Empty: none is written, and the cookie holds for the path of the ACS URL only. */
  readonly cookiePath: string
  /** Answers with an envelope go out in chunks (RFC 9112 7.1), without their length: to see whether the CPE reads them. */
  readonly chunkedAnswers: boolean
}

/** How a device is spoken to of which nothing special is known. */
export const defaultQuirks: QuirkProfile = {
  ...defaultWriteStyle,
  emptyPath: 'empty',
  emptyAnswer: 204,
  cookiePath: '/',
  chunkedAnswers: false,
}

/** A whole profile out of what differs; what is said later wins. */
export function mergeQuirks(...profiles: readonly Partial<QuirkProfile>[]): QuirkProfile {
  return profiles.reduce<QuirkProfile>((merged, profile) => ({ ...merged, ...profile }), defaultQuirks)
}

/** What of a profile differs from the default: all that needs to be kept. */
export function chosenQuirks(profile: Partial<QuirkProfile>): Partial<QuirkProfile> {
  const whole = mergeQuirks(profile)
  const chosen = quirkNames.filter((name) => !isSame(whole[name], defaultQuirks[name]))
  return Object.fromEntries(chosen.map((name) => [name, whole[name]]))
}

/** The choices of a profile, in the order in which people read them. */
export const quirkNames = [
  'xmlDeclaration',
  'booleanLiteral',
  'dateTimeFraction',
  'emptyPath',
  'emptyAnswer',
  'cookiePath',
  'chunkedAnswers',
  'prefixes',
  'pretty',
] as const satisfies readonly (keyof QuirkProfile)[]

export type QuirkName = (typeof quirkNames)[number]

function isSame(left: QuirkProfile[QuirkName], right: QuirkProfile[QuirkName]): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right
  }
  return (
    left.envelope === right.envelope &&
    left.encoding === right.encoding &&
    left.schema === right.schema &&
    left.schemaInstance === right.schemaInstance &&
    left.cwmp === right.cwmp
  )
}
