import type { DefaultQuirks, DeviceQuirks, QuirkProfile } from '../../../contract/index.js'
import { quirkNames, type QuirkProfile as QuirkProfileRecord } from '../../../core/quirks/index.js'
import type { SuggestedQuirk } from '../store/types.js'
import type { ApiBase } from './base.js'
import { knownDevice } from './devices.js'
import type { ApiServices } from './services.js'
import { findingShape, quirksShape } from './shapes.js'

/** How CPEs are spoken to: the default and each device's own profile. */
export function quirkProcedures(base: ApiBase, services: ApiServices) {
  const { quirks, reader } = services

  function defaults(): DefaultQuirks {
    return { effective: profileShape(quirks.of(null)), chosen: quirksShape(quirks.chosen(null)) }
  }

  async function ofDevice(deviceId: string): Promise<DeviceQuirks> {
    const effective = quirks.of(deviceId)
    const suggested = await reader.suggestions(deviceId)
    return {
      deviceId,
      effective: profileShape(effective),
      chosen: quirksShape(quirks.chosen(deviceId)),
      suggestions: suggested.flatMap((one) => suggestionShape(one, effective)),
    }
  }

  return {
    getDefault: base.quirks.getDefault.handler(() => defaults()),
    setDefault: base.quirks.setDefault.handler(({ input }) => {
      quirks.choose(null, input)
      return defaults()
    }),
    get: base.quirks.get.handler(async ({ input: { deviceId } }) => {
      await knownDevice(services, deviceId)
      return ofDevice(deviceId)
    }),
    set: base.quirks.set.handler(async ({ input: { deviceId, ...choices } }) => {
      await knownDevice(services, deviceId)
      quirks.choose(deviceId, choices)
      return ofDevice(deviceId)
    }),
  }
}

function profileShape(profile: QuirkProfileRecord): QuirkProfile {
  return { ...profile, prefixes: { ...profile.prefixes } }
}

/** Nothing for what holds already. */
function suggestionShape(
  { finding, findings }: SuggestedQuirk,
  effective: QuirkProfileRecord,
): DeviceQuirks['suggestions'] {
  const { fix } = finding
  if (fix?.kind !== 'quirk') return []
  const { title, quirk } = fix
  const holds = quirkNames.every(
    (name) => quirk[name] === undefined || JSON.stringify(quirk[name]) === JSON.stringify(effective[name]),
  )
  return holds ? [] : [{ title, quirk: quirksShape(quirk), finding: findingShape(finding), findings }]
}
