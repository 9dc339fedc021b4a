import type { AnyData } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

type Caller = Awaited<ReturnType<World['athlete']>>
const ask = async (caller: Caller, id: string): Promise<AnyData> =>
  (
    await world.ask(
      `query($id: ID!) { activity(id: $id) { distanceMeters movingSeconds averageSpeedMps poolLengthMeters
        laps { distanceMeters movingSeconds } lengths { index startSeconds elapsedSeconds isRest stroke strokes swolf distanceMeters } } }`,
      { id },
      caller,
    )
  ).activity

describe('a pool swim', () => {
  it('shows its lengths to everybody who may see it, since they reveal no place', async () => {
    const swimmer = await world.athlete()
    const upload = await world.send(swimmer, recording('swim-pool.fit'))
    const { id } = upload.activities[0]
    const swim = await ask(swimmer, id)
    expect(swim).toMatchObject({ poolLengthMeters: 22.86, movingSeconds: 2763 })
    expect(swim.distanceMeters).toBeCloseTo(2606.04, 2)
    expect(swim.averageSpeedMps).toBeCloseTo(0.943, 3)
    expect(swim.lengths).toHaveLength(166)
    expect(swim.lengths[0]).toMatchObject({ index: 0, isRest: false, stroke: 'FREESTYLE', strokes: 10, distanceMeters: 22.86 })
    expect(swim.lengths[0].swolf).toBeCloseTo(36.562, 3)
    expect(swim.lengths.at(-1)).toMatchObject({ isRest: true, stroke: null, strokes: null, swolf: null, distanceMeters: 0 })
    expect(swim.laps[1]).toEqual({ distanceMeters: 0, movingSeconds: 0 })

    await world.privacy(swimmer, {
      hideStartEndMeters: 500,
      hideHeartRate: true,
      zones: [{ zoneId: 'zone_1', latitude: 47, longitude: 8, radiusMeters: 400 }],
    })
    await world.settle()
    const seen = await ask(await world.athlete(), id)
    expect(seen.lengths).toEqual(swim.lengths)
    // Nothing of it is hidden, so others see its whole sums.
    expect(seen).toMatchObject({ poolLengthMeters: 22.86, distanceMeters: swim.distanceMeters, movingSeconds: 2763 })
  })
  it('is nothing else', async () => {
    const rider = await world.athlete()
    const upload = await world.send(rider, recording('ride-indoor-trainer.fit'))
    expect(await ask(rider, upload.activities[0].id)).toMatchObject({ poolLengthMeters: null, lengths: null })
  })
})
