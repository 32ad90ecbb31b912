import type { Device } from '../../../contract/index.js'
import { matches, parseFilter, type FilterFacts } from '../../../core/filter/index.js'
import type { ApiBase } from './base.js'
import { badRequest, notFound } from './errors.js'
import { pageOfList } from './paging.js'
import type { ApiServices } from './services.js'

/** The device, or NOT_FOUND with the device's name in the sentence. */
export async function knownDevice({ directory }: ApiServices, deviceId: string): Promise<Device> {
  const device = await directory.get(deviceId)
  if (!device) throw notFound(`Device "${deviceId}"`)
  return device
}

/**
 * A device as the filter language sees it: its words where a session has its device id, and the state and time of its
 * newest session, so that `device:BM632w`, `state:failed` and `time:>2026-11-22` mean here what they mean there.
 */
function factsOf(device: Device): FilterFacts {
  const words = [device.id, device.manufacturer, device.oui, device.productClass, device.serialNumber]
  return {
    row: 'session',
    session: {
      id: device.lastSession?.id ?? '',
      deviceId: [...words, device.softwareVersion ?? '', device.ip ?? ''].join('\n'),
      state: device.lastSession?.state ?? 'done',
      outcome: device.lastSession?.outcome ?? '',
      source: 'acs',
      addresses: device.ip === null ? [] : [device.ip],
      durationMs: 0,
      startedAt: device.lastInform === null ? 0 : Date.parse(device.lastInform),
      rules: [],
      findings: { error: 0, warning: 0, info: 0 },
      marks: [],
      notes: [],
    },
    messages: [],
  }
}

/** The devices that meet the filter; a mistake in it is refused with its place. */
function filtered(devices: readonly Device[], text: string): readonly Device[] {
  const parsed = parseFilter(text)
  if (!parsed.ok) {
    const { message, offset, length } = parsed
    throw badRequest(message, { offset, length })
  }
  return devices.filter((device) => matches(parsed.filter, factsOf(device)))
}

export function deviceProcedures(base: ApiBase, services: ApiServices) {
  return {
    list: base.devices.list.handler(async ({ input }) => {
      const devices = await services.directory.list()
      return pageOfList(filtered(devices, input.filter ?? ''), input, (device) => device.id)
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
