import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLiveSessionHints } from './hints.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const open = () => {
  const told: string[] = []
  const hints = openLiveSessionHints({ publish: (topic, key) => void told.push(`${topic} ${key}`) }, 1000)
  return { told, hints }
}
const session = { _id: 'live_1', link: null, eventId: null }

describe('hints of a live session', () => {
  it('reach those who follow by a link under the hash of its token, while there is a link', () => {
    const { told, hints } = open()
    hints.call({ ...session, link: { tokenHash: 'abc' } })
    expect(told).toEqual(['liveSession live_1', 'liveLink abc'])
    hints.call(session)
    vi.advanceTimersByTime(1000)
    expect(told).toEqual(['liveSession live_1', 'liveLink abc', 'liveSession live_1'])
    hints.close()
  })

  it('of all sessions for an event are one change of the event', () => {
    const { told, hints } = open()
    for (const _id of ['live_1', 'live_2', 'live_3']) hints.call({ ...session, _id, eventId: 'evt_1' })
    expect(told.filter((hint) => hint === 'clubEvent evt_1')).toHaveLength(1)
    vi.advanceTimersByTime(1000)
    expect(told.filter((hint) => hint === 'clubEvent evt_1')).toHaveLength(2)
    hints.close()
  })

  it('that wait when the process closes are sent to both topics', () => {
    const { told, hints } = open()
    hints.call(session)
    hints.call({ ...session, link: { tokenHash: 'abc' } })
    hints.close()
    expect(told).toEqual(['liveSession live_1', 'liveSession live_1', 'liveLink abc'])
  })
})
