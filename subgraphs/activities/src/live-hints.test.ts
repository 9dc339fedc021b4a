import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLiveSessionHints } from './live-hints.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const open = () => {
  const told: string[] = []
  const hints = openLiveSessionHints({ publish: (topic, key) => void told.push(`${topic} ${key}`) }, 1000)
  return { told, hints }
}
const session = { _id: 'live_1', link: null }

describe('hints of a live session', () => {
  it('come at once, then at most one a second, and the last change is always told', () => {
    const { told, hints } = open()
    for (let call = 0; call < 50; call++) hints.changed(session)
    expect(told).toHaveLength(1)
    vi.advanceTimersByTime(1000)
    expect(told).toHaveLength(2)
    vi.advanceTimersByTime(5000)
    expect(told).toHaveLength(2)
    hints.changed(session)
    expect(told).toHaveLength(3)
    hints.close()
  })

  it('reach those who follow by a link under the hash of its token, while there is one', () => {
    const { told, hints } = open()
    hints.changed({ ...session, link: { tokenHash: 'abc' } })
    expect(told).toEqual(['liveSession live_1', 'liveLink abc'])
    hints.changed(session)
    vi.advanceTimersByTime(1000)
    expect(told).toEqual(['liveSession live_1', 'liveLink abc', 'liveSession live_1'])
    hints.close()
  })

  it('that wait when the process closes are told to both', () => {
    const { told, hints } = open()
    hints.changed(session)
    hints.changed({ ...session, link: { tokenHash: 'abc' } })
    hints.close()
    expect(told).toEqual(['liveSession live_1', 'liveSession live_1', 'liveLink abc'])
  })

  it('of one session do not wait for those of another, and none waits for ever', () => {
    const { told, hints } = open()
    hints.changed(session)
    hints.changed({ ...session, _id: 'live_2' })
    hints.changed(session)
    hints.close()
    vi.advanceTimersByTime(5000)
    expect(told).toEqual(['liveSession live_1', 'liveSession live_2', 'liveSession live_1'])
  })
})
