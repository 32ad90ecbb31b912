import type { Acs } from './acs/types.js'
import { covers, isOwnAddress } from './network/index.js'
import type { Problems } from './problems.js'
import type { Workspace } from './workspace/types.js'

/** Where the setting keeps the addresses the user has opened, so that they are open after a restart. */
const setting = 'acs.listen'

/** An address that cannot be listened on. The message says why and what to do. */
class ListenRefusal extends Error {
  override readonly name = 'ListenError'
}

export interface ListenersOptions {
  readonly acs: Acs
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
   */
  start(host: string, port: number): Promise<void>
  open(address: string): Promise<void>
  close(address: string): Promise<void>
}

export function createListeners({ acs, workspace, problems }: ListenersOptions): Listeners {
  let port = 0
  const remembered = () => workspace.setting<readonly string[]>(setting, [])
  const isOpen = (address: string) => acs.addresses.some(({ host }) => covers(host, address))
  const codeOf = (address: string) => `listen:${address}`

  return {
    get port() {
      return port
    },
    async start(host, wanted) {
      port = (await acs.listen(host, wanted)).port
      for (const address of remembered()) {
        if (isOpen(address)) continue
        await acs.listen(address, port).catch((error: unknown) => {
          problems.set(codeOf(address), error instanceof Error ? error.message : String(error))
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
