import type { DeviceIdentity } from '../../../core/dialog/index.js'
import type { ConnectionTls } from '../../../core/journal/records.js'
import type { Attempt, Authentication, Refusal, Verdict } from '../authentication/index.js'

/** What becomes of somebody who wants to open a session. */
export type AdmissionVerdict = Verdict | { readonly kind: 'forbidden'; readonly refusal: Refusal }

/** Judges a client certificate. Null: it says nothing, user name and password decide. */
export type JudgeCertificate = (
  tls: ConnectionTls | undefined,
  identity: DeviceIdentity | null,
) =>
  | { readonly kind: 'accepted'; readonly username: string }
  | { readonly kind: 'forbidden'; readonly refusal: Refusal }
  | null

/** Whether a CPE may open a session: by its certificate, else by user name and password (TR-069a6 3.4.4, 3.4.5). */
export function admit(
  attempt: Attempt & { readonly tls: ConnectionTls | undefined },
  authentication: Authentication,
  judgeCertificate: JudgeCertificate,
): AdmissionVerdict {
  return judgeCertificate(attempt.tls, attempt.identity) ?? authentication.judge(attempt)
}
