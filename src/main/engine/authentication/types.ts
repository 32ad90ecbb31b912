import type { DeviceIdentity } from '../../../core/dialog/index.js'
import type { DigestAlgorithm } from '../../../core/http/index.js'

/** How CPEs have to say who they are. */
export type AuthenticationMode = 'none' | 'basic' | 'digest'

/** What holds for every CPE without a choice of its own. */
export interface AuthenticationSettings {
  readonly mode: AuthenticationMode
  readonly realm: string
  /** Digest: offered in this order, each in a challenge of its own. */
  readonly algorithms: readonly DigestAlgorithm[]
  /** Digest: a nonce is good on the connection it was given on, or anywhere. */
  readonly nonce: 'connection' | 'free'
  /** Digest: how long a nonce is good. */
  readonly nonceSeconds: number
}

export type AuthenticationChoices = {
  readonly [Key in keyof AuthenticationSettings]?: AuthenticationSettings[Key] | undefined
}

/** What one device, or every device without its own, authenticates with. The password is never in it. */
export interface LoginFacts {
  /** Null: as for all. */
  readonly mode: AuthenticationMode | null
  /** Null: the device's own names, `OUI-ProductClass-SerialNumber` and its variants. */
  readonly username: string | null
  readonly hasPassword: boolean
}

/** Left out: stays as it is. Null: taken back. */
export interface LoginChoices {
  readonly mode?: AuthenticationMode | null | undefined
  readonly username?: string | null | undefined
  readonly password?: string | null | undefined
}

/** Where logins are kept. Device null: the pair that all share. */
export interface LoginStore {
  logins(): readonly (LoginFacts & { readonly deviceId: string | null })[]
  /** Throws where it cannot be unsealed. */
  password(deviceId: string | null): string | null
  /** `password` undefined: stays. All null: forgets the login. */
  saveLogin(
    deviceId: string | null,
    login: Pick<LoginFacts, 'mode' | 'username'> & { readonly password: string | null | undefined },
  ): void
}

/** A request that wants to open a session. */
export interface Attempt {
  readonly method: string
  /** The request target. */
  readonly target: string
  /** Value of the Authorization header. */
  readonly authorization: string | undefined
  /** Null where it proves nothing (a proxy shares it between CPEs). */
  readonly connection: number | null
  /** Who the Inform says it is from; null: no Inform, or one that does not say. */
  readonly identity: DeviceIdentity | null
}

/** Why credentials were refused; each has a sentence of its own. */
export type RefusalReason =
  | 'unreadable'
  | 'wrong-scheme'
  | 'no-credentials-stored'
  | 'no-such-user'
  | 'other-device'
  | 'other-realm'
  | 'other-uri'
  | 'other-algorithm'
  | 'wrong-password'
  | 'stale-nonce'
  | 'other-connection'
  | 'replayed'
  | 'certificate-missing'
  | 'certificate-untrusted'
  | 'certificate-of-other-device'

export interface Refusal {
  readonly reason: RefusalReason
  /** As the CPE gave it. */
  readonly username: string | null
  /** A sentence: what was wrong, and what to do. */
  readonly detail: string
}

/** What becomes of an attempt. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly username: string | null }
  /**
   * Ask (again). `stale`: the password was right, only the nonce is not good any more. `refusal` null: there were no
   * credentials at all.
   */
  | {
      readonly kind: 'challenged'
      readonly challenges: readonly string[]
      readonly stale: boolean
      readonly refusal: Refusal | null
    }
