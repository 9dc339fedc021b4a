import { expect, it } from 'vitest'
import { everyNthOf, sharedSamplesOf } from './shared-samples.ts'

const seconds = (count: number) => Float64Array.from({ length: count }, (_, second) => second)

it('a recording is shared whole, or thinned to some hours of seconds', () => {
  expect([0, 1, 36_000, 36_001, 86_400].map(everyNthOf)).toEqual([1, 1, 1, 2, 3])
  const timeSeconds = seconds(5)
  const shared = sharedSamplesOf({ timeSeconds, heartRateBpm: Float64Array.of(90, Number.NaN, 92, 93, 94) }, 2)
  expect(shared).toMatchObject({ elapsedSeconds: [0, 2, 4], heartRateBpm: [90, 92, 94], powerWatts: null, areas: [] })
  expect(sharedSamplesOf({ timeSeconds, heartRateBpm: Float64Array.of(90, Number.NaN, 92.4, 93, 94) }, 1).heartRateBpm).toEqual([
    90,
    null,
    92,
    93,
    94,
  ])
})

it('an area is told at the first position of a minute, and not when it is entered', () => {
  // To the north, a quarter of a degree in the hour, without positions in the first ninety seconds.
  const timeSeconds = seconds(3600)
  const latitude = timeSeconds.map((second) => (second < 90 ? Number.NaN : 47 + second / 14_400))
  const { areas, areasSinceSeconds } = sharedSamplesOf({ timeSeconds, latitude, longitude: timeSeconds.map(() => 8.5) }, 1)
  expect(areasSinceSeconds[0]).toBe(60)
  expect(areas.length).toBeGreaterThan(5)
  expect(areasSinceSeconds).toHaveLength(areas.length)
  expect(areasSinceSeconds.every((second) => second % 60 === 0)).toBe(true)
})
