import { expect, it } from 'vitest'
import { forgetPositions, MOST_AT_ONCE, openWaiting, type Storage } from './waiting-positions.ts'

const storage = (most = Infinity): Storage & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > most) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key) => kept.delete(key),
  }
}
const at = (second: number) => ({ at: new Date(second * 1_000).toISOString(), latitude: 47, longitude: 8, altitudeMeters: null })

it('positions wait until they have arrived, also for the next page', () => {
  const place = storage()
  const waiting = openWaiting(place, 'live_1')
  for (let second = 0; second < MOST_AT_ONCE + 2; second += 1) waiting.add(at(second))
  const sent = waiting.next()
  expect([sent.length, sent[0]]).toEqual([MOST_AT_ONCE, at(0)])
  // One comes while they are under way.
  waiting.add(at(9_999))
  waiting.done(sent)
  expect(waiting.next()).toEqual([at(MOST_AT_ONCE), at(MOST_AT_ONCE + 1), at(9_999)])
  expect(openWaiting(place, 'live_1').count()).toBe(3)
  expect(openWaiting(place, 'live_2').count()).toBe(0)
  waiting.done(waiting.next())
  expect(place.kept.size).toBe(0)
})

it('without room they are kept in memory, and what is no list is nothing', () => {
  const full = openWaiting(storage(10), 'live_1')
  full.add(at(1))
  expect(full.count()).toBe(1)
  const broken = storage()
  broken.kept.set('live-positions live_1', '{')
  expect(openWaiting(broken, 'live_1').count()).toBe(0)
})

it('are forgotten with the session, and nothing else is', () => {
  const kept: Record<string, string> = { 'live-positions live_1': '[]', 'live-positions live_2': '[]', language: 'de' }
  const place = Object.defineProperty(kept, 'removeItem', { value: (key: string) => delete kept[key] })
  forgetPositions(place as unknown as globalThis.Storage)
  expect(Object.keys(kept)).toEqual(['language'])
})
