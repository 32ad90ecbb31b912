import { z } from 'zod'
import type { SecretBox, Workspace } from './types.js'

/** Settings that must not be read by whoever reads the file: sealed where the host can. */
export interface SecretSettings {
  /** Null: none is kept, or it cannot be unsealed any more. */
  get(key: string): string | null
  /** Null forgets it. */
  set(key: string, plain: string | null): void
}

const storedSchema = z.object({ sealed: z.boolean(), secret: z.string() }).nullable()

export function createSecretSettings(
  workspace: Pick<Workspace, 'setting' | 'setSetting'>,
  secrets: SecretBox | undefined,
): SecretSettings {
  return {
    get(key) {
      const stored = storedSchema.safeParse(workspace.setting<unknown>(key, null)).data ?? null
      if (stored === null || !stored.sealed) return stored?.secret ?? null
      try {
        return secrets?.open(stored.secret) ?? null
      } catch {
        // Sealed by another user or program: it has to be entered again, as if there were none.
        return null
      }
    },
    set(key, plain) {
      const sealed = secrets?.encrypted === true
      workspace.setSetting(
        key,
        plain === null ? null : { sealed, secret: sealed ? (secrets?.seal(plain) ?? plain) : plain },
      )
    },
  }
}
