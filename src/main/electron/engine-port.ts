import { RPCHandler } from '@orpc/server/message-port'
import type { Router } from '@orpc/server'
import { MessageChannelMain, type WebContents } from 'electron'
import type { Contract } from '../../contract/index.js'
import { shellChannels } from '../../contract/shell.js'
import type { ApiContext } from '../engine/types.js'

/** Gives pages their message port to the engine. */
export interface PortOffice {
  /** Makes a channel, serves the contract on one end and sends the other to the page. An earlier port of that page is closed. */
  connect(contents: WebContents): void
}

export function createPortOffice(router: Router<Contract, ApiContext>): PortOffice {
  const handler = new RPCHandler(router)
  const ports = new Map<number, Electron.MessagePortMain>()

  return {
    connect(contents) {
      ports.get(contents.id)?.close()
      const { port1, port2 } = new MessageChannelMain()
      ports.set(contents.id, port1)
      port1.once('close', () => {
        if (ports.get(contents.id) === port1) ports.delete(contents.id)
      })
      handler.upgrade(port1, { context: { face: 'message-port' } })
      port1.start()
      contents.postMessage(shellChannels.port, null, [port2])
    },
  }
}
