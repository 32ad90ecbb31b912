import { describe, expect, it } from 'vitest'
import { onlineUntil } from '../../../../src/main/engine/devices/online.js'

describe('online', () => {
  const at = Date.parse('2026-11-22T12:00:00Z')

  it('lasts two periodic intervals after the last Inform', () => {
    expect(onlineUntil({ lastInform: at, lastAnswered: null, periodicInformInterval: 60 })).toBe(at + 120_000)
  })

  it('lasts from an answered connection request that came later', () => {
    expect(onlineUntil({ lastInform: at, lastAnswered: at + 500_000, periodicInformInterval: 60 })).toBe(
      at + 620_000,
    )
  })

  it('is not cut short by a connection request before the Inform', () => {
    expect(onlineUntil({ lastInform: at, lastAnswered: at - 500_000, periodicInformInterval: 60 })).toBe(
      at + 120_000,
    )
  })

  it.each([null, 0])('assumes five minutes while the interval is %s', (periodicInformInterval) => {
    expect(onlineUntil({ lastInform: at, lastAnswered: null, periodicInformInterval })).toBe(at + 600_000)
  })

  it('never was for a CPE that was never seen', () => {
    expect(onlineUntil({ lastInform: null, lastAnswered: null, periodicInformInterval: 60 })).toBe(0)
  })
})
