import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { deadLetters, eventId, scrape, switchMetricsOn } from '@gruppetto/runtime'
import { startProgram, testEnvironment } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLake } from '../src/module.ts'
import { type LakeWorld, openWorld, troubled } from './support/world.ts'

const DAY_MS = 24 * 3600 * 1000

let world: LakeWorld
beforeAll(async () => {
  world = await openWorld({ env: { LAKE: 'on' } })
})
afterAll(() => world.close())

/** How many kudos to these subjects are in the lake, and how many different ones. */
const countOf = async (subjects: readonly string[]) => {
  await world.catchUp()
  const list = subjects.map((subject) => `'${subject}'`).join(', ')
  const sql = `SELECT count(*)::INT, count(DISTINCT subject_id)::INT FROM kudos_given WHERE subject_id IN (${list})`
  return (await world.rows(sql))[0]
}

/** Every object has its row and the other way round, and nothing is half done. */
const expectWhole = async () => {
  const files = await world.desk.files()
  expect(await world.objects()).toEqual(files.map(({ _id }) => _id).sort())
  expect(files.filter(({ status }) => status !== 'LIVE')).toEqual([])
}

describe('the writer', () => {
  it('writes each event once, under a key instead of the athlete, into a file that the registry describes', async () => {
    const ana = newId('Athlete')
    const subjects = await world.giveKudos(3, ana)
    expect(await countOf(subjects)).toEqual([3, 3])
    const rows =
      await world.rows(`SELECT actor_kind, actor_key = athlete_key, length(athlete_key), subject_owner_key <> athlete_key
      FROM kudos_given WHERE subject_id = '${subjects[0]}'`)
    expect(rows).toEqual([['ATHLETE', true, 16, true]])
    const file = (await world.desk.files()).find(({ event }) => event === 'kudos.given')
    const day = new Date().toISOString().slice(0, 10)
    expect(file).toMatchObject({ day, rows: 3, origin: 'WRITER', status: 'LIVE' })
    expect(file?._id).toBe(`lake/v1/event=kudos.given/day=${day}/${file?.firstSequence}-${file?.lastSequence}.parquet`)
    const bytes = await buffer(await world.runtime.objects.read(file?._id ?? ''))
    expect(bytes.byteLength).toBe(file?.bytes)
    expect(bytes.includes(ana)).toBe(false)
    await expectWhole()
  })

  it('keeps an athlete the same key, and gives nobody a key who is not an athlete', async () => {
    const ana = newId('Athlete')
    const first = await world.giveKudos(1, ana)
    await world.catchUp()
    const second = await world.giveKudos(1, ana)
    await world.emit('segment.created', segment(), 'partner:key_1')
    await countOf([...first, ...second])
    const keys = await world.rows(
      `SELECT DISTINCT athlete_key FROM kudos_given WHERE subject_id IN ('${first[0]}', '${second[0]}')`,
    )
    expect(keys).toHaveLength(1)
    expect(await world.rows('SELECT actor_kind, actor_key FROM segment_created')).toEqual([['PARTNER', null]])
  })

  const segment = () => ({
    segmentId: newId('Segment'),
    revision: 1,
    createdById: newId('Athlete'),
    name: 'Up the hill with Ana',
    sport: 'RIDE',
    distanceMeters: 1200,
    at: world.runtime.now(),
  })

  it('writes no text of anybody, and events that leave nothing move it on', async () => {
    await world.emit('segment.created', segment())
    await world.emit('block.changed', { blockerId: 'ath_1', blockedId: 'ath_2', revision: 1, blocked: true, at: 1 })
    await world.catchUp()
    for (const key of await world.objects())
      expect((await buffer(await world.runtime.objects.read(key))).includes('Up the hill')).toBe(false)
    expect((await world.desk.files()).map(({ event }) => event)).not.toContain('block.changed')
  })

  it('brings a late event to the day on which it happened', async () => {
    world.shift(-3 * DAY_MS)
    const late = await world.giveKudos(2)
    world.shift(0)
    const [today] = await world.giveKudos(1)
    expect(await countOf([...late, today ?? ''])).toEqual([3, 3])
    const days = (await world.desk.files()).filter(({ event }) => event === 'kudos.given').map(({ day }) => day)
    expect(days).toContain(new Date(Date.now() - 3 * DAY_MS).toISOString().slice(0, 10))
    await expectWhole()
  })

  it('leaves what it cannot read to the dead letters, and goes on', async () => {
    const { bus } = world.runtime
    const before = (await deadLetters(bus)).length
    await bus.stream.publish(bus.subject('evt.kudos.given.v1'), 'half an env')
    const unknown = { id: eventId(), name: 'kudos.given', version: 99, at: 1, actor: null, traceparent: null, data: {} }
    await bus.stream.publish(bus.subject('evt.kudos.given.v99'), JSON.stringify(unknown))
    expect(await countOf(await world.giveKudos(2))).toEqual([2, 2])
    const letters = (await deadLetters(bus)).slice(before)
    expect(letters.map(({ worker, reason }) => [worker, reason])).toEqual([
      ['lake-writer', expect.stringContaining('JSON')],
      ['lake-writer', expect.stringContaining('kudos.given v99')],
    ])
  })

  it('says in the metrics how many events are not in a file yet', async () => {
    const off = await switchMetricsOn()
    const labels = `{stream="${world.runtime.bus.names.events}",consumer="lake-writer",subgraph="lake"}`
    const figure = async (metric: string): Promise<string | undefined> => {
      const line = (await scrape()).split('\n').find((one) => one.startsWith(metric))
      return line?.slice(line.lastIndexOf(' ') + 1)
    }
    const pending = () => figure(`gruppetto_consumer_pending${labels}`)
    await world.catchUp()
    const lake = await openLake(world.runtime)
    const writer = await lake.startWriter()
    await world.giveKudos(3)
    while ((await pending()) !== '3') await sleep(50)
    await world.catchUp()
    while ((await pending()) !== '0') await sleep(50)
    // Whoever reads makes the consumer anew: meanwhile there is no value, and nothing fails.
    await world.runtime.bus.manager.consumers.delete(world.runtime.bus.names.events, 'lake-writer')
    await pending()
    expect(await figure('gruppetto_metric_failures_total')).toBeUndefined()
    await writer.stop()
    await lake.close()
    off()
  })

  it('has an event once that was delivered again, and the position outlives it', async () => {
    const subjects = await world.giveKudos(4)
    expect(await countOf(subjects)).toEqual([4, 4])
    // The consumer is gone with all that it knew, so everything from the position on comes again.
    await world.runtime.bus.manager.consumers.delete(world.runtime.bus.names.events, 'lake-writer')
    const more = await world.giveKudos(1)
    expect(await countOf([...subjects, ...more])).toEqual([5, 5])
    // The position is behind: everything comes again that was ever written.
    const turns = (await world.runtime.database('lake')).connection.collection<{ _id: string }>('turns')
    await turns.updateOne({ _id: 'writer' }, { $set: { position: 0, flushedTo: 0 } })
    const last = await world.giveKudos(1)
    expect(await countOf([...subjects, ...more, ...last])).toEqual([6, 6])
    await expectWhole()
  })
})

describe('several writers', () => {
  it('write one after another, each event once', async () => {
    const lakes = await Promise.all([1, 2].map(() => openLake(world.runtime)))
    const writers = await Promise.all(lakes.map((lake) => lake.startWriter()))
    const subjects = await world.giveKudos(20)
    expect(await countOf(subjects)).toEqual([20, 20])
    // Somebody else takes the turn: who has it notices, loses nothing, and gets it back when it is over.
    const turns = (await world.runtime.database('lake')).connection.collection<{ _id: string }>('turns')
    await turns.updateOne({ _id: 'writer' }, { $inc: { turn: 1 }, $set: { until: new Date(0) } })
    const more = await world.giveKudos(20)
    expect(await countOf([...subjects, ...more])).toEqual([40, 40])
    await writers[0]?.stop()
    const last = await world.giveKudos(5)
    expect(await countOf([...subjects, ...more, ...last])).toEqual([45, 45])
    await writers[1]?.stop()
    await Promise.all(lakes.map((lake) => lake.close()))
    await expectWhole()
  })

  it.each([
    ['the object store is away', 'objects', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['the disk of the object store is full', 'objects', Object.assign(new Error('no space left'), { code: 'ENOSPC' })],
    ['MongoDB is away', 'database', Object.assign(new Error('gone'), { name: 'MongoNetworkError' })],
  ] as const)('lose nothing while %s', async (_what, what, error) => {
    let tries = 0
    const runtime = troubled(
      world.runtime,
      () => {
        tries += 1
        return tries <= 3
      },
      error,
      what,
    )
    const lake = await openLake(runtime)
    const writer = await lake.startWriter()
    const subjects = await world.giveKudos(7)
    await world.want()
    while (tries <= 3) await sleep(50)
    expect(await countOf(subjects)).toEqual([7, 7])
    expect(runtime.warnings.get('lake')).toBeUndefined()
    await writer.stop()
    await lake.close()
    await expectWhole()
  })
})

describe('a process that ends suddenly', () => {
  const program = new URL('writing-process.ts', import.meta.url)
  const start = (crashAt: string): ChildProcess =>
    startProgram(program, {
      env: {
        ...process.env,
        ...testEnvironment(world.runtime.config.namespace, world.runtime.config.dataDir),
        LAKE: 'on',
        CRASH_AT: crashAt,
      },
      stdio: 'inherit',
    })

  it.each(['lake:made', 'lake:noted', 'lake:put', 'lake:live'])('at %s loses nothing and leaves nothing twice', async (point) => {
    const subjects = await world.giveKudos(6)
    const [athleteId, activityId] = [newId('Athlete'), newId('Activity')]
    await world.consent(athleteId, 1, true)
    await world.share({ activityId, athleteId, revision: 1, privacyRevision: 1, bpm: [98, 99] })
    world.shift(-DAY_MS)
    subjects.push(...(await world.giveKudos(6)))
    world.shift(0)
    await world.want()
    const [, signal] = await once(start(point), 'exit')
    expect(signal).toBe('SIGKILL')
    // The turn of the dead is over.
    world.shift(60_000)
    const more = await world.giveKudos(1)
    expect(await countOf([...subjects, ...more])).toEqual([13, 13])
    const recordings = `SELECT samples_heart_rate_bpm FROM recording_shared WHERE activity_id = '${activityId}'`
    expect(await world.rows(recordings)).toEqual([[[98, 99]]])
    world.shift(0)
    await expectWhole()
  })
})

describe('a stream that was lost', () => {
  it('is read from its beginning, beside what is in the lake of the one before', async () => {
    const before = await world.giveKudos(2)
    expect(await countOf(before)).toEqual([2, 2])
    const { bus } = world.runtime
    await bus.manager.streams.delete(bus.names.events)
    await bus.ensureStreams()
    const after = await world.giveKudos(3)
    expect(await countOf([...before, ...after])).toEqual([5, 5])
    expect((await world.objects()).filter((key) => /\/stream2-1-3\.parquet$/.test(key))).toHaveLength(1)
    // What was wanted of the stream before says nothing of this one.
    const later = await world.giveKudos(2)
    expect(await countOf([...before, ...after, ...later])).toEqual([7, 7])
    await expectWhole()
  })
})
