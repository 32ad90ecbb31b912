const secretName = /(?:Password|Passphrase|PreSharedKey|Secret|WEPKey|SharedKey|PrivateKey)$/i

/** Whether a parameter's last segment names a secret, whose value is masked until somebody asks to see it. Objects are none. */
export function isSecretParameter(path: string): boolean {
  return !path.endsWith('.') && secretName.test(path.slice(path.lastIndexOf('.') + 1))
}
