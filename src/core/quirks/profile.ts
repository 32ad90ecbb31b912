import type { WriteStyle } from '../soap/index.js'

/**
 * How a device wants to be spoken to: what we write and do differently for it without changing what it means.
 * Chosen by hand or suggested by a finding; kept with the device, not with the capture.
 */
export interface QuirkProfile extends WriteStyle {
  /** What the empty ParameterPath of GetParameterNames is written as: some CPEs refuse it, some crash (field.md 4.2). */
  readonly emptyPath: 'empty' | 'root'
  /** What the ACS answers when it has nothing to say; 204 is the rule (TR-069a6 3.4.6), older CPEs wait for 200. */
  readonly emptyAnswer: 200 | 204
  /** Path of the session cookie. Null: none is written, and the cookie holds for the path of the ACS URL only. */
  readonly cookiePath: string | null
}
