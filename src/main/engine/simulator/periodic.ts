import { parameterAt, type ModelTree } from '../../../core/model/index.js'

/** When a CPE informs periodically, as its tree says. */
export interface PeriodicInform {
  readonly enabled: boolean
  readonly intervalMs: number
  /** Milliseconds since the epoch; null: Unknown Time, the CPE picks the phase itself. */
  readonly phase: number | null
}

export function periodicInformOf(tree: ModelTree, root: string): PeriodicInform {
  const value = (name: string): string => parameterAt(tree, `${root}.ManagementServer.${name}`)?.value ?? ''
  const interval = Number(value('PeriodicInformInterval'))
  const phase = Date.parse(value('PeriodicInformTime'))
  return {
    enabled: ['1', 'true'].includes(value('PeriodicInformEnable')) && interval >= 1,
    intervalMs: interval * 1000,
    phase: Number.isNaN(phase) || phase < Date.UTC(1970, 0, 2) ? null : phase,
  }
}

export const samePeriod = (a: PeriodicInform, b: PeriodicInform): boolean =>
  a.enabled === b.enabled && a.intervalMs === b.intervalMs && a.phase === b.phase

/** Milliseconds until the next periodic inform: at phase +/- n * interval, or an interval from now. */
export function untilNextInform({ intervalMs, phase }: PeriodicInform, now: number): number {
  if (phase === null) return intervalMs
  const into = (((now - phase) % intervalMs) + intervalMs) % intervalMs
  return intervalMs - into
}
