import { randomNamespace, testServers } from '@gruppetto/testing'
import mongoose, { type Connection } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'

let connection: Connection

beforeAll(async () => {
  connection = await mongoose.createConnection(testServers().mongoUrl, { dbName: `${randomNamespace()}_apart` }).asPromise()
  await connection.collection('rows').insertOne({ name: 'ride' })
})
afterAll(async () => {
  await connection.dropDatabase()
  await connection.close()
})

/** Takes a server a second: it adds up a long list in memory. */
const LONG = [
  { $set: { n: { $range: [0, 100_000] } } },
  { $unwind: '$n' },
  { $group: { _id: null, sum: { $sum: { $multiply: ['$n', 2] } } } },
]

test('a long statement of one transaction does not keep another transaction waiting', async () => {
  const ended: string[] = []
  const long = connection.transaction(async (session) => {
    const [row] = await connection.collection('rows').aggregate(LONG, { session }).toArray()
    expect(row?.sum).toBe(100_000 * 99_999)
    ended.push('the long one')
  })
  const short = connection.transaction(async (session) => {
    await connection.collection('other').insertOne({ name: 'run' }, { session })
  })
  await short
  ended.push('the short one')
  await long
  expect(ended).toEqual(['the short one', 'the long one'])
})

test('an index holds what is written while it is made, and rules from then on until it is dropped', async () => {
  const rows = connection.collection<{ _id: number; n: number }>('indexed')
  const row = (n: number) => ({ _id: n, n })
  await rows.insertMany(Array.from({ length: 50 }, (_, n) => row(n)))
  const meanwhile = Array.from({ length: 30 }, (_, n) => rows.insertOne(row(50 + n)))
  await Promise.all([...meanwhile, rows.createIndex({ n: 1 }, { unique: true })])
  await rows.insertOne(row(80))
  expect(await rows.find({ n: { $gte: 0 } }, { hint: { n: 1 } }).toArray()).toHaveLength(81)
  await expect(rows.insertOne({ _id: 81, n: 80 })).rejects.toThrow(/E11000/)
  await rows.dropIndex('n_1')
  await connection.transaction(async (session) => {
    await rows.insertOne({ _id: 81, n: 80 }, { session })
  })
  expect(await rows.countDocuments({ n: 80 })).toBe(2)
})
