/** Bounds of the wait before a retry, in seconds. The wait itself is uniformly random between them. */
export interface RetryWait {
  readonly minimum: number
  readonly maximum: number
}

/**
 * The wait before retry `attempt` (from 1) of a failed session (TR-069a6 3.2.1.1, table 3): the interval
 * grows by the multiplier until the tenth attempt and stays there.
 * @param minimumWaitInterval CWMPRetryMinimumWaitInterval, seconds
 * @param intervalMultiplier CWMPRetryIntervalMultiplier, in thousandths
 */
export function retryWait(attempt: number, minimumWaitInterval = 5, intervalMultiplier = 2000): RetryWait {
  const factor = intervalMultiplier / 1000
  const step = Math.min(Math.max(attempt, 1), 10)
  return {
    minimum: minimumWaitInterval * factor ** (step - 1),
    maximum: minimumWaitInterval * factor ** step,
  }
}
