import { expect, it } from 'vitest'
import type { Api } from './api.ts'
import { rideLive } from './live-ride.ts'

const PLACES = [
  [46.55, 15.64],
  [46.56, 15.66],
  [46.54, 15.67],
] as const

/** A platform that does not answer for some positions. The ride began long ago, so nothing waits. */
const platform = (isAway: (position: number) => boolean) => {
  const asked: string[] = []
  let positions = 0
  const ask = async (operation: string) => {
    if (operation.includes('startLiveSession')) return { startLiveSession: { id: 'live_1', startedAt: '2020-01-01T00:00:00Z' } }
    if (operation.includes('recordPositions')) {
      positions += 1
      if (isAway(positions)) throw new Error('The platform does not answer')
    }
    asked.push(/(\w+)\(/.exec(operation.slice(operation.indexOf('{')))?.[1] ?? '')
    return {}
  }
  return { api: { ask } as unknown as Api, asked }
}

it('a ride goes on after a platform did not answer for a while, without the positions of that time', async () => {
  const { api, asked } = platform((position) => position > 10 && position <= 30)
  await rideLive(api, PLACES)
  expect(asked.filter((name) => name === 'recordPositions')).toHaveLength(2_860)
  expect(asked.at(-1)).toBe('endLiveSession')
})

it('a ride ends with the platform', async () => {
  const { api, asked } = platform((position) => position > 10)
  await expect(rideLive(api, PLACES)).rejects.toThrow('does not answer')
  expect(asked).toHaveLength(10)
})
