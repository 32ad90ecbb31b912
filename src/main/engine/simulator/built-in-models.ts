import device2 from '../../../../resources/models/device2.json'
import igd from '../../../../resources/models/igd.json'
import { readCompactModel, type CompactModel, type DeviceModel } from '../../../core/model/index.js'

export type BuiltInModel = 'device2' | 'igd'

const sources: Readonly<Record<BuiltInModel, CompactModel>> = { device2, igd }
const loaded = new Map<BuiltInModel, DeviceModel>()

export const isBuiltInModel = (name: string): name is BuiltInModel => Object.hasOwn(sources, name)

/** A built-in gateway; the same object each time, so that all CPEs share it. */
export function builtInModel(name: BuiltInModel): DeviceModel {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const reading = readCompactModel(sources[name])
  if (!reading.ok) throw new Error(reading.message)
  loaded.set(name, reading.model)
  return reading.model
}
