import { type Database, type Runtime, readRows, SYSTEM, wholeRows } from '@gruppetto/runtime'
import { testRuntime } from '@gruppetto/testing'
import { Schema } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'

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
const open = () => {
  const schema = new Schema<Ride>(
    {
      _id: String,
      athleteId: String,
      startedAt: Date,
      tags: [String],
      metrics: { type: Schema.Types.Mixed, default: null },
    },
    { collection: 'rides', versionKey: false },
  )
  const model = database.connection.model<Ride>('Ride', schema)
  return { read: readRows(model), whole: wholeRows(model) }
}
let rides: ReturnType<typeof open>

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('rides')
  rides = open()
  await database.prepare()
  await rides.whole.insertNow([ride(1, 'ann', ['wet']), ride(2, 'ann', ['wet', 'cold']), ride(3, 'ben'), ride(4, 'ann')])
})
afterAll(() => runtime.close())

it('reads one, or null', async () => {
  expect(await rides.read.one({ _id: 'ride-3' })).toEqual(ride(3, 'ben'))
  expect(await rides.read.one({ _id: 'ride-9' })).toBeNull()
  expect(await rides.read.one({ athleteId: 'ann' }, { sort: { startedAt: -1 } })).toEqual(ride(4, 'ann'))
})

it('reads many, sorted and limited, with the fields that are named', async () => {
  const newest = { sort: { startedAt: -1 }, limit: 2, fields: { startedAt: 1 } } as const
  expect(await rides.read.many({ athleteId: 'ann', startedAt: { $lt: day(9) } }, newest)).toEqual([
    { _id: 'ride-4', startedAt: day(4) },
    { _id: 'ride-2', startedAt: day(2) },
  ])
  expect(await rides.read.many({ tags: 'cold' })).toEqual([ride(2, 'ann', ['wet', 'cold'])])
  expect(await rides.read.many({ $or: [{ 'metrics.load': { $gte: 4 } }, { athleteId: 'ben' }] })).toHaveLength(2)
  expect(await rides.read.many({ _id: { $in: [] } })).toEqual([])
})

it('counts, and says what is there', async () => {
  expect(await rides.read.count({ athleteId: 'ann' })).toBe(3)
  expect(await rides.read.count({})).toBe(4)
  expect([await rides.read.exists({ athleteId: 'ben' }), await rides.read.exists({ athleteId: 'cat' })]).toEqual([true, false])
  expect([...(await rides.read.distinct('athleteId', {}))].sort()).toEqual(['ann', 'ben'])
  const sums = await rides.read.aggregate<{ _id: string; load: number }>([
    { $group: { _id: '$athleteId', load: { $sum: '$metrics.load' } } },
    { $sort: { _id: 1 } },
  ])
  expect(sums).toEqual([
    { _id: 'ann', load: 6 },
    { _id: 'ben', load: 0 },
  ])
})

it('asks for what has no value as for null, not for everything', async () => {
  // A value that the compiler would not allow.
  const nobody = undefined as unknown as string
  expect(await rides.read.many({ athleteId: nobody })).toEqual([])
})

it('reads as of a transaction, what it has not committed included', async () => {
  const { read } = rides
  const reads = (tx?: Parameters<typeof read.count>[1]) =>
    Promise.all([
      read.one({ _id: 'ride-7' }, { tx }).then((row) => row?._id ?? null),
      read.many({ athleteId: 'dan' }, { tx }).then((rows) => rows.length),
      read.count({ athleteId: 'dan' }, tx),
      read.exists({ athleteId: 'dan' }, tx),
    ])
  await database.transact(async (tx) => {
    await database.connection.collection<Ride>('rides').insertOne(ride(7, 'dan'), { session: tx.session })
    // One after the other, because a transaction cannot run two commands at once.
    expect((await read.one({ _id: 'ride-7' }, { tx }))?._id).toBe('ride-7')
    expect(await read.many({ athleteId: 'dan' }, { tx })).toHaveLength(1)
    expect(await read.count({ athleteId: 'dan' }, tx)).toBe(1)
    expect(await read.exists({ athleteId: 'dan' }, tx)).toBe(true)
    expect(await reads()).toEqual([null, 0, 0, false])
  }, SYSTEM)
  expect(await reads()).toEqual(['ride-7', 1, 1, true])
})
