import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from '../../../src/renderer/state/coalesce.js'

describe('coalesced wishes', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are granted at once, then together, then not at all', () => {
    const action = vi.fn()
    const wishes = coalesce(action, 100)
    wishes.wish()
    expect(action).toHaveBeenCalledTimes(1)
    for (let wish = 0; wish < 50; wish++) wishes.wish()
    expect(action).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(100)
    expect(action).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(1000)
    expect(action).toHaveBeenCalledTimes(2)
  })

  it('are forgotten when cancelled', () => {
    const action = vi.fn()
    const wishes = coalesce(action, 100)
    wishes.wish()
    wishes.wish()
    wishes.cancel()
    vi.advanceTimersByTime(1000)
    expect(action).toHaveBeenCalledTimes(1)
  })
})
