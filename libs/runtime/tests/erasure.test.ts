import { settle, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AsideHooks,
  collection,
  type Database,
  eraseKeys,
  eraseRows,
  openAside,
  openRuntime,
  purgeMessages,
  type Runtime,
  SYSTEM,
  timeSeries,
} from '../src/mod.ts'

interface Follow {
  readonly _id: string
  readonly fromId: string
  readonly toId: string
}

interface Note {
  readonly _id: string
  readonly authorId: string
  readonly mentionIds: readonly string[]
  readonly editorId: string | null
}

let runtime: Runtime
let database: Database
const counted: string[] = []

const open = (hooks: AsideHooks = {}) => ({
  follows: collection<Follow>(database, {
    name: 'follows',
    fields: { _id: 'string', fromId: 'string', toId: 'string' },
    athletes: { ids: { fromId: 'delete', toId: 'delete' }, exported: 'all', whileClosed: 'aside' },
  }),
  notes: collection<Note>(database, {
    name: 'notes',
    fields: { _id: 'string', authorId: 'string', mentionIds: 'array', editorId: 'string | null' },
    athletes: { ids: { authorId: 'delete', mentionIds: 'forget', editorId: 'forget' }, exported: 'all' },
  }),
  pages: collection<{ readonly _id: string; readonly noteId: string }>(database, {
    name: 'pages',
    fields: { _id: 'string', noteId: 'string' },
    athletes: { partsOf: { noteId: 'notes' }, exported: 'all' },
  }),
  samples: timeSeries<{ readonly ts: Date; readonly meta: { readonly pageId: string } }>(database, {
    name: 'samples',
    fields: { ts: 'date', meta: 'object' },
    athletes: { partsOf: { 'meta.pageId': 'pages' }, exported: 'all' },
    granularity: 'seconds',
  }),
  aside: openAside(database, hooks),
})
let stores: ReturnType<typeof open>
const nothing = { working: () => undefined }

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('erasure')
  stores = open({
    follows: async (rows: readonly Follow[], direction) => {
      counted.push(...rows.map(({ _id }) => `${direction}:${_id}`))
    },
  } as AsideHooks)
  await database.prepare()
})
afterAll(() => runtime.close())

const follow = (fromId: string, toId: string): Follow => ({ _id: `${fromId}>${toId}`, fromId, toId })
const storedIds = async (name: string) =>
  (await database.connection.collection<{ _id: string }>(name).find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)

it('gives an index to each field by which an athlete is found', async () => {
  const keys = await Promise.all(
    ['follows', 'notes', 'pages'].map(async (name) =>
      (await database.connection.collection(name).indexes()).flatMap(({ key }) => Object.keys(key)).sort(),
    ),
  )
  expect(keys).toEqual([
    ['_id', 'fromId', 'toId'],
    ['_id', 'authorId', 'editorId', 'mentionIds'],
    ['_id', 'noteId'],
  ])
})

it('sets rows aside while an account is closed and brings them back, whatever the order of the events', async () => {
  const many = Array.from({ length: 450 }, (_, index) => follow(`fan-${index}`, 'ann'))
  await stores.follows.insert([...many, follow('ann', 'ben'), follow('ben', 'cem')])
  const close = { athleteId: 'ann', revision: 4, closed: true }
  await stores.aside.follow(close, nothing.working)
  expect(await storedIds('follows')).toEqual(['ben>cem'])
  expect(counted).toHaveLength(451)
  // Twice, and an older state.
  await stores.aside.follow(close, nothing.working)
  await stores.aside.follow({ athleteId: 'ann', revision: 3, closed: false }, nothing.working)
  expect(await storedIds('follows')).toEqual(['ben>cem'])

  // What was written meanwhile stays as it is, and is not counted twice.
  await stores.follows.insert([follow('ann', 'ben')])
  counted.length = 0
  await stores.aside.follow({ athleteId: 'ann', revision: 5, closed: false }, nothing.working)
  expect(await stores.follows.count({ toId: 'ann' })).toBe(450)
  expect(counted).toHaveLength(450)
  expect(await storedIds('set_aside')).toEqual([])
  await stores.aside.follow(close, nothing.working)
  expect(await stores.follows.count({ toId: 'ann' })).toBe(450)
})

it('erases an athlete from everything, parts and what is aside too, and leaves the rest', async () => {
  await stores.notes.insert([
    { _id: 'of-dan', authorId: 'dan', mentionIds: ['ben'], editorId: null },
    { _id: 'of-ben', authorId: 'ben', mentionIds: ['dan', 'cem'], editorId: 'dan' },
  ])
  await stores.pages.insert([
    { _id: 'page-dan', noteId: 'of-dan' },
    { _id: 'page-ben', noteId: 'of-ben' },
  ])
  await stores.samples.insert(['page-dan', 'page-ben'].map((pageId) => ({ ts: new Date(), meta: { pageId } })))
  await stores.follows.insert([follow('dan', 'eve')])
  await stores.aside.follow({ athleteId: 'eve', revision: 2, closed: true }, nothing.working)
  await eraseRows(database, 'dan', nothing)
  await eraseRows(database, 'dan', nothing)
  const left = await Promise.all(
    [...database.collections.keys()].map((name) => database.connection.collection(name).find({}).toArray()),
  )
  expect(JSON.stringify(left)).not.toContain('dan')
  expect(await stores.notes.many({})).toEqual([{ _id: 'of-ben', authorId: 'ben', mentionIds: ['cem'], editorId: null }])
  expect(await storedIds('pages')).toEqual(['page-ben'])
  expect((await stores.samples.many({})).map(({ meta }) => meta)).toEqual([{ pageId: 'page-ben' }])
})

it('deletes messages and keys that name an athlete', async () => {
  await database.transact(async (tx) => {
    for (const athleteId of ['ath_dan', 'ath_ben'])
      tx.emit('entitlement.changed', { athleteId, revision: 1, premium: true, at: 1 })
  }, SYSTEM)
  await settle(runtime)
  expect(await purgeMessages(runtime.bus, (text) => text.includes('ath_dan'))).toBe(1)
  expect(await purgeMessages(runtime.bus, (text) => text.includes('ath_dan'))).toBe(0)
  expect((await runtime.bus.manager.streams.info(runtime.bus.names.events)).state.messages).toBe(1)

  const other = await openRuntime({ ...runtime.config, namespace: `${runtime.config.namespace}x` })
  try {
    for (const { redis } of [runtime, other]) for (const key of ['feed:ath_dan', 'feed:ath_ben']) await redis.set(key, 1)
    expect(await eraseKeys(runtime.redis, ['ath_dan'])).toBe(1)
    expect([await runtime.redis.exists('feed:ath_dan'), await runtime.redis.exists('feed:ath_ben')]).toEqual([0, 1])
    expect(await other.redis.exists('feed:ath_dan')).toBe(1)
    await eraseKeys(other.redis, ['ath'])
  } finally {
    await other.close()
  }
})
