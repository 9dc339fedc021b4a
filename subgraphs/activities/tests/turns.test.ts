import { afterAll, beforeAll, expect, it } from 'vitest'
import { gpxNorth } from './segment-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ workers: false, env: { QUOTA_FACTOR: '1' } })
})
afterAll(() => world.close())

const MANY = 30
const ride = (day: number, east: number) => gpxNorth(new Date(Date.UTC(2026, 1, 1 + day, 8)).toISOString(), 10, { to: 300, east })

it('many files of one athlete do not delay the file of another, and all are measured', async () => {
  const [busy, other] = [await world.athlete(), await world.athlete()]
  const many: string[] = []
  for (let day = 0; day < MANY; day += 1) many.push(await world.begin(busy, ride(day, 0)))
  const one = await world.begin(other, ride(0, 5_000))
  await world.startWorkers()

  const statusOf = async (ids: readonly string[]) => {
    const rows = await world.stores.uploads.many(ids)
    return rows.filter(({ status }) => status === 'DONE' || status === 'MATCHING_SEGMENTS').length
  }
  // No time is asserted: when the other athlete's file is measured, most of the many must still wait.
  while ((await statusOf([one])) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await statusOf(many)).toBeLessThan(20)

  await world.settle()
  expect(world.events('upload.queued')).toHaveLength(MANY - 10)
  expect(await statusOf(many)).toBe(MANY)
  expect(await world.rows('activities')).toHaveLength(MANY + 1)
})
