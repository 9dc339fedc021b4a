import { viewerRootId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runUntil } from './crash.ts'
import { openWorld, recording, type World } from './world.ts'

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
let workers: Awaited<ReturnType<World['startWorkers']>>
beforeAll(async () => {
  world = await openWorld({ workers: false })
  workers = await world.startWorkers()
})
afterAll(() => world?.close())

const COUNT = 120
const dayOf = (i: number): string => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)

/** A rider with one ride a day, all made from one recording. */
const riderOfManyDays = async ({ athlete, send, settle, rows, detailsOf, database }: World): Promise<Rider> => {
  const rider = await athlete()
  await settle()
  const { id } = (await send(rider, recording('ride-power-laps.fit'))).activities[0]
  const [[activity], [details]] = await Promise.all([rows('activities', { _id: id }), detailsOf(id)])
  const ids = Array.from({ length: COUNT }, (_, i) => `${id}${String(i).padStart(3, '0')}`)
  const startedAt = (i: number) => new Date(`${dayOf(i)}T09:00:00Z`)
  const activities = ids.map((_id, i) => ({ ...activity, _id: _id as never, startedAt: startedAt(i), day: dayOf(i) }))
  await database.connection.collection('activities').insertMany(activities)
  const pages = ids.map((_id) => ({ ...details, _id: `${_id}:${activity?.samplesRevision}` as never, activityId: _id }))
  await database.connection.collection('activity_details').insertMany(pages)
  return rider
}

/** The thresholds that rides were measured with, by day. Intensity is normalized power divided by threshold. */
const thresholds = async ({ rows }: World, { athleteId }: Rider): Promise<(number | null)[]> => {
  const activities = await rows('activities', { athleteId, startedAt: { $gte: new Date('2025-12-31') } })
  activities.sort((a, b) => a.startedAt - b.startedAt)
  return activities.map(({ metrics, normalizedPowerWatts }) =>
    metrics.intensityFactor === null ? null : Math.round(normalizedPowerWatts / metrics.intensityFactor),
  )
}
const days = (...stretches: [number | null, number][]) =>
  stretches.flatMap(([watts, count]) => Array<number | null>(count).fill(watts))

const shown = async ({ ask }: World, rider: Rider, viewer = rider) => {
  const query =
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { recalculation { status progress startedAt } } } }'
  return (await ask(query, { r: [{ __typename: 'Viewer', id: viewerRootId(rider.athleteId) }] }, viewer))._entities[0]
    ?.recalculation
}
const recalculated = ({ events }: World, { athleteId }: Rider) =>
  events('training.recalculated').filter((event) => event.athleteId === athleteId)
const from = (effectiveFrom: string, functionalThresholdPowerWatts: number) => ({ effectiveFrom, functionalThresholdPowerWatts })

describe('a change of the training profile', () => {
  it('reaches every activity from its day on, in pages, and shows its progress', async () => {
    const rider = await riderOfManyDays(world)
    expect(await shown(world, rider)).toBeNull()
    await world.trainingProfile(rider, from('2000-01-01', 200))
    await world.settle()
    expect(await thresholds(world, rider)).toEqual(days([200, COUNT]))
    await world.trainingProfile(rider, from('2000-01-01', 200), from(dayOf(30), 250))
    await world.settle()
    expect(await thresholds(world, rider)).toEqual(days([200, 30], [250, 90]))
    expect(recalculated(world, rider).map(({ sinceDay }) => sinceDay)).toEqual(['0000-01-01', dayOf(30)])
    expect(await shown(world, rider)).toMatchObject({ status: 'DONE', progress: 1 })
    expect(await shown(world, rider, await world.athlete())).toBeUndefined()
    // The same event again, and events of a run or a page that is over, change nothing.
    await world.trainingProfile(rider, from('2000-01-01', 200), from(dayOf(30), 250))
    for (const [run, step] of [
      [1, 0],
      [2, 0],
      [2, 1],
      [9, 0],
    ] as const)
      await world.emit('recalculation.advanced', { athleteId: rider.athleteId, run, step })
    await world.settle()
    expect(recalculated(world, rider)).toHaveLength(2)
    expect(world.events('activity.changed')).toEqual([])
    const activities = await world.rows('activities', { athleteId: rider.athleteId })
    expect(activities.every(({ revision }) => revision === 1)).toBe(true)
    // There are two pages and one that ends the run, then two.
    const pages = world.events('recalculation.advanced').filter(({ athleteId, run }) => athleteId === rider.athleteId && run < 9)
    expect(pages.length).toBeLessThan(10)
    world.clock.aheadMs = 2 * 3_600_000
    expect(await shown(world, rider)).toBeNull()
    world.clock.aheadMs = 0
  })

  it('may come while another one is applied, while rides are measured and sports corrected', async () => {
    const rider = await riderOfManyDays(world)
    const [{ _id: id }] = (await world.rows('activities', { athleteId: rider.athleteId, day: dayOf(119) })) as [{ _id: unknown }]
    const update = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
    await world.trainingProfile(rider, from('2000-01-01', 200))
    const upload = world.begin(rider, recording('ride-indoor-trainer.fit'))
    await world.trainingProfile(rider, from('2000-01-01', 200), from(dayOf(60), 300))
    await world.ask(update, { id, input: { sport: 'GRAVEL_RIDE' } }, rider)
    await world.trainingProfile(rider, from('2000-01-01', 210), from(dayOf(90), 300))
    await world.ask(update, { id, input: { sport: 'RIDE' } }, rider)
    await upload
    await world.settle()
    expect(await thresholds(world, rider)).toEqual(days([210, 90], [300, 30]))
    const [indoor] = await world.rows('activities', {
      athleteId: rider.athleteId,
      sport: { $in: ['VIRTUAL_RIDE', 'RIDE'] },
      startedAt: { $lt: new Date('2025-12-31') },
      uploadId: (await upload) as never,
    })
    expect(Math.round(indoor?.normalizedPowerWatts / indoor?.metrics.intensityFactor)).toBe(210)
    expect(await shown(world, rider)).toMatchObject({ status: 'DONE', progress: 1 })
    expect(recalculated(world, rider).at(-1)?.sinceDay).toBe('0000-01-01')
  })

  it('fails when an activity cannot be derived, and the next one takes over the rest', async () => {
    const rider = await riderOfManyDays(world)
    const [{ _id }] = (await world.rows('activities', { athleteId: rider.athleteId, day: dayOf(70) })) as [{ _id: never }]
    const details = world.database.connection.collection('activity_details')
    const [before] = await world.detailsOf(_id)
    await details.updateOne({ _id: before?._id }, { $set: { statistics: { heartRate: 3, power: 3 } } })
    await world.trainingProfile(rider, { ...from('2000-01-01', 200), maxHeartRateBpm: 180 })
    await world.settle()
    expect(await shown(world, rider)).toMatchObject({ status: 'FAILED' })
    expect(recalculated(world, rider)).toEqual([])
    await details.updateOne({ _id: before?._id }, { $set: { statistics: before?.statistics } })
    await world.trainingProfile(rider, { ...from('2000-01-01', 200), maxHeartRateBpm: 180 }, from(dayOf(110), 220))
    await world.settle()
    expect(await thresholds(world, rider)).toEqual(days([200, 110], [220, 10]))
    expect(recalculated(world, rider)).toMatchObject([{ sinceDay: '0000-01-01' }])
  })
})

it('a recalculation continues where it was when its process is killed', async () => {
  const rider = await riderOfManyDays(world)
  await workers.drain()
  await world.trainingProfile(rider, from('2000-01-01', 200))
  expect(await runUntil(world, 'activities-recalculate-training:committed')).toBe('SIGKILL')
  expect(await shown(world, rider)).toMatchObject({ status: 'RUNNING' })
  // The day of the recording itself is the first of fifty.
  expect(await thresholds(world, rider)).toEqual(days([200, 49], [null, COUNT - 49]))
  await world.startWorkers()
  await world.settle()
  expect(await thresholds(world, rider)).toEqual(days([200, COUNT]))
  expect(recalculated(world, rider)).toHaveLength(1)
})
