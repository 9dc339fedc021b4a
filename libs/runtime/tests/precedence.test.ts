import { setTimeout as sleep } from 'node:timers/promises'
import { type TestRuntime, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { collection, type Database, openRuntime, type Runtime, SYSTEM, type Tx } from '../src/mod.ts'

interface TallyRow {
  readonly _id: string
  readonly count: number
}
const openTallies = (database: Database) =>
  collection<TallyRow>(database, {
    name: 'tallies',
    fields: { _id: 'string', count: 'number' },
    athletes: { none: 'tallies' },
  })

let runtime: TestRuntime
let other: Runtime
let here: Database
let there: Database
beforeAll(async () => {
  runtime = await testRuntime()
  other = await openRuntime(runtime.config)
  here = await runtime.database('rt')
  there = await other.database('rt')
  for (const database of [here, there]) openTallies(database)
  await here.prepare()
})
afterAll(async () => {
  await other.close()
  await runtime.close()
})

const add = async (database: Database, id: string, tx: Tx): Promise<void> => {
  await tx.inTurn(id)
  await database.connection
    .collection<TallyRow>('tallies')
    .updateOne({ _id: id }, { $inc: { count: 1 } }, { upsert: true, session: tx.session })
}

it('a transaction whose row others write without a pause, in another process too, goes before those that have not begun', async () => {
  await here.transact((tx) => add(here, 'busy', tx), SYSTEM)
  let isOver = false
  let isHeld = false
  let done = 0
  const keepWriting = async (database: Database): Promise<void> => {
    while (!isOver) {
      await database.transact(async (tx) => {
        await add(database, 'busy', tx)
        isHeld = true
        await sleep(60)
      }, SYSTEM)
      isHeld = false
      done += 1
    }
  }
  const busy = keepWriting(there)
  let tries = 0
  let doneAtThird = 0
  await here.transact(async (tx) => {
    tries += 1
    if (tries === 3) doneAtThird = done
    // Twice it comes while the row is being written.
    while (tries < 3 && !isHeld) await sleep(1)
    await add(here, 'busy', tx)
  }, SYSTEM)
  const meanwhile = done - doneAtThird
  isOver = true
  await busy
  expect(tries).toBeGreaterThan(2)
  expect(meanwhile).toBeLessThanOrEqual(2)
})

it('a transaction whose row is written by others tries more than twelve times', async () => {
  await here.transact((tx) => add(here, 'held', tx), SYSTEM)
  const holder = await there.connection.startSession()
  holder.startTransaction()
  await there.connection.collection<TallyRow>('tallies').updateOne({ _id: 'held' }, { $inc: { count: 1 } }, { session: holder })
  let tries = 0
  await here.transact(async (tx) => {
    tries += 1
    if (tries === 15) await holder.commitTransaction()
    await add(here, 'held', tx)
  }, SYSTEM)
  await holder.endSession()
  expect(tries).toBeGreaterThanOrEqual(15)
  expect(await here.connection.collection<TallyRow>('tallies').findOne({ _id: 'held' })).toMatchObject({ count: 3 })
})

it('a row that nobody else writes costs no hint', async () => {
  const hints: string[] = []
  const { unsubscribe } = runtime.live.subscribe('wanted', 'rt', ({ id }) => void hints.push(id ?? ''))
  await runtime.live.subscribed()
  for (let time = 0; time < 3; time += 1) await here.transact((tx) => add(here, 'quiet', tx), SYSTEM)
  await runtime.live.subscribed()
  unsubscribe()
  expect(hints).not.toContain('quiet')
})
