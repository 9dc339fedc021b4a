import { text } from 'node:stream/consumers'
import { startProgram, type TestRuntime, testEnvironment, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { collection, type Database, ExpandFirstError, type MigrationState, migrationStates, runMigrations } from '../src/mod.ts'

interface Shoe {
  readonly _id: string
  readonly price: number
  readonly prices?: readonly number[]
}

let runtime: TestRuntime
let database: Database
let seen: string[]
beforeAll(async () => {
  runtime = await testRuntime()
})
afterAll(() => runtime.close())

const open = async (name: string, rows: number) => {
  database = await runtime.database(name)
  seen = []
  const shoes = collection<Shoe>(database, {
    name: 'shoes',
    fields: { _id: 'string', price: 'number', prices: 'array?' },
    athletes: { none: 'a test' },
    migrations: {
      // The release before goes on reading and writing `price`.
      prices: {
        phase: 'expand',
        // What that one writes has no list, or a list that it has kept as it was.
        where: { $expr: { $ne: [{ $arrayElemAt: ['$prices', 0] }, '$price'] } },
        row: (before) => {
          seen.push(String(before._id))
          return { ...(before as unknown as Shoe), prices: [Number(before.price)] }
        },
      },
      dropOldIndex: { phase: 'contract', dropIndex: 'old' },
    },
  })
  await database.prepare()
  const stored = database.connection.collection<{ _id: string; price: number }>('shoes')
  await stored.insertMany(Array.from({ length: rows }, (_, index) => ({ _id: String(index).padStart(5, '0'), price: index })))
  await stored.createIndex({ price: 1 }, { name: 'old' })
  return { shoes, stored }
}

const run = (phase: 'expand' | 'contract', more: { signal?: AbortSignal; report?: (state: MigrationState) => void } = {}) =>
  runMigrations(database, { phase, rate: 1_000_000, batch: 50, nowMs: () => 0, report: () => undefined, ...more })

it('rewrites rows batch by batch, goes on where it was interrupted, and does nothing the second time', async () => {
  const { shoes } = await open('interrupted', 120)
  const ending = new AbortController()
  const reports: number[] = []
  const isDone = await run('expand', {
    signal: ending.signal,
    report: ({ written }) => {
      reports.push(written)
      ending.abort()
    },
  })
  expect([isDone, reports]).toEqual([false, [50]])
  expect(await shoes.count({ prices: { $ne: null } } as never)).toBe(50)

  expect(await run('expand')).toBe(true)
  expect(await shoes.count({})).toBe(120)
  expect(await shoes.one({ _id: '00119' })).toEqual({ _id: '00119', price: 119, prices: [119] })
  // No row was read twice.
  expect([seen.length, new Set(seen).size]).toEqual([120, 120])
  expect(await migrationStates(database)).toEqual([
    { id: 'shoes:prices', phase: 'expand', written: 120, doneAt: new Date(0) },
    { id: 'shoes:dropOldIndex', phase: 'contract', written: 0, doneAt: null },
  ])
  expect(await run('expand')).toBe(true)
  expect(seen).toHaveLength(120)
})

it('contracts only when all is expanded, and drops what only the release before needed', async () => {
  const { stored } = await open('contracted', 3)
  const indexes = async () => (await stored.indexes()).map(({ name }) => name)
  await expect(run('contract')).rejects.toThrow(ExpandFirstError)
  expect(await indexes()).toContain('old')
  await run('expand')
  expect(await run('contract')).toBe(true)
  expect(await indexes()).toEqual(['_id_'])
  // Also where it is gone already.
  await database.connection.collection('migration_ledger').deleteMany({})
  await run('expand')
  expect(await run('contract')).toBe(true)
})

it('takes rows that the release before writes meanwhile, and loses no change of it', async () => {
  const { shoes, stored } = await open('mixed', 70)
  let isFirst = true
  const isDone = await run('expand', {
    report: () => {
      if (!isFirst) return
      isFirst = false
      // Between two batches: a row that was done is replaced by one of the old kind, a new one comes, and one that is to come changes.
      void stored.replaceOne({ _id: '00001' }, { price: 5_001 } as never)
      void stored.updateOne({ _id: '00000a' }, { $set: { price: 7 } }, { upsert: true })
      void stored.updateOne({ _id: '00069' }, { $set: { price: 9 } })
    },
  })
  expect(isDone).toBe(true)
  expect(await shoes.one({ _id: '00001' })).toEqual({ _id: '00001', price: 5_001, prices: [5_001] })
  expect(await shoes.one({ _id: '00000a' })).toEqual({ _id: '00000a', price: 7, prices: [7] })
  expect((await shoes.one({ _id: '00069' }))?.price).toBe(9)
  expect(await stored.countDocuments({ prices: { $exists: false } })).toBe(0)
})

it('does each row once in effect when two processes run it at once', async () => {
  const { shoes, stored } = await open('twice', 60)
  await Promise.all([run('expand'), run('expand')])
  expect(await shoes.count({})).toBe(60)
  expect(await stored.countDocuments({ $expr: { $eq: [{ $arrayElemAt: ['$prices', 0] }, '$price'] } })).toBe(60)
})

it('stops with the row that cannot be rewritten, and keeps it as it was', async () => {
  const { stored } = await open('spoilt', 2)
  await stored.updateOne({ _id: '00001' }, { $set: { price: 'free' } } as never)
  await expect(run('expand')).rejects.toThrow(/price/)
  expect(await stored.findOne({ _id: '00001' })).toEqual({ _id: '00001', price: 'free' })
  expect(await run('expand').catch(() => false)).toBe(false)
})

it('takes processes of three releases at once: no change is lost, and afterwards the new field says what the old one does', async () => {
  const { stored } = await open('releases', 8)
  await stored.updateOne({ _id: '00000' }, { $set: { prices: [0] } })
  const sumBefore = (8 * 7) / 2
  const start = async (release: string): Promise<{ readonly done: number; readonly refused: number }> => {
    const { namespace, dataDir } = runtime.config
    const more = { RELEASE: release, SHOP: 'releases', TIMES: '40' }
    const env = { ...process.env, ...testEnvironment(namespace, dataDir), ...more }
    const child = startProgram(new URL('support/release-process.ts', import.meta.url), {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.stdout === null) throw new Error('it says how it went')
    return JSON.parse((await text(child.stdout)).trim().split('\n').at(-1) ?? '')
  }
  const [none, knows, writes] = await Promise.all([start('none'), start('knows'), start('writes')])
  // The release that does not know the field refuses to write it away, and has changed nothing then.
  expect(none?.refused).toBeGreaterThan(0)
  expect([none?.done, none?.refused].reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(40)
  expect([knows, writes]).toEqual([
    { done: 40, refused: 0 },
    { done: 40, refused: 0 },
  ])
  const sum = (rows: readonly { readonly price: number }[]) => rows.reduce((all, { price }) => all + price, 0)
  expect(sum(await stored.find({}).toArray())).toBe(sumBefore + 80 + (none?.done ?? 0))
  // The release that only keeps the list has left some behind the price.
  await stored.updateOne({ _id: '00001' }, { $set: { prices: [-1] } })
  expect(await run('expand')).toBe(true)
  const rows = await stored.find({}).toArray()
  expect(rows.map((row) => (row as { prices?: unknown }).prices)).toEqual(rows.map(({ price }) => [price]))
})
