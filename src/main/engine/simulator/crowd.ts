import type { CpeSessionResult, SimulatedCpe } from './types.js'

/** What a crowd of CPEs did. */
export interface CrowdTotals {
  readonly sessions: number
  readonly failed: number
  readonly seconds: number
  readonly sessionsPerSecond: number
  /** Of single HTTP exchanges, request to response. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number }
}

/** Counts sessions as they end. */
export interface CrowdCount {
  add(result: CpeSessionResult): void
  totals(seconds: number): CrowdTotals
}

export function createCrowdCount(): CrowdCount {
  let sessions = 0
  let failed = 0
  const latencies: number[] = []
  return {
    add(result) {
      sessions += 1
      if (!result.ok) failed += 1
      for (const milliseconds of result.exchangeMs) latencies.push(milliseconds)
    },
    totals(seconds) {
      const sorted = Float64Array.from(latencies).sort()
      return {
        sessions,
        failed,
        seconds: round(seconds, 3),
        sessionsPerSecond: seconds > 0 ? round(sessions / seconds, 1) : 0,
        latencyMs: {
          p50: round(percentile(sorted, 0.5), 2),
          p95: round(percentile(sorted, 0.95), 2),
          p99: round(percentile(sorted, 0.99), 2),
        },
      }
    },
  }
}

/** How many CPEs are in their sessions at the same time; more would only queue for sockets. */
const maxAtOnce = 256

/**
 * Lets CPEs have so many sessions each: the boot first, periodic informs after. Stops early, with the
 * result, when the ACS cannot be reached at all.
 */
export async function runSessions(
  count: number,
  sessionsEach: number,
  create: (number: number) => SimulatedCpe,
  onSession: (result: CpeSessionResult) => void,
): Promise<CpeSessionResult | null> {
  let next = 1
  let unreachable: CpeSessionResult | null = null
  const oneAfterTheOther = async (): Promise<void> => {
    while (next <= count && unreachable === null) {
      const cpe = create(next++)
      for (let session = 0; session < sessionsEach && unreachable === null; session++) {
        const result = await (session === 0 ? cpe.start() : cpe.inform(['2 PERIODIC']))
        onSession(result)
        if (result.unreachable) unreachable = result
      }
      await cpe.stop()
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, maxAtOnce) }, oneAfterTheOther))
  return unreachable
}

/** Nearest rank; 0 for nothing. */
function percentile(sorted: Float64Array, fraction: number): number {
  return sorted[Math.max(Math.ceil(sorted.length * fraction) - 1, 0)] ?? 0
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
