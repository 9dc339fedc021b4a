import { testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { collection, type Database, openRuntime, RowError, type Runtime, ShardKeyError, SYSTEM, type Tx } from '../src/mod.ts'

interface Ride {
  readonly _id: string
  readonly athleteId: string
  readonly startedAt: Date
  readonly revision: number
  readonly tags: readonly string[]
  readonly load: number | null
  readonly note?: string | undefined
}

let runtime: Runtime
let database: Database

const open = (name: string, home = database) =>
  collection<Ride>(home, {
    name,
    fields: {
      _id: 'string',
      athleteId: 'string',
      startedAt: 'date',
      revision: 'number',
      tags: 'array',
      load: 'number | null',
      note: 'string?',
    },
    athletes: { none: 'a test' },
    shardKey: { athleteId: 'hashed' },
    // The newest of an athlete.
    indexes: [{ keys: { athleteId: 1, startedAt: -1 } }],
  })

const ride = (id: string, changes: Partial<Ride> = {}): Ride => ({
  _id: id,
  athleteId: 'ann',
  startedAt: new Date('2026-01-01'),
  revision: 1,
  tags: [],
  load: null,
  ...changes,
})
const inTransaction = (work: (tx: Tx) => Promise<void>) => database.transact(work, SYSTEM)
const otherwise = () => new Error('not as it was')

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('rides')
})
afterAll(() => runtime.close())

const prepared = async (name: string) => {
  const rides = open(name)
  await database.prepare()
  return rides
}

/** Another process defines a collection and prepares it. */
const prepareElsewhere = async (define: (home: Database) => unknown) => {
  const other = await openRuntime(runtime.config)
  const home = await other.database('rides')
  define(home)
  await home.prepare()
  await other.close()
}

it('creates the collection with its indexes, however often it is prepared', async () => {
  await prepared('indexed')
  await prepareElsewhere((home) => open('indexed', home))
  const indexes = await database.connection.collection('indexed').indexes()
  expect(indexes.map(({ key }) => key)).toEqual([{ _id: 1 }, { athleteId: 1, startedAt: -1 }])
})

it('inserts, puts, replaces, updates and deletes', async () => {
  const rides = await prepared('written')
  await rides.insert([])
  await rides.insert([ride('a', { note: undefined }), ride('b')])
  expect(await rides.one({ _id: 'a' })).toStrictEqual(ride('a'))
  await expect(rides.insert([ride('a')])).rejects.toThrow('E11000')
  await rides.put([ride('b', { load: 3 })])
  await rides.put([ride('c'), ride('d')])
  expect(await rides.replace(ride('a', { revision: 2 }), { revision: 1 })).toBe(true)
  expect(await rides.replace(ride('a', { revision: 3 }), { revision: 1 })).toBe(false)
  await rides.replaceOrInsert(ride('e'), { revision: 0 })
  await expect(rides.replaceOrInsert(ride('e'), { revision: 0 })).rejects.toThrow('E11000')
  expect(await rides.updateOne({ _id: 'c', revision: 1 }, { $set: { load: 5 }, $inc: { revision: 1 } })).toBe(true)
  expect(await rides.updateOne({ _id: 'c', revision: 1 }, { $set: { load: 6 } })).toBe(false)
  expect(await rides.updateMany({ load: null }, { $set: { tags: ['easy'] } })).toBe(3)
  expect(await rides.upsertOne({ _id: 'f', athleteId: 'ben' }, { $inc: { revision: 1 } })).toBe(true)
  expect(await rides.upsertOne({ _id: 'f', athleteId: 'ben' }, { $setOnInsert: { load: 1 } })).toBe(false)
  expect(await rides.updateAndGet({ _id: 'f' }, { $inc: { revision: 1 } })).toEqual({ _id: 'f', athleteId: 'ben', revision: 2 })
  expect(await rides.updateAndGet({ _id: 'g' }, { $inc: { revision: 1 } })).toBeNull()
  const made = { _id: 'g', athleteId: 'ben' }
  expect(await rides.upsertAndGet(made, { $inc: { revision: 4 } })).toEqual({ ...made, revision: 4 })
  await rides.writeAll([])
  await rides.writeAll([
    { updateOne: { filter: { _id: 'h', athleteId: 'ben' }, update: { $inc: { revision: 1 } }, upsert: true } },
    { replaceOne: { filter: { _id: 'b' }, replacement: ride('b', { revision: 9 }) } },
    { deleteOne: { filter: { _id: 'd' } } },
  ])
  expect([await rides.deleteOne({ _id: 'g' }), await rides.deleteOne({ _id: 'g' })]).toEqual([true, false])
  expect(await rides.deleteMany({ _id: { $in: ['f', 'h', 'x'] } })).toBe(2)
  expect(await rides.many({}, { sort: { _id: 1 }, fields: { revision: 1 } })).toEqual([
    { _id: 'a', revision: 2 },
    { _id: 'b', revision: 9 },
    { _id: 'c', revision: 2 },
    { _id: 'e', revision: 1 },
  ])
})

it('shows a write to its own transaction, unless its name says that it goes out with the commit', async () => {
  const rides = await prepared('transacted')
  await rides.insert([ride('old')])
  const ids = async (tx?: Tx) => (await rides.many({}, { sort: { _id: 1 }, tx })).map(({ _id }) => _id)
  await inTransaction(async (tx) => {
    await rides.insert([ride('now')], tx)
    rides.insertAtCommit([ride('later')], tx)
    rides.putAtCommit([ride('put'), ride('old', { revision: 2 })], tx)
    rides.deleteAtCommit(['now'], { revision: 1 }, tx, otherwise)
    expect(await ids(tx)).toEqual(['now', 'old'])
    expect(await ids()).toEqual(['old'])
  })
  expect(await ids()).toEqual(['later', 'old', 'put'])
})

it.each<[string, (rides: ReturnType<typeof open>, tx: Tx) => void]>([
  [
    'a replaced row has another revision',
    (rides, tx) => rides.replaceAtCommit(ride('a', { revision: 3 }), { revision: 2 }, tx, otherwise),
  ],
  ['one of the deleted rows is missing', (rides, tx) => rides.deleteAtCommit(['a', 'x'], {}, tx, otherwise)],
  ['a deleted row has another revision', (rides, tx) => rides.deleteAtCommit(['a'], { revision: 2 }, tx, otherwise)],
])('commits nothing when %s', async (_, fail) => {
  const rides = await prepared('undone')
  await rides.put([ride('a')])
  const undone = inTransaction(async (tx) => {
    await rides.insert([ride('b')], tx)
    rides.insertAtCommit([ride('c')], tx)
    fail(rides, tx)
  })
  await expect(undone).rejects.toThrow('not as it was')
  expect(await rides.many({})).toEqual([ride('a')])
})

it('runs the later of two commits that meet again, on what the first one has written', async () => {
  const rides = await prepared('met')
  await rides.insert([ride('a')])
  const tag = (text: string) =>
    inTransaction(async (tx) => {
      const row = await rides.one({ _id: 'a' }, { tx })
      rides.putAtCommit([ride('a', { tags: [...(row?.tags ?? []), text] })], tx)
    })
  await Promise.all(['1', '2', '3', '4'].map(tag))
  expect([...((await rides.one({ _id: 'a' }))?.tags ?? [])].sort()).toEqual(['1', '2', '3', '4'])
})

it.each([
  ['a field that the rows do not have', { speed: 3 }, 'no field speed'],
  ['a number that is none', { revision: Number.NaN }, 'revision'],
  ['a date as a text', { startedAt: '2026-01-01' }, 'startedAt'],
  ['a date that is none', { startedAt: new Date('never') }, 'startedAt'],
  ['null where a value belongs', { athleteId: null }, 'athleteId'],
  ['no value where one belongs', { athleteId: undefined }, 'athleteId'],
  ['an object as a list', { tags: { $gt: '' } }, 'tags'],
])('writes nothing when a row has %s', async (_, wrong, message) => {
  const rides = await prepared('checked')
  // A row that came in as something else, and was cast.
  const row = { ...ride('a'), ...wrong } as Ride
  const attempts = [
    () => rides.insert([row]),
    () => rides.put([ride('b'), row]),
    () => rides.replace(row, {}),
    () => inTransaction(async (tx) => rides.putAtCommit([ride('b'), row], tx)),
    () => rides.writeAll([{ replaceOne: { filter: { _id: 'a', athleteId: 'ann' }, replacement: row, upsert: true } }]),
  ]
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toThrow(RowError)
    await expect(attempt()).rejects.toThrow(message)
  }
  expect(await rides.count({})).toBe(0)
})

it('refuses what a sharded cluster would refuse: an upsert that does not say its shard, and a row that changes it', async () => {
  const rides = await prepared('sharded')
  await rides.insert([ride('a')])
  const inc = { $inc: { revision: 1 } }
  const attempts = [
    () => rides.upsertOne({ _id: 'b' }, inc),
    () => rides.upsertAndGet({ _id: 'b' }, inc),
    () => rides.writeAll([{ updateOne: { filter: { _id: 'b' }, update: inc, upsert: true } }]),
    () => rides.updateOne({ _id: 'a' }, { $set: { athleteId: 'ben' } }),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(ShardKeyError)
  expect(await rides.replace(ride('a', { athleteId: 'ben' }), {})).toBe(false)
  expect(await rides.many({})).toEqual([ride('a')])
})

it('refuses an update of a field that the rows do not have, or to a value of another kind', async () => {
  const rides = await prepared('updated')
  await rides.insert([ride('a')])
  const wrong = [{ speed: 1 }, { 'speed.max': 1 }, { revision: '2' }] as unknown as readonly Partial<Ride>[]
  for (const $set of wrong) await expect(rides.updateOne({ _id: 'a' }, { $set })).rejects.toThrow(RowError)
  expect(await rides.one({ _id: 'a' })).toEqual(ride('a'))
})

it('writes back a row that was stored before a nullable field existed', async () => {
  const rides = await prepared('earlier')
  const { load: _, ...before } = ride('a')
  await database.connection.collection<{ _id: string }>('earlier').insertOne(before)
  const read = await rides.one({ _id: 'a' })
  await rides.put([{ ...read, revision: 2 } as Ride])
  expect(await rides.one({ _id: 'a' })).toEqual({ ...before, revision: 2 })
})

it('converts milliseconds under an old name into a date, once, and drops the indexes over them', async () => {
  interface Meeting {
    readonly _id: string
    readonly clubId: string
    readonly startsAt: Date
    readonly cancelledAt: Date | null
  }
  const stored = database.connection.collection<{ _id: string }>('meetings')
  const atMs = Date.UTC(2026, 4, 1)
  await stored.insertMany([
    { _id: 'a', clubId: 'c', startsAtMs: atMs, cancelledAtMs: null } as { _id: string },
    { _id: 'b', clubId: 'c', startsAtMs: atMs + 1, cancelledAtMs: atMs } as { _id: string },
  ])
  await stored.createIndex({ clubId: 1, startsAtMs: 1 })
  const openMeetings = (home: Database) =>
    collection<Meeting>(home, {
      name: 'meetings',
      fields: { _id: 'string', clubId: 'string', startsAt: 'date', cancelledAt: 'date | null' },
      athletes: { none: 'a test' },
      indexes: [{ keys: { clubId: 1, startsAt: 1 } }],
      renamed: { startsAtMs: 'startsAt', cancelledAtMs: 'cancelledAt' },
    })
  const meetings = openMeetings(database)
  await database.prepare()
  await prepareElsewhere(openMeetings)
  expect(await meetings.many({}, { sort: { _id: 1 } })).toEqual([
    { _id: 'a', clubId: 'c', startsAt: new Date(atMs), cancelledAt: null },
    { _id: 'b', clubId: 'c', startsAt: new Date(atMs + 1), cancelledAt: new Date(atMs) },
  ])
  expect((await stored.indexes()).map(({ key }) => key)).toEqual([{ _id: 1 }, { clubId: 1, startsAt: 1 }])
})

it('takes the marks of earlier releases out of the collection that commerce has under their name, and converts nothing again', async () => {
  interface Tent {
    readonly _id: string
    readonly boughtAt: Date
  }
  const earlier = database.connection.collection<{ _id: string; at?: Date; amount?: number }>('conversions')
  await earlier.insertMany([
    { _id: 'tents.boughtAtMs', at: new Date() },
    { _id: 'brd_1:1001', amount: 7 },
  ])
  const stored = database.connection.collection<{ _id: string; boughtAtMs?: number }>('tents')
  await stored.insertOne({ _id: 'late', boughtAtMs: 1 })
  collection<Tent>(database, {
    name: 'tents',
    fields: { _id: 'string', boughtAt: 'date' },
    athletes: { none: 'a test' },
    renamed: { boughtAtMs: 'boughtAt' },
  })
  await database.prepare()
  expect(await earlier.find({}).toArray()).toEqual([{ _id: 'brd_1:1001', amount: 7 }])
  expect(await stored.find({}).toArray()).toEqual([{ _id: 'late', boughtAtMs: 1 }])
})

it('converts rows of an earlier release once, in several processes at once, and loses no change that comes meanwhile', async () => {
  interface Shoe {
    readonly _id: string
    readonly prices: readonly number[]
    readonly seen?: boolean
  }
  const stored = database.connection.collection<{ _id: string; price?: number; seen?: boolean }>('shoes')
  await stored.insertMany(Array.from({ length: 150 }, (_, index) => ({ _id: `${index}`.padStart(3, '0'), price: index })))
  let converted = 0
  const meanwhile: Promise<unknown>[] = []
  const openShoes = (home: Database) =>
    collection<Shoe>(home, {
      name: 'shoes',
      fields: { _id: 'string', prices: 'array', seen: 'boolean?' },
      athletes: { none: 'a test' },
      upgrades: {
        prices: {
          where: { prices: { $exists: false } },
          row: (before) => {
            const { price, ...row } = before as unknown as Shoe & { price: number }
            // The next rows of the batch are read already.
            if (converted++ === 0) meanwhile.push(stored.updateMany({ _id: { $gt: '050' } }, { $set: { seen: true } }))
            return { ...row, prices: [price] }
          },
        },
      },
    })
  await Promise.all([prepareElsewhere(openShoes), prepareElsewhere(openShoes)])
  await Promise.all(meanwhile)
  expect(await stored.find().sort({ _id: 1 }).toArray()).toEqual(
    Array.from({ length: 150 }, (_, index) => {
      const row = { _id: `${index}`.padStart(3, '0'), prices: [index] }
      return index > 50 ? { ...row, seen: true } : row
    }),
  )
  const before = converted
  await stored.insertOne({ _id: 'late', price: 1 })
  await prepareElsewhere(openShoes)
  expect(converted).toBe(before)
})
