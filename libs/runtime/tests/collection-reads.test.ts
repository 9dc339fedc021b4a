import { testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { collection, type Database, type Runtime, SYSTEM, type Tx } from '../src/mod.ts'

interface Ride {
  readonly _id: string
  readonly athleteId: string
  readonly startedAt: Date
  readonly tags: readonly string[]
  readonly metrics: { readonly load: number } | null
}

let runtime: Runtime
let database: Database
const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const ride = (number: number, athleteId: string, tags: readonly string[] = []): Ride => ({
  _id: `ride-${number}`,
  athleteId,
  startedAt: day(number),
  tags,
  metrics: number % 2 === 0 ? { load: number } : null,
})
const open = () =>
  collection<Ride>(database, {
    name: 'rides',
    fields: { _id: 'string', athleteId: 'string', startedAt: 'date', tags: 'array', metrics: 'object | null' },
    athletes: { none: 'a test' },
  })
let rides: ReturnType<typeof open>

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('rides')
  rides = open()
  await database.prepare()
  await rides.insert([ride(1, 'ann', ['wet']), ride(2, 'ann', ['wet', 'cold']), ride(3, 'ben'), ride(4, 'ann')])
})
afterAll(() => runtime.close())

it('reads one, or null', async () => {
  expect(await rides.one({ _id: 'ride-3' })).toEqual(ride(3, 'ben'))
  expect(await rides.one({ _id: 'ride-9' })).toBeNull()
  expect(await rides.one({ athleteId: 'ann' }, { sort: { startedAt: -1 } })).toEqual(ride(4, 'ann'))
})

it('reads many, sorted and limited, with the fields that are named', async () => {
  const newest = { sort: { startedAt: -1 }, limit: 2, fields: { startedAt: 1 } } as const
  expect(await rides.many({ athleteId: 'ann', startedAt: { $lt: day(9) } }, newest)).toEqual([
    { _id: 'ride-4', startedAt: day(4) },
    { _id: 'ride-2', startedAt: day(2) },
  ])
  expect(await rides.many({ tags: 'cold' })).toEqual([ride(2, 'ann', ['wet', 'cold'])])
  expect(await rides.many({ $or: [{ 'metrics.load': { $gte: 4 } }, { athleteId: 'ben' }] })).toHaveLength(2)
  expect(await rides.many({ _id: { $in: [] } })).toEqual([])
})

it('counts, and says what is there', async () => {
  expect(await rides.count({ athleteId: 'ann' })).toBe(3)
  expect(await rides.count({})).toBe(4)
  expect([await rides.exists({ athleteId: 'ben' }), await rides.exists({ athleteId: 'cat' })]).toEqual([true, false])
  expect([...(await rides.distinct('athleteId', {}))].sort()).toEqual(['ann', 'ben'])
  const sums = await rides.aggregate<{ _id: string; load: number }>([
    { $group: { _id: '$athleteId', load: { $sum: '$metrics.load' } } },
    { $sort: { _id: 1 } },
  ])
  expect(sums).toEqual([
    { _id: 'ann', load: 6 },
    { _id: 'ben', load: 0 },
  ])
})

it('reads rows as they arrive, and as a map by id', async () => {
  const ids: string[] = []
  for await (const { _id } of rides.each({ athleteId: 'ann' }, { sort: { startedAt: 1 }, batchSize: 1 })) ids.push(_id)
  expect(ids).toEqual(['ride-1', 'ride-2', 'ride-4'])
  const known = await rides.byId(['ride-3', 'ride-1', 'ride-9'], { where: { athleteId: 'ann' } })
  expect([...known.keys()]).toEqual(['ride-1'])
  expect(await rides.byId([])).toEqual(new Map())
})

it('asks for what has no value as for null, not for everything', async () => {
  // A value that the compiler would not allow.
  const nobody = undefined as unknown as string
  expect(await rides.many({ athleteId: nobody })).toEqual([])
})

it('reads as of a transaction, what it has not committed included', async () => {
  const reads = (tx?: Tx) =>
    Promise.all([
      rides.one({ _id: 'ride-7' }, { tx }).then((row) => row?._id ?? null),
      rides.many({ athleteId: 'dan' }, { tx }).then((rows) => rows.length),
      rides.count({ athleteId: 'dan' }, tx),
      rides.exists({ athleteId: 'dan' }, tx),
    ])
  await database.transact(async (tx) => {
    await rides.insert([ride(7, 'dan')], tx)
    // One after the other, because a transaction cannot run two commands at once.
    expect((await rides.one({ _id: 'ride-7' }, { tx }))?._id).toBe('ride-7')
    expect(await rides.many({ athleteId: 'dan' }, { tx })).toHaveLength(1)
    expect(await rides.count({ athleteId: 'dan' }, tx)).toBe(1)
    expect(await rides.exists({ athleteId: 'dan' }, tx)).toBe(true)
    expect(await reads()).toEqual([null, 0, 0, false])
  }, SYSTEM)
  expect(await reads()).toEqual(['ride-7', 1, 1, true])
})
