import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const remove = (id: string, caller: Awaited<ReturnType<World['athlete']>>) =>
  world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, caller)

describe('a duplicate', () => {
  it('is a file with the same bytes', async () => {
    const rider = await world.athlete()
    const first = await world.send(rider, recording('run-laps.fit'))
    const second = await world.send(rider, recording('run-laps.fit'))
    expect(second).toMatchObject({ status: 'FAILED', activities: [] })
    expect(second.failure).toMatchObject({ code: 'DUPLICATE', duplicateOf: { id: first.activities[0].id } })
    expect(world.events('upload.failed').find((event) => event.uploadId === second.id)).toMatchObject({
      code: 'DUPLICATE',
      duplicateOfActivityId: first.activities[0].id,
    })
  })

  it('does not exist between two athletes', async () => {
    const [one, two] = [await world.athlete(), await world.athlete()]
    expect(await world.send(one, recording('walk-tiny.fit'))).toMatchObject({ status: 'DONE' })
    expect(await world.send(two, recording('walk-tiny.fit'))).toMatchObject({ status: 'DONE' })
  })

  const formats = [
    'ride-three-formats.fit',
    'ride-three-formats.tcx.gz',
    'ride-three-formats.gpx.gz',
    'ride-three-formats-bare.gpx.gz',
  ]
  it.each(formats)('is the same ride in another format, when %s came first', async (first) => {
    const rider = await world.athlete()
    const done = await world.send(rider, recording(first))
    expect(done).toMatchObject({ status: 'DONE' })
    for (const other of formats.filter((name) => name !== first))
      expect((await world.send(rider, recording(other))).failure).toMatchObject({
        code: 'DUPLICATE',
        duplicateOf: { id: done.activities[0].id },
      })
  })

  it('never becomes a second activity, however many files arrive at once', async () => {
    const rider = await world.athlete()
    const ids = await Promise.all([...formats, ...formats].map((name) => world.begin(rider, recording(name))))
    await world.settle()
    const uploads = await Promise.all(ids.map((id) => world.upload(rider, id)))
    expect(uploads.filter((upload) => upload.status === 'DONE')).toHaveLength(1)
    expect(uploads.filter((upload) => upload.failure?.code === 'DUPLICATE')).toHaveLength(ids.length - 1)
    const activities = await world.rows('activities', { athleteId: rider.athleteId })
    expect(activities).toHaveLength(1)
    // The samples of the losers are deleted, and those of the winner stay.
    world.clock.aheadMs = 3_600_000
    await world.runJobs()
    world.clock.aheadMs = 0
    const owned = activities.map((activity) => String(activity._id))
    const written = (await world.rows('samples')).map((row) => row.meta.activityId)
    const live = (await world.rows('activities', { deleted: false })).map((row) => String(row._id))
    expect(written.filter((id) => !live.includes(id))).toEqual([])
    expect(written.filter((id) => owned.includes(id)).length).toBeGreaterThan(0)
  })

  it('is found among three files of the same broken run', async () => {
    const rider = await world.athlete()
    expect(await world.send(rider, recording('bad-crc.fit'))).toMatchObject({ status: 'DONE' })
    expect((await world.send(rider, recording('bad-truncated-tiny.fit'))).failure.code).toBe('DUPLICATE')
    expect((await world.send(rider, recording('bad-second-header.fit'))).failure.code).toBe('DUPLICATE')
  })

  it('counts as new when the activity of the first file was deleted', async () => {
    const rider = await world.athlete()
    const first = await world.send(rider, recording('ride-short-pauses.tcx'))
    const blocked = await world.send(rider, recording('ride-short-pauses.gpx'))
    expect(blocked.failure.code).toBe('DUPLICATE')
    await remove(first.activities[0].id, rider)
    expect((await world.upload(rider, blocked.id)).failure.duplicateOf).toBeNull()
    await world.ask('mutation($id: ID!) { retryUpload(id: $id) { id } }', { id: blocked.id }, rider)
    await world.settle()
    const retried = await world.upload(rider, blocked.id)
    expect(retried).toMatchObject({ status: 'DONE', failure: null })
    expect(retried.activities[0].id).not.toBe(first.activities[0].id)
  })

  it('of some legs of a file does not affect the other legs', async () => {
    const rider = await world.athlete()
    const first = await world.send(rider, recording('triathlon-multisport.fit'))
    expect(first.activities.map((activity: { sport: string }) => activity.sport)).toEqual(['OPEN_WATER_SWIM', 'RIDE', 'RUN'])
    await remove(first.activities[1].id, rider)
    const second = await world.send(rider, recording('triathlon-multisport.fit'))
    expect(second).toMatchObject({ status: 'DONE', activities: [{ sport: 'RIDE' }] })
    expect(second.warnings).toEqual(
      expect.arrayContaining([expect.stringContaining('Part 1 of 3'), expect.stringContaining('Part 3 of 3')]),
    )
    expect(second.warningFacts.map(({ message }: { message: string }) => message)).toEqual(second.warnings)
    expect(second.warningFacts).toMatchObject([1, 3].map((part) => ({ code: 'PART_IS_THERE', part, parts: 3, count: null })))
  })
})
