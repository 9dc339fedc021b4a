import { newId } from '@gruppetto/graph'
import { RetryEvent, SYSTEM } from '@gruppetto/runtime'
import { settle } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stagedKey } from '../src/domain/upload.ts'
import { openSampleRevisions } from '../src/stores/sample-revisions.ts'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const RETRY = 'mutation($id: ID!) { retryUpload(id: $id) { status } }'
describe('an event', () => {
  it('that comes twice, late or too early changes nothing', async () => {
    const rider = await world.athlete()
    const early = await world.createUpload(rider, recording('run-laps.fit'))
    const facts = { uploadId: early.id, athleteId: rider.athleteId, attempt: 1 }
    await world.emit('upload.received', { ...facts, attempt: 2 })
    await world.settle()
    expect(await world.upload(rider, early.id)).toMatchObject({ status: 'AWAITING_FILE' })

    await world.put(early.id, recording('run-laps.fit'))
    await world.settle()
    const done = await world.upload(rider, early.id)
    expect(done).toMatchObject({ status: 'DONE', activities: [{}] })
    await world.emit('upload.received', facts)
    for (let i = 0; i < 2; i++) await world.emit('object.stored', { key: `uploads/${early.id}`, sizeBytes: 1, at: 0 })
    await world.settle()
    expect(await world.upload(rider, early.id)).toEqual(done)
    expect(world.events('activity.measured').filter((event) => event.uploadId === early.id)).toHaveLength(1)
    expect(world.events('upload.completed').filter((event) => event.uploadId === early.id)).toHaveLength(1)
  })

  it('with the same content as another leaves the work to the first', async () => {
    const eager = await openWorld({ workers: false })
    try {
      const rider = await eager.athlete()
      const id = await eager.begin(rider, recording('run-laps.fit'))
      for (let i = 0; i < 3; i++) await eager.emit('object.stored', { key: stagedKey(id), sizeBytes: 1, at: 0 })
      await eager.startWorkers()
      await eager.settle()
      expect(await eager.upload(rider, id)).toMatchObject({ status: 'DONE', activities: [{}] })
      expect(eager.events('activity.measured')).toHaveLength(1)
      // No other attempt has written samples that no activity owns.
      expect(await eager.rows('sample_revisions')).toEqual([])
    } finally {
      await eager.close()
    }
  })

  it('about something that does not exist is dropped', async () => {
    const facts = { uploadId: 'upl_nobody', athleteId: 'ath_nobody', attempt: 1 }
    await world.emit('upload.received', facts)
    await world.emit('object.stored', { key: 'uploads/upl_nobody', sizeBytes: 1, at: 0 })
    await world.emit('object.stored', { key: 'exports/other', sizeBytes: 1, at: 0 })
    await world.settle()
  })

  it('contains the whole state of the new activity', async () => {
    const rider = await world.athlete()
    const upload = await world.send(rider, recording('walk-tiny.fit'), { name: 'To the bakery', visibility: 'FOLLOWERS' })
    const [activity] = upload.activities
    expect(activity).toMatchObject({ name: 'To the bakery', visibility: 'FOLLOWERS' })
    expect(world.events('activity.measured').find((event) => event.activityId === activity.id)).toMatchObject({
      athleteId: rider.athleteId,
      revision: 1,
      deleted: false,
      visibility: 'FOLLOWERS',
      name: 'To the bakery',
      sport: 'WALK',
      uploadId: upload.id,
      isManual: false,
      distanceMeters: activity.distanceMeters,
    })
    expect(world.events('upload.completed').at(-1)).toMatchObject({ uploadId: upload.id, activityIds: [activity.id] })
  })

  it('tells the areas that its recording passes, as the search for segments finds them; none where there are no positions', async () => {
    const rider = await world.athlete()
    for (const [name, hasTrack] of [
      ['ride-short-pauses.gpx', true],
      ['swim-pool.fit', false],
    ] as const) {
      const { activities } = await world.send(rider, recording(name))
      const own = ({ activityId }: { readonly activityId: string }) => activityId === activities[0].id
      const explored = world.events('activity.measured').find(own)?.explored
      const found = world.events('activity.explored').filter(own)
      expect(found).toMatchObject([{ revision: explored?.revision, areas: explored?.areas }])
      expect((explored?.areas.length ?? 0) > 0).toBe(hasTrack)
    }
  })

  it('waits for the default visibility and time zone of an account that is not projected yet', async () => {
    const rider = await world.athlete({ defaultActivityVisibility: 'ONLY_ME' })
    expect((await world.send(rider, recording('walk-tiny.fit'))).activities).toMatchObject([{ visibility: 'ONLY_ME' }])
  })
})

describe('a commit that never comes', () => {
  it('has its samples deleted, and there is one activity', async () => {
    const rider = await world.athlete()
    // Another transaction holds the athlete's lock, so each attempt to commit fails after the samples have been written.
    const locks = world.database.connection.collection<{ _id: string; version: number }>('athlete_locks')
    await locks.insertOne({ _id: rider.athleteId, version: 1 })
    const session = await world.database.connection.startSession()
    session.startTransaction()
    await locks.updateOne({ _id: rider.athleteId }, { $inc: { version: 1 } }, { session })
    const id = await world.begin(rider, recording('run-laps.fit'))
    const written = async () => (await world.rows('sample_revisions')).length
    const before = await written()
    for (let i = 0; i < 200 && (await written()) < before + 2; i++) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await written()).toBeGreaterThanOrEqual(before + 2)
    expect(await world.upload(rider, id)).toMatchObject({ status: 'ANALYSING', activities: [] })
    await session.abortTransaction()
    await session.endSession()
    await world.settle()

    const upload = await world.upload(rider, id)
    expect(upload).toMatchObject({ status: 'DONE', activities: [{}] })
    const orphans = await world.rows('sample_revisions', { activityId: { $ne: upload.activities[0].id } })
    expect(orphans.length).toBeGreaterThan(0)
    const samplesOf = (activityId: unknown) => world.rows('samples', { 'meta.activityId': activityId })
    expect((await samplesOf(orphans[0]?.activityId)).length).toBeGreaterThan(0)
    const own = (await samplesOf(upload.activities[0].id)).length
    world.clock.aheadMs = 3_600_000
    await Promise.all([world.runJobs(), world.runJobs()])
    world.clock.aheadMs = 0
    for (const orphan of orphans) expect(await samplesOf(orphan.activityId)).toEqual([])
    expect((await samplesOf(upload.activities[0].id)).length).toBe(own)
    expect(await world.rows('sample_revisions')).toEqual([])
  })

  it('cannot adopt deleted samples when it comes too late', async () => {
    const other = await world.runtime.database('sweeping')
    const store = openSampleRevisions(other)
    await other.prepare()
    const own = { activityId: 'act_1', revision: 1 }
    await store.insert([own], new Date(0))
    const [row] = await store.due(new Date(), 10)
    if (row === undefined) throw new Error('nothing is due')
    expect(await store.claim(row)).toBe(true)
    await expect(other.transact(async (tx) => store.adoptAtCommit([own], tx), SYSTEM)).rejects.toThrow('were swept')
    await store.remove(row)
    await store.insert([own], new Date(0))
    await other.transact(async (tx) => store.adoptAtCommit([own], tx), SYSTEM)
    expect(await store.claim(row)).toBe(false)
  })
})

describe('an upload that something else changes while it is measured', () => {
  it('is not committed, and is measured again while its try still goes on', async () => {
    const worker = world.subgraph.opened.workers.find(({ name }) => name === 'activities-measure-upload')
    if (worker === undefined) throw new Error('the worker has another name')
    const rider = await world.athlete()
    await world.settle()
    const bytes = recording('walk-tiny.fit')
    const { id } = await world.createUpload(rider, bytes)
    await world.runtime.objects.write(`uploads/${id}`, bytes)
    const event = { id: newId('Upload'), name: 'object.stored', data: { key: `uploads/${id}`, sizeBytes: bytes.length, at: 0 } }
    const measure = async (meanwhile: () => Promise<unknown>): Promise<void> => {
      const prepared = await worker.prepare?.(event as never, {} as never)
      await meanwhile()
      await world.database.transact(async (tx) => {
        const loaded = await worker.load?.(event as never, tx, prepared as never, {} as never)
        const decision = worker.decide?.(event as never, loaded as never, prepared as never, { nowMs: Date.now() })
        await worker.save?.(decision as never, tx, event as never, {} as never)
      }, SYSTEM)
    }
    const uploads = world.database.connection.collection<{ _id: string }>('uploads')
    const changed = measure(() => uploads.updateOne({ _id: id }, { $inc: { revision: 1 } }))
    await expect(changed).rejects.toThrow(RetryEvent)
    expect(await world.rows('activities', { athleteId: rider.athleteId })).toEqual([])
    await measure(async () => undefined)
    await world.settle()
    expect(await world.upload(rider, id)).toMatchObject({ status: 'DONE', activities: [{}] })
  })
})

describe('an upload whose processing fails for good', () => {
  it('is FAILED with INTERNAL, and a retry finishes it', async () => {
    const slow = await openWorld({ workers: false })
    try {
      const rider = await slow.athlete()
      const bytes = recording('walk-tiny.fit')
      const id = await slow.begin(rider, bytes)
      await slow.runtime.objects.delete(`uploads/${id}`)
      await slow.startWorkers()
      await settle(slow.runtime)
      const failed = await slow.upload(rider, id)
      expect(failed).toMatchObject({ status: 'FAILED', failure: { code: 'INTERNAL' } })
      expect(failed.failure.message).not.toMatch(/ENOENT/)
      expect(slow.events('upload.failed')).toMatchObject([{ uploadId: id, code: 'INTERNAL', attempt: 1 }])
      expect(await slow.refused(RETRY, { id }, rider)).toBe('CONFLICT')

      await slow.runtime.objects.write(`uploads/${id}`, bytes)
      expect((await slow.ask(RETRY, { id }, rider)).retryUpload.status).toBe('RECEIVED')
      await settle(slow.runtime)
      expect(await slow.upload(rider, id)).toMatchObject({ status: 'DONE', failure: null, activities: [{}] })
      // This event of the first attempt arrives late.
      await slow.emit('upload.received', { uploadId: id, athleteId: rider.athleteId, attempt: 1 })
      await settle(slow.runtime)
      expect(slow.events('activity.measured')).toHaveLength(1)
    } finally {
      await slow.close()
    }
  })

  it('can be retried from the stored original when the file was read already', async () => {
    const slow = await openWorld()
    try {
      // The account of this athlete is never projected.
      const rider = { ...(await slow.athlete()), athleteId: newId('Athlete') }
      slow.clock.aheadMs = 60_000
      const bytes = recording('walk-tiny.fit')
      const id = await slow.begin(rider, bytes)
      await settle(slow.runtime)
      expect(await slow.upload(rider, id)).toMatchObject({ status: 'FAILED', failure: { code: 'INTERNAL' }, activities: [] })
      const [row] = await slow.rows('uploads')
      const key = String(row?.bytesKey)
      expect(key).toMatch(/^originals\//)
      await slow.runtime.objects.delete(stagedKey(id))
      await slow.account(rider.athleteId)
      await settle(slow.runtime)
      await slow.ask(RETRY, { id }, rider)
      await settle(slow.runtime)
      expect(await slow.upload(rider, id)).toMatchObject({ status: 'DONE', failure: null, activities: [{}] })
      expect(await slow.runtime.objects.head(key)).toEqual({ sizeBytes: bytes.length })
      expect(slow.events('activity.measured')).toHaveLength(1)
    } finally {
      await slow.close()
    }
  })
})
