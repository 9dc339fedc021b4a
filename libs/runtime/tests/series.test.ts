import { testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, RowError, type Runtime, timeSeries } from '../src/mod.ts'

interface Point {
  readonly ts: Date
  readonly meta: { readonly of: string; readonly revision: number }
  readonly n: number
  readonly bytes: Uint8Array
}

let runtime: Runtime
let database: Database
const open = () =>
  timeSeries<Point>(database, {
    name: 'points',
    fields: { ts: 'date', meta: 'object', n: 'number', bytes: 'binary' },
    athletes: { none: 'a test' },
    granularity: 'seconds',
    expireAfterSeconds: 3600,
    // Those of one recording, in order.
    indexes: [{ keys: { 'meta.of': 1, ts: 1 } }],
  })
let points: ReturnType<typeof open>

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('series')
  points = open()
  await database.prepare()
})
afterAll(() => runtime.close())

const start = Date.now()
const point = (n: number, of = 'a'): Point => ({
  ts: new Date(start + n * 1000),
  meta: { of, revision: 1 },
  n,
  bytes: Buffer.from([n]),
})

it('is created as a time series that expires', async () => {
  const { db } = database.connection
  const [found] = (await db?.listCollections({ name: 'points' }).toArray()) ?? []
  expect(found).toMatchObject({
    options: { timeseries: { timeField: 'ts', metaField: 'meta', granularity: 'seconds' }, expireAfterSeconds: 3600 },
  })
})

it('takes measurements, returns them, and deletes by what stands in meta', async () => {
  await points.insert([])
  await points.insert([point(2), point(1), point(3, 'b')])
  const read = await points.many({ 'meta.of': 'a' }, { sort: { ts: 1 }, fields: { _id: 0 } })
  expect(read).toEqual([point(1), point(2)])
  const seen: number[] = []
  for await (const { n } of points.each({ ts: { $gt: point(1).ts } }, { sort: { ts: 1 }, batchSize: 1 })) seen.push(n)
  expect(seen).toEqual([2, 3])
  const sums = await points.aggregate([{ $group: { _id: '$meta.of', n: { $sum: '$n' } } }, { $sort: { _id: 1 } }])
  expect(sums).toEqual([
    { _id: 'a', n: 3 },
    { _id: 'b', n: 3 },
  ])
  await points.deleteMany({ 'meta.of': 'a', 'meta.revision': 1 })
  expect(await points.many({}, { fields: { n: 1, _id: 0 } })).toEqual([{ n: 3 }])
  await points.deleteMany({ 'meta.of': 'b' })
})

it('writes nothing when one of the measurements is not what it should be', async () => {
  const wrong = { ...point(2), n: 'two' } as unknown as Point
  await expect(points.insert([point(1), wrong])).rejects.toThrow(RowError)
  expect(await points.many({})).toEqual([])
})
