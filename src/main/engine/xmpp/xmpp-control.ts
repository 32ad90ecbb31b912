import { z } from 'zod'
import type { Micros, ReachStep } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import type { SecretStore, Workspace } from '../workspace/types.js'
import { createXmppLink, type XmppLink } from './link.js'
import { XmppProblem, type XmppAccount, type XmppStage } from './types.js'

export interface XmppControlOptions {
  readonly recorder: Recorder
  readonly now: () => Micros
  readonly workspace: Pick<Workspace, 'setting' | 'setSetting'> & {
    readonly secrets: Pick<SecretStore, 'secret' | 'setSecret'>
  }
  /** The account or the stream has changed. */
  onChange(): void
  /** The account cannot be read; null: that is over. */
  onProblem(message: string | null): void
}

/** A new account: without a password the one that is kept stays. */
export type XmppAccountChange = Omit<XmppAccount, 'password'> & { readonly password?: string | undefined }

/** The ACS's XMPP account as the user has set it. */
export interface XmppControl {
  readonly link: XmppLink
  /** Null: none is set. */
  readonly account: XmppAccount | null
  /** Null forgets it. A stream that is open is closed. */
  setAccount(account: XmppAccountChange | null): Promise<void>
  /** Opens the stream, to see whether the account is right. */
  connect(): Promise<{ readonly ok: boolean; readonly steps: readonly ReachStep[] }>
}

const accountSetting = 'xmpp.account'
const passwordSecret = 'xmpp.password'
const accountSchema = z
  .object({
    jid: z.string(),
    server: z.string(),
    port: z.number().int(),
    security: z.enum(['starttls', 'tls', 'none']),
    anyCertificate: z.boolean(),
  })
  .nullable()
  .catch(null)

export function createXmppControl({ workspace, ...options }: XmppControlOptions): XmppControl {
  const { onChange, onProblem } = options
  let account = storedAccount()
  const link = createXmppLink({ ...options, account: () => account })

  function storedAccount(): XmppAccount | null {
    const stored = accountSchema.parse(workspace.setting<unknown>(accountSetting, null))
    if (stored === null) return null
    try {
      return { ...stored, password: workspace.secrets.secret(passwordSecret) ?? '' }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      onProblem(`There are no connection requests over XMPP: ${reason}`)
      return null
    }
  }

  return {
    link,
    get account() {
      return account
    },
    async setAccount(next) {
      const password = next === null ? null : (next.password ?? account?.password ?? '')
      workspace.secrets.setSecret(passwordSecret, password)
      if (next === null) {
        workspace.setSetting(accountSetting, null)
        account = null
      } else {
        const { jid, server, port, security, anyCertificate } = next
        workspace.setSetting(accountSetting, { jid, server, port, security, anyCertificate })
        account = { jid, server, port, security, anyCertificate, password: password ?? '' }
      }
      onProblem(null)
      await link.disconnect()
      onChange()
    },
    async connect() {
      const steps: ReachStep[] = []
      let since = performance.now()
      const note = (name: string, ok: boolean, detail: string) => {
        const now = performance.now()
        steps.push({ name, ok, detail, ms: Math.round(now - since) })
        since = now
      }
      if (account === null) {
        note('account', false, 'No XMPP account of the ACS is set. Enter a JID and its password.')
        return { ok: false, steps }
      }
      try {
        const opened = await link.connect((stage: XmppStage, detail) => note(stage, true, detail))
        if (!opened) note('log-in', true, `The stream is open already, as ${link.connectedAs ?? ''}.`)
        return { ok: true, steps }
      } catch (error) {
        if (!(error instanceof XmppProblem)) throw error
        note(error.stage === 'stream' ? 'connect' : error.stage, false, error.message)
        return { ok: false, steps }
      }
    },
  }
}
