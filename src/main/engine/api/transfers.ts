import type { ApiBase } from './base.js'
import { knownDevice } from './devices.js'
import { notFound } from './errors.js'
import { transferShape } from './file-shapes.js'
import { saysAll } from './files.js'
import { pageOfList } from './paging.js'
import type { ApiServices } from './services.js'

/** Files on their way to or from CPEs. */
export function transferProcedures(base: ApiBase, services: ApiServices) {
  const { transfers } = services

  /** It is queued whatever becomes of the call: then the next session takes it. */
  function deliver(deviceId: string, how: 'next-session' | 'connection-request'): void {
    if (how === 'connection-request') services.wake(deviceId)
  }

  return {
    list: base.transfers.list.handler(({ input }) => {
      const found = transfers
        .transfers(input.deviceId ?? null)
        .filter(({ fileName, fileType, commandKey, state, direction, deviceId }) =>
          saysAll(input.filter, [fileName, fileType, commandKey, state, direction, deviceId ?? '']),
        )
      const page = pageOfList(found, input, ({ id }) => id)
      return { ...page, items: page.items.map(transferShape) }
    }),
    get: base.transfers.get.handler(({ input }) => {
      const transfer = transfers.transfer(input.transferId)
      if (transfer === null) throw notFound(`Transfer "${input.transferId}"`)
      return transferShape(transfer)
    }),
    download: base.transfers.download.handler(async ({ input: { access, deliver: how, ...order } }) => {
      await knownDevice(services, order.deviceId)
      const transfer = await transfers.orderDownload({ ...order, access: access ?? null })
      deliver(order.deviceId, how)
      return transferShape(transfer)
    }),
    upload: base.transfers.upload.handler(async ({ input: { access, deliver: how, maxBytes, ...order } }) => {
      await knownDevice(services, order.deviceId)
      const transfer = await transfers.orderUpload({
        ...order,
        access: access ?? null,
        maxBytes: maxBytes ?? null,
      })
      deliver(order.deviceId, how)
      return transferShape(transfer)
    }),
  }
}
