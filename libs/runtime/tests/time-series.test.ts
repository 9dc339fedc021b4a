import { testRuntime } from '@gruppetto/testing'
import { Schema } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, type Runtime, SYSTEM, type Tx, wholeRows } from '../src/mod.ts'
import { TimeSeriesRuleError } from '../src/mongo/time-series-guard.ts'

interface Row {
  ts: Date
  meta: { of: string; revision: number }
  n: number
}

const schema = () =>
  new Schema<Row>(
    { ts: { type: Date }, meta: { type: { of: String, revision: Number }, _id: false }, n: { type: Number } },
    { collection: 'points', versionKey: false, timeseries: { timeField: 'ts', metaField: 'meta', granularity: 'seconds' } },
  )

let runtime: Runtime
let database: Database
const open = () => database.connection.model('Point', schemaOnce)
const schemaOnce = schema()

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('series')
  open()
  await database.prepare()
})
afterAll(() => runtime.close())

const row = (n: number): Row => ({ ts: new Date(n * 1000), meta: { of: 'a', revision: 1 }, n })

test('points go in and come out, and their meta can be changed', async () => {
  await open().insertMany([row(1), row(2)])
  await open().updateMany({ 'meta.of': 'a' }, { $set: { 'meta.revision': 2 } })
  expect(await open().countDocuments({ 'meta.revision': 2 })).toBe(2)
  await open().deleteMany({ 'meta.of': 'a' })
  expect(await open().countDocuments({})).toBe(0)
})

test('what MongoDB refuses is refused before it is asked', async () => {
  const inside = (write: (session: import('mongoose').ClientSession) => Promise<unknown>) =>
    expect(database.transact(async (tx) => write(tx.session), SYSTEM)).rejects.toThrow(TimeSeriesRuleError)
  await inside((session) => open().insertMany([row(1)], { session }))
  await inside((session) => open().create([row(1)], { session }))
  await inside((session) => open().bulkWrite([{ insertOne: { document: row(1) } }], { session }))
  await inside((session) => open().deleteMany({}, { session }).exec())
  await inside((session) =>
    open()
      .updateMany({}, { $set: { 'meta.revision': 1 } }, { session })
      .exec(),
  )
  const refused = (write: Promise<unknown>) => expect(write).rejects.toThrow(TimeSeriesRuleError)
  await refused(
    open()
      .updateMany({ n: 1 }, { $set: { 'meta.revision': 2 } })
      .exec(),
  )
  await refused(
    open()
      .updateMany({ 'meta.of': 'a' }, { $set: { n: 2 } })
      .exec(),
  )
  await refused(
    open()
      .updateMany({ 'meta.of': 'a' }, { $set: { 'meta.revision': 2 } }, { upsert: true })
      .exec(),
  )
  await refused(
    open()
      .updateOne({ 'meta.of': 'a' }, { $set: { 'meta.revision': 2 } })
      .exec(),
  )
  await refused(
    open()
      .findOneAndUpdate({ 'meta.of': 'a' }, { $set: { 'meta.revision': 2 } })
      .exec(),
  )
  expect(() => database.connection.model('Unique', schema().index({ n: 1 }, { unique: true }))).toThrow(TimeSeriesRuleError)
})

test('a field no schema knows is an error, not dropped in silence', async () => {
  const model = database.connection.model(
    'Strict',
    new Schema({ _id: { type: String }, a: { type: Number } }, { collection: 'strict' }),
  )
  await expect(model.create([{ _id: '1', a: 1, b: 2 } as { _id: string; a: number }])).rejects.toThrow('b')
  await expect(model.find({ b: 2 } as object).exec()).rejects.toThrow('b')
})

test('whole rows go out as they are, with the commit or not at all, and never into a time series', async () => {
  interface Thing {
    readonly _id: string
    readonly revision: number
    readonly note?: string | undefined
  }
  const schema = new Schema<Thing>({ _id: String, revision: Number, note: String }, { collection: 'things', versionKey: false })
  const model = database.connection.model<Thing>('Thing', schema)
  const whole = wholeRows(model)
  const all = () => model.find().sort({ _id: 1 }).lean()
  const commit = (work: (tx: Tx) => void) => database.transact(async (tx) => work(tx), SYSTEM)
  const otherwise = () => new Error('not as it was')
  await whole.insertNow([{ _id: 'a', revision: 1, note: undefined }])
  await whole.insertNow([])
  await expect(whole.insertNow([{ _id: 'a', revision: 2 }])).rejects.toThrow('E11000')
  await commit((tx) => {
    whole.put([{ _id: 'b', revision: 1 }], tx)
    whole.insert([{ _id: 'c', revision: 1 }], tx)
    whole.replace({ _id: 'a', revision: 2, note: 'new' }, { revision: 1 }, tx, otherwise)
    whole.put([], tx)
  })
  const before = [
    { _id: 'a', revision: 2, note: 'new' },
    { _id: 'b', revision: 1 },
    { _id: 'c', revision: 1 },
  ]
  expect(await all()).toEqual(before)
  const halves: readonly ((tx: Tx) => void)[] = [
    (tx) => whole.replace({ _id: 'b', revision: 3 }, { revision: 2 }, tx, otherwise),
    (tx) => whole.remove(['b', 'd'], {}, tx, otherwise),
    (tx) => whole.remove(['b', 'c'], { revision: 2 }, tx, otherwise),
    () => {
      throw otherwise()
    },
  ]
  for (const half of halves) {
    const undone = commit((tx) => {
      whole.insert([{ _id: 'e', revision: 1 }], tx)
      half(tx)
    })
    await expect(undone).rejects.toThrow('not as it was')
  }
  const twice = commit((tx) =>
    whole.insert(
      ['f', 'a'].map((_id) => ({ _id, revision: 1 })),
      tx,
    ),
  )
  await expect(twice).rejects.toMatchObject({ code: 11_000, message: expect.stringContaining('"a"') })
  expect(await all()).toEqual(before)
  await commit((tx) => whole.remove(['b', 'c'], { revision: 1 }, tx, otherwise))
  expect(await all()).toEqual(before.slice(0, 1))
  expect(() => wholeRows(open() as never)).toThrow(TimeSeriesRuleError)
})

test('of two commits that meet, the later one is run again on what the first has made', async () => {
  interface Sum {
    readonly _id: string
    readonly of: readonly number[]
  }
  const model = database.connection.model<Sum>('Sum', new Schema<Sum>({ _id: String, of: [Number] }, { versionKey: false }))
  const whole = wholeRows(model)
  await whole.insertNow([{ _id: 's', of: [] }])
  const add = (n: number) =>
    database.transact(async (tx) => {
      const before = await model.findById('s').session(tx.session).lean<Sum>()
      whole.put([{ _id: 's', of: [...(before?.of ?? []), n] }], tx)
    }, SYSTEM)
  await Promise.all([1, 2, 3, 4].map(add))
  expect((await model.findById('s').lean<Sum>())?.of.toSorted()).toEqual([1, 2, 3, 4])
})
