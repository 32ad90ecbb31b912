import { z } from 'zod'
import type { Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import type { SecretStore, Workspace } from '../workspace/types.js'
import { createStunServer } from './stun-server.js'
import type { StunCredentials, StunServer } from './types.js'

export interface StunControlOptions {
  readonly recorder: Recorder
  readonly now: () => Micros
  readonly workspace: Pick<Workspace, 'setting' | 'setSetting'> & {
    readonly secrets: Pick<SecretStore, 'secret' | 'setSecret'>
  }
  /** Where it listens, or who is answered, has changed. */
  onChange(): void
  /** It is not as the user has set it; null: that is over. */
  onProblem(message: string | null): void
}

/** The STUN server as the user has set it. */
export interface StunControl {
  readonly server: StunServer
  /** What every CPE must have to be answered; null: nothing. */
  readonly credentials: StunCredentials | null
  /**
   * Starts it where it was asked for, or as it ran when the workbench was last used.
   *
   * @param port as asked for at the start; rejects if it cannot be had. Undefined: as remembered
   */
  start(host: string, port: number | undefined): Promise<void>
  /** Listens there from now on, and after a restart; null: no more. Rejects with a sentence for the user. */
  listen(where: { readonly host: string; readonly port: number } | null): Promise<void>
  setCredentials(credentials: StunCredentials | null): void
}

const listenSetting = 'stun.listen'
const credentialsSecret = 'stun.credentials'
const whereSchema = z.object({ host: z.string(), port: z.number().int() }).nullable().catch(null)
const credentialsSchema = z.object({ username: z.string(), password: z.string() })

export function createStunControl(options: StunControlOptions): StunControl {
  const { workspace, onChange, onProblem } = options
  let credentials = storedCredentials()
  const server = createStunServer({ ...options, credentials: () => credentials })

  function storedCredentials(): StunCredentials | null {
    try {
      const text = workspace.secrets.secret(credentialsSecret)
      return text === null ? null : credentialsSchema.parse(JSON.parse(text))
    } catch (error) {
      onProblem(`The STUN server answers everybody: ${messageOf(error)}`)
      return null
    }
  }

  return {
    server,
    get credentials() {
      return credentials
    },
    async start(host, port) {
      if (port !== undefined) {
        await server.open(host, port)
        return
      }
      const where = whereSchema.parse(workspace.setting<unknown>(listenSetting, null))
      if (where === null) return
      await server.open(where.host, where.port).catch((error: unknown) => onProblem(messageOf(error)))
    },
    async listen(where) {
      const open = where === null ? null : await server.open(where.host, where.port)
      if (where === null) await server.close()
      workspace.setSetting(listenSetting, open)
      onProblem(null)
      onChange()
    },
    setCredentials(next) {
      workspace.secrets.setSecret(credentialsSecret, next === null ? null : JSON.stringify(next))
      credentials = next
      onProblem(null)
      onChange()
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
