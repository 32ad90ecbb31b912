import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { RPCHandler } from '@orpc/server/message-port'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { contract, type Contract } from '../../src/contract/index.js'
import type { Engine } from '../../src/main/engine/types.js'
import { startHeadlessServer } from '../../src/main/headless/server.js'

export type Client = ContractRouterClient<Contract>

/** A way to reach the contract; the suite must not be able to tell one from another. */
export interface Transport {
  readonly name: string
  /** REST serves the public calls only. */
  readonly pageCalls: boolean
  connect(engine: Engine): Promise<{ client: Client; close(): Promise<void> }>
}

/** Serves an engine's contract over HTTP. */
export function serve(engine: Engine) {
  return startHeadlessServer({
    router: engine.router,
    receiveFile: (file) => engine.receiveFile(file),
    host: '127.0.0.1',
    port: 0,
    token: 'contract-suite',
    version: '0.0.0-test',
    pageFolder: join(import.meta.dirname, 'no-page'),
  })
}
const errorSchema = z.object({ code: z.string(), message: z.string(), data: z.unknown().optional() })
export const authorization = 'Bearer contract-suite'

const webSocket: Transport = {
  name: 'WebSocket',
  pageCalls: true,
  async connect(engine) {
    const server = await serve(engine)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}rpc`, { headers: { authorization } })
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    // `ws` keeps to the browser's interface; its types differ from the browser's in details nobody uses here.
    const websocket = socket as unknown as globalThis.WebSocket
    return {
      client: createORPCClient<Client>(new SocketLink({ websocket })),
      async close() {
        socket.close()
        await server.close()
      },
    }
  },
}

const messagePort: Transport = {
  name: 'message port',
  pageCalls: true,
  async connect(engine) {
    const { port1, port2 } = new MessageChannel()
    new RPCHandler(engine.router).upgrade(port1, { context: { face: 'message-port' } })
    port1.start()
    port2.start()
    return {
      client: createORPCClient<Client>(new PortLink({ port: port2 })),
      async close() {
        port2.close()
      },
    }
  },
}

const rest: Transport = {
  name: 'REST',
  pageCalls: false,
  async connect(engine) {
    const server = await serve(engine)
    const link = new OpenAPILink(contract, {
      url: server.apiUrl,
      headers: { authorization },
      // The public error body is `{code, message, data?}`, without oRPC's own fields.
      customErrorResponseBodyDecoder: (body, { status }) => {
        const { code, message, data } = errorSchema.parse(body)
        return new ORPCError(code, { status, message, data })
      },
    })
    const client: JsonifiedClient<Client> = createORPCClient(link)
    return { client, close: () => server.close() }
  },
}

export const transports: readonly Transport[] = [webSocket, messagePort, rest]
