import type { Device } from '../../../contract/index.js'
import type { ApiBase } from './base.js'
import { notFound } from './errors.js'
import { pageOfList } from './paging.js'
import type { ApiServices } from './services.js'

/** The device, or NOT_FOUND with the device's name in the sentence. */
export async function knownDevice({ directory }: ApiServices, deviceId: string): Promise<Device> {
  const device = await directory.get(deviceId)
  if (!device) throw notFound(`Device "${deviceId}"`)
  return device
}

/** Whether every word of the filter is found in what the list shows of a device; case does not matter. */
function meets(device: Device, words: readonly string[]): boolean {
  const text = [
    device.id,
    device.manufacturer,
    device.oui,
    device.productClass,
    device.serialNumber,
    device.softwareVersion ?? '',
    device.ip ?? '',
  ]
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

export function deviceProcedures(base: ApiBase, services: ApiServices) {
  return {
    list: base.devices.list.handler(async ({ input }) => {
      const words = (input.filter ?? '').toLowerCase().split(/\s+/).filter(Boolean)
      const devices = await services.directory.list()
      return pageOfList(
        words.length === 0 ? devices : devices.filter((device) => meets(device, words)),
        input,
        (device) => device.id,
      )
    }),
    get: base.devices.get.handler(({ input }) => knownDevice(services, input.deviceId)),
    setCredentials: base.devices.setCredentials.handler(async ({ input }) => {
      await knownDevice(services, input.deviceId)
      services.workspace.setCredentials(input.deviceId, {
        connectionRequestUsername: input.username,
        connectionRequestPassword: input.password,
      })
      return knownDevice(services, input.deviceId)
    }),
  }
}
