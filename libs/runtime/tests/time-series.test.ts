import { testRuntime } from '@gruppetto/testing'
import { Schema } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, type Runtime, wholeRows } from '../src/mod.ts'
import { TimeSeriesRuleError } from '../src/time-series-guard.ts'
import { nobody } from './support/tallies.ts'

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
    expect(database.transact(async (tx) => write(tx.session), nobody)).rejects.toThrow(TimeSeriesRuleError)
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

test('whole rows are inserted, put and replaced as they are, in a transaction or none, and never in a time series', async () => {
  interface Thing {
    readonly _id: string
    readonly revision: number
    readonly note?: string | undefined
  }
  const schema = new Schema<Thing>({ _id: String, revision: Number, note: String }, { collection: 'things', versionKey: false })
  const model = database.connection.model<Thing>('Thing', schema)
  const whole = wholeRows(model)
  const all = () => model.find().sort({ _id: 1 }).lean()
  await whole.insert([{ _id: 'a', revision: 1, note: undefined }])
  await whole.insert([])
  await expect(whole.insert([{ _id: 'a', revision: 2 }])).rejects.toThrow('E11000')
  await database.transact(async (tx) => {
    await whole.put([{ _id: 'b', revision: 1 }], tx)
    await whole.put(
      ['b', 'c'].map((_id) => ({ _id, revision: 2 })),
      tx,
    )
    await whole.put([], tx)
    expect(await whole.replace({ _id: 'a', revision: 2, note: 'new' }, { revision: 1 }, tx)).toBe(true)
    expect(await whole.replace({ _id: 'b', revision: 3 }, { revision: 1 }, tx)).toBe(false)
  }, nobody)
  expect(await all()).toEqual([
    { _id: 'a', revision: 2, note: 'new' },
    { _id: 'b', revision: 2 },
    { _id: 'c', revision: 2 },
  ])
  const undone = database.transact(async (tx) => {
    await whole.insert([{ _id: 'd', revision: 1 }], tx)
    throw new Error('no')
  }, nobody)
  await expect(undone).rejects.toThrow('no')
  expect(await all()).toHaveLength(3)
  expect(await model.exists({ note: null, _id: 'b' })).not.toBeNull()
  expect(() => wholeRows(open() as never)).toThrow(TimeSeriesRuleError)
})
