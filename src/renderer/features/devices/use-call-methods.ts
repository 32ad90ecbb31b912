import { useCallback } from 'react'
import { readUdpAddress } from '../../../core/connection-request/index.js'
import { useClient } from '../../app/host-context.js'
import { usePull } from '../../state/use-pull.js'
import type { CallMethod } from './calls.js'

const none: readonly CallMethod[] = []

/** The ways a CPE can be called, by what it has told of itself below ManagementServer; empty while that is not known. */
export function useCallMethods(deviceId: string): readonly CallMethod[] {
  const client = useClient()
  const pull = useCallback(
    async (id: string, signal: AbortSignal) => {
      const { root } = await client.devices.get({ deviceId: id }, { signal })
      if (root === null) return none
      const prefix = `${root}.ManagementServer.`
      const { items } = await client.parameters.list({ deviceId: id, prefix, limit: 1000 }, { signal })
      const values = new Map(items.map(({ path, value }) => [path.slice(prefix.length), value ?? '']))
      return methodsOf((name) => values.get(name)?.trim() ?? '')
    },
    [client],
  )
  const { pulled } = usePull(deviceId, pull)
  return pulled.state === 'here' ? pulled.value : none
}

function methodsOf(value: (name: string) => string): readonly CallMethod[] {
  const possible: readonly (readonly [CallMethod, boolean])[] = [
    ['http', value('ConnectionRequestURL') !== ''],
    ['udp', readUdpAddress(value('UDPConnectionRequestAddress')) !== null],
    ['xmpp', value('ConnReqJabberID') !== ''],
  ]
  return possible.flatMap(([method, is]) => (is ? [method] : []))
}
