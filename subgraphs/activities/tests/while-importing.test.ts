import { writeZip } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gpxNorth } from './segment-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const RIDES = 24
const MOST_TIMES = 25
const rideOf = (year: number, day: number): Uint8Array =>
  gpxNorth(new Date(Date.UTC(year, 1, 1 + day, 8)).toISOString(), 10, { to: 300 })

const START = 'mutation { startLiveSession(input: { sport: RIDE }) { id } }'
const GEAR = 'mutation { addGear(input: { name: "A bike", kind: BIKE }) { id } }'
const SPORT = 'mutation($id: ID!, $sport: Sport!) { updateActivity(id: $id, input: { sport: $sport }) { id } }'

it('an import of many recordings refuses nothing that its athlete does meanwhile', async () => {
  const rider = await world.athlete()
  const { activities } = await world.send(rider, rideOf(2021, 0))
  const files = Array.from({ length: RIDES }, (_, day) => ({ name: `activities/${day}.gpx`, bytes: rideOf(2020, day) }))
  const id = await world.begin(rider, writeZip(files), { fileName: 'export.zip' })
  let isOver = false
  const done = { START: 0, GEAR: 0, SPORT: 0 }
  const keepAsking = async (what: keyof typeof done, query: string, variables: (time: number) => Record<string, unknown>) => {
    for (; !isOver && done[what] < MOST_TIMES; done[what] += 1) await world.ask(query, variables(done[what]), rider)
  }
  const asking = Promise.all([
    keepAsking('START', START, () => ({})),
    keepAsking('GEAR', GEAR, () => ({})),
    keepAsking('SPORT', SPORT, (time) => ({ id: activities[0].id, sport: time % 2 === 0 ? 'RUN' : 'RIDE' })),
  ])
  const importing = world.settle().finally(() => {
    isOver = true
  })
  await asking
  await importing
  expect((await world.upload(rider, id)).status).toBe('DONE')
  expect(await world.rows('activities', { athleteId: rider.athleteId })).toHaveLength(RIDES + 1)
  for (const times of Object.values(done)) expect(times).toBeGreaterThan(0)
})
