import { readdirSync, readFileSync } from 'node:fs'
import { type Catalogue, catalogue, type Envelope, type EventName, nextVersion, producers } from '@gruppetto/events'
import { settle, testRuntime } from '@gruppetto/testing'
import { headers } from '@nats-io/transport-node'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Database, deadLetters, defineWorker, openRuntime, type Runtime, replayDeadLetter, SYSTEM } from '../src/mod.ts'
import { giveKudos, openTallies } from './support/tallies.ts'

const { effortRecorded } = producers.activities
const folder = new URL('../../events/golden/', import.meta.url)
const golden = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const EFFORT = golden('effort.recorded.v2.json').data

/** Workers that count each event by its id and remember its data. */
const openHearing = async (database: Database) => {
  const tallies = await openTallies(database)
  const heard: { worker: string; event: Envelope }[] = []
  const worker = (name: string, on: readonly EventName[]) =>
    defineWorker({
      name,
      on,
      decide: (event) => event,
      save: async (event, tx) => {
        await tallies.add(`${name}:${event.id}`, tx)
        heard.push({ worker: name, event })
      },
    })
  const heardBy = (name: string) => heard.filter((one) => one.worker === name).map(({ event }) => event)
  return { heardBy, worker, times: (name: string, id: string) => tallies.read(`${name}:${id}`) }
}

describe('a start on the data of the previous version', () => {
  const WORKER = 'versions-heir'
  // Envelopes from the time of the first version of effort.recorded. Each event occurs once, with its own id.
  const stored = readdirSync(folder)
    .filter((file) => file !== 'effort.recorded.v2.json')
    .map((file) => ({ ...golden(file), id: file }))
  const SKIPPED_PAST = 'gear.worn.v1.json'
  const onStream = stored.filter(({ id }) => id <= SKIPPED_PAST)
  const inOutbox = [
    ...stored.filter(({ id }) => id > SKIPPED_PAST),
    { ...golden('effort.recorded.v1.json'), id: 'effort-in-outbox' },
  ]
  const effort = { ...golden('effort.recorded.v1.json'), id: 'effort-on-stream' }
  const dying = { ...golden('effort.recorded.v1.json'), id: 'effort-that-died' }
  const subjectOf = ({ name, version }: { name: string; version: number }) => `evt.${name}.v${version}`
  const names = [...catalogue.keys()] as EventName[]
  /** A consumer that was updated for the second version of effort.recorded and has skipped the first. */
  const NARROWED = 'versions-narrowed'
  let older: Runtime
  let runtime: Runtime
  let hearing: Awaited<ReturnType<typeof openHearing>>

  /** Writes with the drivers alone, in the shapes that the previous release wrote. */
  const leave = async () => {
    const { stream, manager, names: streams, subject } = older.bus
    await manager.consumers.add(streams.events, {
      durable_name: WORKER,
      ack_policy: 'explicit',
      deliver_policy: 'all',
      ack_wait: 100_000_000,
      max_deliver: -1,
      filter_subjects: [...stored.map((event) => subject(subjectOf(event))), subject(`retry.${WORKER}`)],
    })
    for (const event of [...onStream, effort])
      await stream.publish(subject(subjectOf(event)), JSON.stringify(event), { msgID: event.id })
    await manager.consumers.add(streams.events, {
      durable_name: NARROWED,
      ack_policy: 'explicit',
      deliver_policy: 'all',
      filter_subjects: [subject('evt.effort.recorded.v2'), subject('evt.gear.worn.v1'), subject(`retry.${NARROWED}`)],
    })
    const worn = { ...golden(SKIPPED_PAST), id: 'gear-after-the-effort' }
    await stream.publish(subject(subjectOf(worn)), JSON.stringify(worn))
    const narrowed = await stream.consumers.get(streams.events, NARROWED)
    for (let delivered = 0; delivered < 2; delivered += 1) (await narrowed.next())?.ack()
    const letter = headers()
    letter.set('Gruppetto-Worker', WORKER)
    letter.set('Gruppetto-Event', dying.id)
    letter.set('Gruppetto-Reason', 'Error: no')
    letter.set('Gruppetto-Tries', '6')
    letter.set('Gruppetto-Sequence', '900')
    await stream.publish(subject(`dead.${WORKER}`), JSON.stringify(dying), { headers: letter })
    const connection = await mongoose
      .createConnection(older.config.mongoUrl ?? '', { dbName: `${older.config.namespace}_versions` })
      .asPromise()
    const at = new Date(Date.now() - 60_000)
    // One is on the stream too: the process ended before it could delete the row.
    const rows = [...inOutbox, effort].map((event) => ({ _id: event.id, name: event.name, envelope: JSON.stringify(event), at }))
    await connection.collection<{ _id: string }>('outbox').insertMany(rows)
    // The first event was delivered and handled. The second one was delivered and failed.
    const consumer = await stream.consumers.get(streams.events, WORKER)
    for (let delivered = 0; delivered < 2; delivered += 1) await consumer.next()
    await connection.collection<{ _id: string }>('inbox').insertOne({ _id: `${WORKER}:${onStream[0].id}`, ...{ at } })
    const { id } = onStream[1]
    await connection.collection<{ _id: string }>('tries').insertOne({ _id: `${WORKER}:${id}:2`, ...{ begun: 1, at } })
    await connection.close()
  }

  beforeAll(async () => {
    older = await testRuntime()
    await leave()
    runtime = await openRuntime(older.config)
    const database = await runtime.database('versions')
    hearing = await openHearing(database)
    await runtime.startWorkers(database, [
      hearing.worker(WORKER, names),
      hearing.worker(NARROWED, ['effort.recorded', 'gear.worn']),
    ])
    await settle(runtime)
  })
  afterAll(async () => {
    await runtime.close()
    await older.close()
  })

  test('loses no event and handles none twice', async () => {
    const times = await Promise.all(
      [...onStream, ...inOutbox, effort].map(async ({ id }) => [id, await hearing.times(WORKER, id)]),
    )
    const expected = [...onStream, ...inOutbox, effort].map(({ id }) => [id, id === onStream[0].id ? 0 : 1])
    expect(times).toEqual(expected)
    expect((await deadLetters(runtime.bus)).map(({ eventId }) => eventId)).toEqual([dying.id])
  })

  test('gives an old version to the worker as the newest', () => {
    const efforts = hearing.heardBy(WORKER).filter(({ name }) => name === 'effort.recorded')
    expect(efforts.map(({ id }) => id).sort()).toEqual(['effort-in-outbox', 'effort-on-stream', 'effort.recorded.v1.json'])
    for (const { id, ...event } of efforts) expect(event).toEqual({ ...golden('effort.recorded.v2.json'), id: undefined })
  })

  test('gives a worker the events that a consumer of the newest version only has skipped', async () => {
    const ids = ['effort-in-outbox', 'effort-on-stream', 'effort.recorded.v1.json', SKIPPED_PAST]
    expect(await Promise.all(ids.map((id) => hearing.times(NARROWED, id)))).toEqual([1, 1, 1, 0])
  })

  test('publishes the events of the outbox in their own version', async () => {
    const { manager, names: streams, subject } = runtime.bus
    const found = await manager.streams.getMessage(streams.events, { last_by_subj: subject('evt.effort.recorded.v1') })
    expect(found?.json()).toMatchObject({ id: 'effort-in-outbox', version: 1 })
    const none = manager.streams.getMessage(streams.events, { last_by_subj: subject('evt.effort.recorded.v2') })
    expect(await none.catch(() => null)).toBeNull()
  })

  test('replays a dead letter of an old version as the newest', async () => {
    const [letter] = await deadLetters(runtime.bus)
    if (letter === undefined) throw new Error('no letter')
    await replayDeadLetter(runtime.bus, letter)
    await settle(runtime)
    expect(hearing.heardBy(WORKER).find(({ id }) => id === dying.id)?.data).toEqual(EFFORT)
    expect(await hearing.times(WORKER, dying.id)).toBe(1)
  })
})

describe('processes of two versions', () => {
  // A future version.
  const effortOfTomorrow = nextVersion(
    effortRecorded,
    { activityId: z.string(), efforts: z.array(z.unknown()), device: z.string() },
    ({ activityId, efforts }) => ({ activityId, efforts, device: 'unknown' }),
  )
  const tomorrow: Catalogue = new Map([...catalogue, ['effort.recorded', effortOfTomorrow]])
  let before: { runtime: Runtime; database: Database; hearing: Awaited<ReturnType<typeof openHearing>> }
  let after: typeof before

  beforeAll(async () => {
    const open = async (runtime: Runtime) => {
      const database = await runtime.database('versions')
      return { runtime, database, hearing: await openHearing(database) }
    }
    before = await open(await testRuntime())
    after = await open(await openRuntime(before.runtime.config, { catalogue: tomorrow }))
  })
  afterAll(async () => {
    await after.runtime.close()
    await before.runtime.close()
  })

  const subjectsOf = async (worker: string) => {
    const { manager, names } = before.runtime.bus
    return [...((await manager.consumers.info(names.events, worker)).config.filter_subjects ?? [])].sort()
  }
  const subjects = (...names: string[]) => names.map((name) => before.runtime.bus.subject(name)).sort()
  const start = ({ runtime, database, hearing }: typeof before, name: string, on: readonly EventName[]) =>
    runtime.startWorkers(database, [hearing.worker(name, on)])
  const record = ({ database }: typeof before, activityId: string, device?: string) =>
    database.transact(async (tx) => tx.emit('effort.recorded', { ...EFFORT, activityId, device }), SYSTEM)
  const heardBy = ({ hearing }: typeof before, worker: string, activityId: string) =>
    hearing.heardBy(worker).filter(({ data }) => 'activityId' in data && data.activityId === activityId)
  const waiting = async (worker: string) => (await deadLetters(before.runtime.bus)).filter((letter) => letter.worker === worker)

  test('keep the subscriptions of each other, whichever starts last', async () => {
    const name = 'versions-filters'
    const all = subjects('evt.effort.recorded.*', 'evt.kudos.given.*', `retry.${name}`)
    const first = await start(before, name, ['effort.recorded'])
    await start(after, name, ['effort.recorded', 'kudos.given'])
    expect(await subjectsOf(name)).toEqual(all)
    await first.drain()
    await start(before, name, ['effort.recorded'])
    expect(await subjectsOf(name)).toEqual(all)
  })

  test('keep them when they start at the same moment', async () => {
    const workers = Array.from({ length: 8 }, (_, index) => `versions-race-${index}`)
    const { bus } = before.runtime
    // The consumer exists already, from a release that knew neither event.
    for (const name of workers)
      await bus.manager.consumers.add(bus.names.events, {
        durable_name: name,
        ack_policy: 'explicit',
        filter_subjects: [bus.retrySubject(name), bus.subject('evt.comment.added.v1')],
      })
    await Promise.all(workers.flatMap((name) => [start(before, name, ['kudos.given']), start(after, name, ['kudos.taken-back'])]))
    for (const name of workers)
      expect(await subjectsOf(name)).toEqual(
        subjects('evt.comment.added.v1', 'evt.kudos.given.*', 'evt.kudos.taken-back.*', `retry.${name}`),
      )
  })

  test('handle each event once, in a process that knows it', async () => {
    const name = 'versions-shared'
    await start(before, name, ['effort.recorded'])
    await start(after, name, ['effort.recorded', 'kudos.given'])
    const ids = Array.from({ length: 10 }, (_, index) => `shared-${index}`)
    for (const id of ids) {
      await record(before, `${id}-v2`)
      await record(after, `${id}-v3`, 'a watch')
      await before.database.transact(async (tx) => giveKudos(tx, id), SYSTEM)
    }
    const both = () => [...before.hearing.heardBy(name), ...after.hearing.heardBy(name)]
    await expect.poll(() => both().length, { timeout: 20_000 }).toBe(30)
    await settle(before.runtime)
    expect(both()).toHaveLength(30)
    for (const id of ids) {
      // Exactly one of the two processes gets it.
      expect([...heardBy(before, name, `${id}-v2`), ...heardBy(after, name, `${id}-v2`)]).toHaveLength(1)
      expect(heardBy(after, name, `${id}-v2`).every(({ data }) => 'device' in data && data.device === 'unknown')).toBe(true)
      expect(heardBy(before, name, `${id}-v3`)).toEqual([])
      expect(heardBy(after, name, `${id}-v3`)).toMatchObject([{ version: 3, data: { device: 'a watch' } }])
    }
    for (const { id } of both()) expect(await before.hearing.times(name, id)).toBe(1)
    await expect.poll(() => waiting(name), { timeout: 20_000 }).toEqual([])
  })

  test('keep an event that only a newer process knows until one runs', async () => {
    const name = 'versions-alone'
    await start(before, name, ['effort.recorded'])
    await record(after, 'early', 'a watch')
    await settle(before.runtime)
    const letter = (await waiting(name)).find(({ text }) => text.includes('early'))
    expect(letter?.reason).toBe('waits for a process whose versions-alone knows effort.recorded v3')
    expect(heardBy(before, name, 'early')).toEqual([])

    await start(after, name, ['effort.recorded'])
    await expect.poll(() => heardBy(after, name, 'early').length, { timeout: 20_000 }).toBe(1)
    await settle(before.runtime)
    await expect.poll(() => waiting(name), { timeout: 20_000 }).toEqual([])
    expect(heardBy(before, name, 'early')).toEqual([])
  })
})
