/** Parameters whose value is masked on the screen until somebody asks to see it. */
const secretName = /(?:Password|Passphrase|PreSharedKey|Secret|WEPKey\d*|SharedKey|PrivateKey)$/i

/** Whether a parameter's last segment names a secret. `PreSharedKey.1.` as an object is none. */
export function isSecret(path: string): boolean {
  return !path.endsWith('.') && secretName.test(path.slice(path.lastIndexOf('.') + 1))
}

/** What stands in place of a secret; tells its length no more than necessary. */
export const MASK = '••••••••'
