import { retryWait } from '../../../dialog/cpe-retry.js'
import { managementServer, type DeviceMemory } from '../../../sessions/device-memory.js'
import { retryCountOf } from '../../../sessions/inform-facts.js'
import { hasEvent, openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

/** A CPE may have waited for an answer before it counted the session as failed, in seconds. */
const longestWaitForAnswer = 120

export const retryOutsideWindow: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'retry-outside-window',
  severity: 'info',
  title: 'The CPE does not keep its retry wait.',
  reference: 'Device:2.17 Device.ManagementServer.CWMPRetryMinimumWaitInterval',
  explanation:
    'After a failed session the CPE waits for a random time before it tries again: 5 to 10 s, then 10 to 20 s and so on, twice as long each time up to about an hour, unless CWMPRetryMinimumWaitInterval and CWMPRetryIntervalMultiplier say otherwise. A CPE that comes sooner hammers an ACS that is in trouble; one that comes much later seems to be lost. Only a connection request or a restart may cut the wait short.',
  wrong: 'CPE  POST Inform  RetryCount 0  …  (fails)\nCPE  POST Inform  RetryCount 1  (1 s later)',
  right: 'CPE  POST Inform  RetryCount 0  …  (fails)\nCPE  POST Inform  RetryCount 1  (7 s later)',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const { device } = track
    const before = device?.before(track) ?? null
    if (envelope === null || device === null || before === null || before.retryCount === null) return
    const attempt = retryCountOf(envelope.decoded)
    if (attempt === null || attempt === 0 || attempt !== before.retryCount + 1) return
    if (before.outcome === 'completed' || hasEvent(envelope, '6 CONNECTION REQUEST')) return
    if (hasEvent(envelope, '1 BOOT') || hasEvent(envelope, '0 BOOTSTRAP')) return
    const { minimum, maximum } = retryWait(
      attempt,
      numberOf(device, 'CWMPRetryMinimumWaitInterval') ?? undefined,
      numberOf(device, 'CWMPRetryIntervalMultiplier') ?? undefined,
    )
    const waited = (turn.at - before.until) / 1_000_000
    const expected = `${secondsText(minimum * 1_000_000)} to ${secondsText(maximum * 1_000_000)}`
    if (waited < minimum * 0.9 - 0.5 || waited > maximum * 1.1 + longestWaitForAnswer) {
      report(
        `Retry ${String(attempt)} comes ${secondsText(turn.at - before.until)} after the session before; its wait should be ${expected}.`,
        argumentPlace(envelope, 'RetryCount'),
      )
    }
  },
}

function numberOf({ parameter }: DeviceMemory, name: string): number | null {
  const value = managementServer(parameter, name)?.value?.trim() ?? ''
  return /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null
}
