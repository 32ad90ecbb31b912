import type { SecretStore } from '../../src/main/engine/workspace/types.js'

/** Knows no secret and keeps none. */
export const emptySecretStore: SecretStore = {
  secret: () => null,
  setSecret: () => undefined,
  logins: () => [],
  loginPassword: () => null,
  saveLogin: () => undefined,
}
