import { once } from 'node:events'
import { Readable } from 'node:stream'
import { streamState } from '@gruppetto/runtime'
import { startProgram, testEnvironment } from '@gruppetto/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LakeFile } from '../src/domain/files.ts'
import { openLakeDesk } from '../src/module.ts'
import { type LakeWorld, openWorld, troubled } from './support/world.ts'

const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS
const NOTHING = { replaced: 0, written: 0, rowsGone: 0, removed: 0 }

/** Noon of today, or of the day so many days after it. */
const todayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS
const noon = (days: number): number => todayMs + days * DAY_MS + 12 * HOUR_MS

let world: LakeWorld
beforeEach(async () => {
  world = await openWorld({ env: { LAKE: 'on' } })
})
afterEach(() => world.close())

/** Gives kudos on the day so many days after today, and writes them into a file of their own. */
const kudosOn = async (days: number, count: number): Promise<void> => {
  world.stopAt(noon(days))
  await world.giveKudos(count)
  await world.catchUp()
}

const registry = async (): Promise<LakeFile[]> => {
  const files = (await world.runtime.database('lake')).connection.collection<LakeFile>('files')
  return files.find({}).sort({ _id: 1 }).toArray()
}
/** Of each file in the registry its day, status and rows. */
const outline = async () => (await registry()).map(({ day, status, rows }) => [day, status, rows]).sort()
const dayOf = (days: number): string => new Date(noon(days)).toISOString().slice(0, 10)
/** What readers find. */
const read = () => world.rows('SELECT event_id, athlete_key, subject_id FROM kudos_given ORDER BY event_id')
/** Each object has its row in the registry, and the other way round. */
const expectWhole = async () => expect(await world.objects()).toEqual((await registry()).map(({ _id }) => _id))

describe('a compaction', () => {
  it('merges the files of a closed day, removes the old ones a day later, and takes stragglers in', async () => {
    await kudosOn(-3, 3)
    await kudosOn(-3, 2)
    await kudosOn(-2, 1)
    await kudosOn(0, 1)
    await kudosOn(0, 1)
    const before = await read()
    expect(before).toHaveLength(8)

    expect(await world.desk.compact()).toEqual({ replaced: 2, written: 1, rowsGone: 0, removed: 0 })
    const merged = [dayOf(-3), 'LIVE', 5]
    const [single, today] = [
      [dayOf(-2), 'LIVE', 1],
      [dayOf(0), 'LIVE', 1],
    ]
    expect(await outline()).toEqual([[dayOf(-3), 'REPLACED', 2], [dayOf(-3), 'REPLACED', 3], merged, single, today, today].sort())
    expect(await read()).toEqual(before)
    await expectWhole()
    expect(await world.desk.compact()).toEqual(NOTHING)

    world.stopAt(noon(1) - HOUR_MS)
    expect(await world.desk.compact()).toMatchObject({ replaced: 2, written: 1, removed: 0 })
    world.stopAt(noon(1) + HOUR_MS)
    expect(await world.desk.compact()).toEqual({ ...NOTHING, removed: 2 })
    expect(await read()).toEqual(before)
    await expectWhole()

    await kudosOn(-3, 1)
    world.stopAt(noon(2) + HOUR_MS)
    expect(await world.desk.compact()).toEqual({ replaced: 2, written: 1, rowsGone: 0, removed: 2 })
    expect(await read()).toHaveLength(9)
    world.stopAt(noon(3) + 2 * HOUR_MS)
    expect(await world.desk.compact()).toEqual({ ...NOTHING, removed: 2 })
    expect(await outline()).toEqual([[dayOf(-3), 'LIVE', 6], single, [dayOf(0), 'LIVE', 2]].sort())
    expect(await read()).toHaveLength(9)
    await expectWhole()
  })

  it('leaves an event once that the stream had twice', async () => {
    await kudosOn(-3, 1)
    const { bus } = world.runtime
    const { lastSequence } = await streamState(bus)
    const message = await bus.manager.streams.getMessage(bus.names.events, { seq: lastSequence })
    if (message === null) throw new Error('the last event is in the stream')
    await bus.stream.publish(message.subject, message.data)
    await world.catchUp()
    expect(await read()).toHaveLength(2)
    world.stopAt(noon(0))
    expect(await world.desk.compact()).toEqual({ replaced: 2, written: 1, rowsGone: 1, removed: 0 })
    expect(await read()).toHaveLength(1)
  })

  it('is made by one at a time', async () => {
    await kudosOn(-3, 1)
    await kudosOn(-3, 1)
    world.stopAt(noon(0))
    const other = await openLakeDesk(world.runtime)
    const done = await Promise.all([world.desk.compact(), other.compact()])
    expect(done.filter((one) => one === null)).toHaveLength(1)
    expect(done.find((one) => one !== null)).toMatchObject({ replaced: 2, written: 1 })
    expect(await read()).toHaveLength(2)
    await other.close()
  })

  it('leaves a day with a broken file as it is, and goes on with the others', async () => {
    await kudosOn(-3, 1)
    await kudosOn(-3, 1)
    await kudosOn(-2, 1)
    await kudosOn(-2, 1)
    world.stopAt(noon(0))
    const broken = (await registry()).find(({ day }) => day === dayOf(-3))?._id ?? ''
    await world.runtime.objects.writeStream(broken, Readable.from([Buffer.from('PAR1 and then nothing')]))
    expect(await world.desk.compact()).toEqual({ replaced: 2, written: 1, rowsGone: 0, removed: 0 })
    expect((await outline()).filter(([day]) => day === dayOf(-3))).toEqual([
      [dayOf(-3), 'LIVE', 1],
      [dayOf(-3), 'LIVE', 1],
    ])
    await expect(read()).rejects.toThrow('is not what the registry says')
  })

  it('removes an object that no row knows', async () => {
    await kudosOn(-3, 1)
    const stray = `lake/v1/event=kudos.given/day=${dayOf(-3)}/1-2.parquet.stray`
    await world.runtime.objects.writeStream(stray, Readable.from([Buffer.from('left by a process that was thought dead')]))
    expect(await world.desk.compact()).toEqual({ ...NOTHING, removed: 1 })
    await expectWhole()
  })

  it.each([
    ['the object store is away', 'objects', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['MongoDB is away', 'database', Object.assign(new Error('gone'), { name: 'MongoNetworkError' })],
  ] as const)('changes nothing for readers while %s, and is made afterwards', async (_what, what, error) => {
    await kudosOn(-3, 2)
    await kudosOn(-3, 2)
    world.stopAt(noon(0))
    const before = await read()
    const desk = await openLakeDesk(troubled(world.runtime, () => true, error, what))
    await expect(desk.compact()).rejects.toThrow(error.message)
    await desk.close()
    expect(await read()).toEqual(before)
    expect((await registry()).filter(({ status }) => status === 'LIVE')).toHaveLength(2)
    expect(await world.desk.compact()).toMatchObject({ replaced: 2, written: 1 })
    expect(await read()).toEqual(before)
    await expectWhole()
  })

  it.each(['lake:made', 'lake:noted', 'lake:put', 'lake:live'])(
    'that ends suddenly at %s is gone on with by the next one',
    async (point) => {
      await kudosOn(-3, 2)
      await kudosOn(-3, 2)
      world.shift(0)
      const before = await read()
      const { namespace, dataDir } = world.runtime.config
      const env = { ...process.env, ...testEnvironment(namespace, dataDir), LAKE: 'on', CRASH_AT: point }
      const child = startProgram(new URL('compacting-process.ts', import.meta.url), { env, stdio: 'inherit' })
      const [, signal] = await once(child, 'exit')
      expect(signal).toBe('SIGKILL')
      expect(await read()).toEqual(before)
      expect(await world.desk.compact()).toBeNull()
      // The turn of the dead is over.
      world.shift(60_000)
      const merged = point === 'lake:live' ? { replaced: 0, written: 0 } : { replaced: 2, written: 1 }
      expect(await world.desk.compact()).toEqual({ ...NOTHING, ...merged })
      expect(await read()).toEqual(before)
      expect((await registry()).map(({ status }) => status).sort()).toEqual(['LIVE', 'REPLACED', 'REPLACED'])
      await expectWhole()
    },
  )
})
