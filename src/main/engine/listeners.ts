import type { Acs } from './acs/types.js'
import { covers, isOwnAddress } from './network/index.js'
import type { Tls } from './tls/index.js'
import type { Problems } from './problems.js'
import type { Workspace } from './workspace/types.js'

/** Where the setting keeps the addresses the user has opened, so that they are open after a restart. */
const setting = 'acs.listen'
/** Where it keeps the port for TLS; null: none. */
const tlsSetting = 'acs.tls.port'
/** How often it is looked whether our certificate still fits this machine, in milliseconds. */
const renewalMs = 60_000

/** An address that cannot be listened on. The message says why and what to do. */
class ListenRefusal extends Error {
  override readonly name = 'ListenError'
}

export interface ListenersOptions {
  readonly acs: Acs
  readonly tls: Tls
  readonly workspace: Workspace
  readonly problems: Problems
}

/** The addresses the ACS listens on: the one it was started with, and those the user opened. */
export interface Listeners {
  /** 0 before the start. */
  readonly port: number
  /**
   * Listens on the given address (rejecting if that cannot be), then on those the user opened before; one
   * of these that has gone, as a laptop's does, becomes a problem in the status.
   *
   * @param port 0: any free one; the other addresses then get the same
   * @param tlsPort undefined: as it was chosen before
   */
  start(host: string, port: number, tlsPort?: number): Promise<void>
  /** Null: the ACS does not listen with TLS. */
  readonly tlsPort: number | null
  readonly tlsUrls: readonly string[]
  /**
   * Listens with TLS on every address that is listened on without, from now on and after a restart.
   *
   * @param port 0: any free one; null: none
   */
  setTlsPort(port: number | null): Promise<void>
  stop(): void
  open(address: string): Promise<void>
  close(address: string): Promise<void>
}

export function createListeners({ acs, tls, workspace, problems }: ListenersOptions): Listeners {
  let port = 0
  let renewal: NodeJS.Timeout | null = null
  const remembered = () => workspace.setting<readonly string[]>(setting, [])
  const isOpen = (address: string) => acs.addresses.some(({ host }) => covers(host, address))
  const codeOf = (address: string) => `listen:${address}`

  const tlsPort = () => acs.secureAddresses[0]?.port ?? null

  /** Opens the port for TLS on every address; the first that was asked for gives the number to the others. */
  async function openTls(wanted: number): Promise<void> {
    await tls.prepare()
    for (const { host } of acs.addresses) await acs.listenSecurely(host, tlsPort() ?? wanted)
    renewal ??= setInterval(() => {
      tls.prepare().then(
        () => problems.clear('tls'),
        (error: unknown) => problems.set('tls', error instanceof Error ? error.message : String(error)),
      )
    }, renewalMs).unref()
  }

  async function closeTls(): Promise<void> {
    if (renewal !== null) clearInterval(renewal)
    renewal = null
    problems.clear('tls')
    await acs.unlistenSecure()
  }

  return {
    get port() {
      return port
    },
    get tlsPort() {
      return tlsPort()
    },
    get tlsUrls() {
      return acs.secureAddresses.map(({ url }) => url)
    },
    async setTlsPort(wanted) {
      if (wanted !== tlsPort()) {
        await closeTls()
        if (wanted !== null) await openTls(wanted)
      }
      workspace.setSetting(tlsSetting, wanted === null ? null : tlsPort())
    },
    stop() {
      if (renewal !== null) clearInterval(renewal)
    },
    async start(host, wanted, wantedTls) {
      port = (await acs.listen(host, wanted)).port
      for (const address of remembered()) {
        if (isOpen(address)) continue
        await acs.listen(address, port).catch((error: unknown) => {
          problems.set(codeOf(address), error instanceof Error ? error.message : String(error))
        })
      }
      const remembersTls = workspace.setting<number | null>(tlsSetting, null)
      if (wantedTls !== undefined) await openTls(wantedTls)
      else if (remembersTls !== null) {
        await openTls(remembersTls).catch((error: unknown) => {
          problems.set('tls', error instanceof Error ? error.message : String(error))
        })
      }
    },
    async open(address) {
      if (!isOpen(address)) {
        if (!isOwnAddress(address)) {
          throw new ListenRefusal(
            `${address} is no address of this machine. Choose one of those that are listed.`,
          )
        }
        await acs.listen(address, port)
        const secure = tlsPort()
        if (secure !== null) await acs.listenSecurely(address, secure)
      }
      problems.clear(codeOf(address))
      workspace.setSetting(setting, [...new Set([...remembered(), address])])
    },
    async close(address) {
      if (!acs.addresses.some(({ host }) => host === address)) {
        throw new ListenRefusal(
          isOpen(address)
            ? `The ACS listens on all addresses, as it was started with --acs-host ${acs.addresses[0]?.host ?? ''}; ${address} alone cannot be closed.`
            : `The ACS does not listen on ${address}.`,
        )
      }
      workspace.setSetting(
        setting,
        remembered().filter((other) => other !== address),
      )
      problems.clear(codeOf(address))
      await acs.unlisten(address)
    },
  }
}
