import { parameterAt, withValue, type ModelTree } from '../../../core/model/index.js'

/** ISO 8601 with numeric offset and whole seconds: some ACSs and CPEs stumble over fractions. */
export const cwmpTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+00:00')

/** Brings the values that move by themselves up to date: the clock and the time since boot. */
export function withLivingValues(tree: ModelTree, root: string, now: number, bootedAt: number): ModelTree {
  const upTime = String(Math.floor((now - bootedAt) / 1000))
  let next = withValue(tree, `${root}.DeviceInfo.UpTime`, upTime)
  if (parameterAt(next, `${root}.Time.CurrentLocalTime`)?.type === 'dateTime') {
    next = withValue(next, `${root}.Time.CurrentLocalTime`, cwmpTime(now).replace('+00:00', 'Z'))
  }
  return next
}
