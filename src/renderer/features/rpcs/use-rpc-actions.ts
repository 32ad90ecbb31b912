import { useMemo } from 'react'
import type { Rpc } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyDone, notifyError } from '../../app/notify.js'

/** What can be done with an RPC of the queue. */
export interface RpcActions {
  cancel(rpc: Rpc): void
  /** Queues it again; `now` calls the CPE for it. */
  resend(rpc: Rpc, now: boolean): void
}

export function useRpcActions(): RpcActions {
  const client = useClient()
  return useMemo(() => {
    const resend = (rpc: Rpc, now: boolean) => {
      client.rpcs
        .resend({ rpcId: rpc.id, deliver: now ? 'connection-request' : 'next-session' })
        .catch((error: unknown) => notifyError({ what: `${rpc.method} could not be queued again`, error }))
    }
    return {
      resend,
      cancel(rpc) {
        client.rpcs.cancel({ rpcId: rpc.id }).then(
          ({ deviceId, method, arguments: args, priority, raw, body }) =>
            notifyDone(`${method} was cancelled`, 'It was not sent.', {
              label: 'Undo',
              run: () => {
                client.rpcs
                  .create({
                    deviceId,
                    method,
                    arguments: args,
                    ...(priority === undefined ? {} : { priority }),
                    ...(raw === undefined ? {} : { raw }),
                    ...(body === undefined ? {} : { body }),
                  })
                  .catch((error: unknown) =>
                    notifyError({ what: `${method} could not be queued again`, error }),
                  )
              },
            }),
          (error: unknown) => notifyError({ what: `${rpc.method} could not be cancelled`, error }),
        )
      },
    }
  }, [client])
}
