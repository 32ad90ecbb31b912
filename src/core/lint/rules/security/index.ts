import type { Rule } from '../../rule.js'
import { basicWithoutTls } from './basic-without-tls.js'
import { certificateOutOfDate } from './certificate-out-of-date.js'
import { certificateSelfSigned } from './certificate-self-signed.js'
import { credentialsInTransferUrl } from './credentials-in-transfer-url.js'
import { credentialsInUrlParameter } from './credentials-in-url-parameter.js'
import { oldTlsVersion } from './old-tls-version.js'
import { passwordInClear } from './password-in-clear.js'
import { transferCredentialsWithoutTls } from './transfer-credentials-without-tls.js'
import { weakCipher } from './weak-cipher.js'
import { weakDigest } from './weak-digest.js'

export const securityRules: readonly Rule[] = [
  basicWithoutTls,
  passwordInClear,
  credentialsInTransferUrl,
  credentialsInUrlParameter,
  transferCredentialsWithoutTls,
  weakDigest,
  oldTlsVersion,
  weakCipher,
  certificateSelfSigned,
  certificateOutOfDate,
]
