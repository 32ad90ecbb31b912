import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Contract } from '../../../src/contract/index.js'
import { portMessageType, shellChannels, shellGlobal } from '../../../src/contract/shell.js'
import { standInRouter } from '../stand-in-services.js'
import * as standIn from './electron-stand-in.js'

vi.mock('electron', () => import('./electron-stand-in.js'))
const { createPortOffice } = await import('../../../src/main/electron/engine-port.js')

afterEach(() => standIn.reset())

const office = () =>
  createPortOffice(
    standInRouter({
      reachability: () => [{ name: 'http', state: 'seen', at: null, detail: 'from the engine' }],
    }),
  )

function clientOf(port: standIn.MessagePortMain | undefined): ContractRouterClient<Contract> {
  if (!port) throw new Error('No port was handed over.')
  port.start()
  return createORPCClient(new RPCLink({ port }))
}

describe('engine port', () => {
  it('hands the page one end of a channel and serves the contract on the other', async () => {
    const contents = new standIn.StandInContents()
    office().connect(contents.asElectron())
    const [handedOver] = contents.posted
    expect(handedOver).toMatchObject({ channel: shellChannels.port, message: null })
    expect(await clientOf(handedOver?.ports[0]).status.reachability()).toMatchObject([
      { detail: 'from the engine' },
    ])
  })

  it('closes the earlier port of a page that asks again', async () => {
    const contents = new standIn.StandInContents()
    const ports = office()
    ports.connect(contents.asElectron())
    const first = contents.posted[0]?.ports[0]
    const closed = new Promise((resolve) => first?.once('close', resolve))
    ports.connect(contents.asElectron())
    await closed
    expect(await clientOf(contents.posted[1]?.ports[0]).status.reachability()).toHaveLength(1)
  })
})

describe('names shared with the page', () => {
  it('are those the page looks for', () => {
    expect(shellGlobal).toBe('cwmpWorkbench')
    expect(portMessageType).toBe('cwmp-workbench-port')
  })
})
