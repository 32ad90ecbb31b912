import type { Acs } from './acs/types.js'
import type { Problems } from './problems.js'
import type { Reach, ReachRequest, ReachResult } from './reach/types.js'

export interface CallsOptions {
  readonly acs: Pick<Acs, 'hasOpenSession'>
  readonly reach: Reach
  readonly problems: Problems
  /** The CPE answered. */
  answered(deviceId: string): void
}

/** Calls CPEs: for a user who waits for the outcome, and in the background for an RPC that waits for its session. */
export interface Calls {
  call(deviceId: string, request?: Pick<ReachRequest, 'method' | 'waitMs'>): Promise<ReachResult>
  wake(deviceId: string): void
  /** The CPE has come by itself: what was said about calling it is settled. */
  settled(deviceId: string): void
}

export function createCalls({ acs, reach, problems, answered }: CallsOptions): Calls {
  const inProgress = new Map<string, Promise<ReachResult>>()
  const codeOf = (deviceId: string) => `connection-request:${deviceId}`

  function call(
    deviceId: string,
    request: Pick<ReachRequest, 'method' | 'waitMs'> = {},
  ): Promise<ReachResult> {
    const onAnswered = () => {
      problems.clear(codeOf(deviceId))
      answered(deviceId)
    }
    return reach.connectionRequest(deviceId, { ...request, onAnswered })
  }

  return {
    call,
    wake(deviceId) {
      // The open session will be asked whether there is something to do; and one call at a time is enough.
      if (acs.hasOpenSession(deviceId) || inProgress.has(deviceId)) return
      const calling = call(deviceId).finally(() => inProgress.delete(deviceId))
      inProgress.set(deviceId, calling)
      const failed = (reason: string, step?: string) =>
        problems.set(
          codeOf(deviceId),
          `${deviceId} did not take the connection request: ${reason} Its RPC stays queued for its next session.`,
          step,
        )
      calling.then(
        (result) => {
          if (result.ok && result.session?.seen !== false) return
          // The verdict sums up; the step before it says what went wrong.
          const step = result.steps.findLast(({ ok, name }) => !ok && name !== 'verdict')
          failed(step?.detail ?? 'the reason is not known.', step?.name)
        },
        (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
      )
    },
    settled(deviceId) {
      problems.clear(codeOf(deviceId))
    },
  }
}
