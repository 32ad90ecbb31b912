import type { ApiBase } from './base.js'
import { knownDevice } from './devices.js'
import { badRequest, notFound } from './errors.js'
import { newRpcOf } from './new-rpc.js'
import { pageOfList } from './paging.js'
import { withRecordedResult } from './recorded-result.js'
import type { ApiServices } from './services.js'
import { rpcShape, rpcSummaryShape } from './shapes.js'

/** Normalises a time given by the user; one that has passed already is a mistake worth telling. */
function expiry(text: string, now: number): string {
  const at = Date.parse(text)
  if (Number.isNaN(at))
    throw badRequest(`expiresAt: "${text}" is no time. Give it as 2026-11-22T10:00:00.000Z.`)
  if (at <= now) throw badRequest(`expiresAt: ${text} has passed already.`)
  return new Date(at).toISOString()
}

export function rpcProcedures(base: ApiBase, services: ApiServices) {
  const { queue } = services
  return {
    create: base.rpcs.create.handler(async ({ input }) => {
      await knownDevice(services, input.deviceId)
      const expiresAt = input.expiresAt === undefined ? undefined : expiry(input.expiresAt, services.now())
      const rpc = queue.create(newRpcOf(input, expiresAt))
      // It is queued whatever becomes of the call: then the next session takes it.
      if (input.deliver === 'connection-request') services.wake(input.deviceId)
      return rpcShape(rpc)
    }),
    list: base.rpcs.list.handler(async ({ input }) => {
      await knownDevice(services, input.deviceId)
      const words = (input.filter ?? '').toLowerCase().split(/\s+/).filter(Boolean)
      const rpcs = queue
        .list(input.deviceId)
        .filter(({ method, state }) =>
          words.every((word) => `${method} ${state}`.toLowerCase().includes(word)),
        )
      const page = pageOfList(rpcs, input, (rpc) => rpc.id)
      return { ...page, items: page.items.map(rpcSummaryShape) }
    }),
    get: base.rpcs.get.handler(async ({ input }) => {
      const rpc = await queue.wait(input.rpcId, input.waitMs)
      if (!rpc) throw notFound(`RPC "${input.rpcId}"`)
      return rpcShape(await withRecordedResult(services.reader, rpc))
    }),
    resend: base.rpcs.resend.handler(({ input }) => {
      const expiresAt = input.expiresAt === undefined ? undefined : expiry(input.expiresAt, services.now())
      const rpc = queue.resend(input.rpcId, expiresAt)
      if (input.deliver === 'connection-request') services.wake(rpc.deviceId)
      return rpcShape(rpc)
    }),
    cancel: base.rpcs.cancel.handler(({ input }) => {
      if (!queue.get(input.rpcId)) throw notFound(`RPC "${input.rpcId}"`)
      return rpcShape(queue.cancel(input.rpcId))
    }),
  }
}
