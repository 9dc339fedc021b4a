import { settle, testRuntime, testServers } from '@gruppetto/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, deadLetters, defineWorker, isOutage, type Runtime, SYSTEM } from '../src/mod.ts'
import { startProxy, type TcpProxy } from './support/proxy.ts'
import { giveKudos, openTallies } from './support/tallies.ts'

let runtime: Runtime
let database: Database
let tallies: Awaited<ReturnType<typeof openTallies>>
let proxies: { mongo: TcpProxy; nats: TcpProxy; redis: TcpProxy }
let failures: unknown[] = []
let warnings: string[] = []

beforeAll(async () => {
  const servers = testServers()
  proxies = {
    mongo: await startProxy(servers.mongoUrl),
    nats: await startProxy(servers.natsUrl),
    redis: await startProxy(servers.redisUrl),
  }
  runtime = await testRuntime({
    log: pino({ level: 'warn' }, { write: (line) => void warnings.push(JSON.parse(line).msg) }),
    env: { MONGO_URL: proxies.mongo.url, NATS_URL: proxies.nats.url, REDIS_URL: proxies.redis.url },
  })
  database = await runtime.database('outage')
  tallies = await openTallies(database)
  const counting = defineWorker({
    name: 'outage-count',
    on: ['kudos.given'],
    maxTries: 2,
    prepare: async (event, { runtime: own }) => {
      try {
        await own.redis.incr(`prepared:${event.data.subjectId}`)
      } catch (error) {
        failures.push(error)
        throw error
      }
    },
    decide: (event) => event.data.subjectId,
    save: (subjectId, tx) => tallies.add(subjectId, tx),
  })
  await runtime.startWorkers(database, [counting])
})
afterAll(async () => {
  await runtime.close()
  for (const proxy of Object.values(proxies)) await proxy.close()
})

const emit = (subjectId: string) => database.transact(async (tx) => giveKudos(tx, subjectId), SYSTEM)

const allDone = async (ids: readonly string[]) => {
  await settle(runtime)
  expect(await Promise.all(ids.map((id) => tallies.read(id)))).toEqual(ids.map(() => 1))
  expect(await deadLetters(runtime.bus)).toEqual([])
}

const relayHasFailed = () =>
  expect.poll(() => warnings).toContain('the outbox cannot be relayed; its events wait in the database')

test('an event committed while NATS is down is published when NATS is back', async () => {
  warnings = []
  await proxies.nats.down()
  const ids = Array.from({ length: 20 }, (_, index) => `nats-${index}`)
  for (const id of ids) await emit(id)
  expect((await runtime.health()).nats).toBe(false)
  await relayHasFailed()
  expect(await tallies.read('nats-0')).toBe(0)
  await proxies.nats.up()
  await allDone(ids)
  expect((await runtime.health()).nats).toBe(true)
})

test('an event handled while Redis is down waits for Redis, and no try is counted', async () => {
  failures = []
  await proxies.redis.down()
  await emit('redis-1')
  await expect.poll(() => failures.length).toBeGreaterThanOrEqual(4)
  expect(failures.every(isOutage)).toBe(true)
  await proxies.redis.up()
  await allDone(['redis-1'])
})

test('events that arrive while MongoDB is down are handled when it is back, each once', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `mongo-${index}`)
  await Promise.all(ids.slice(0, 5).map(emit))
  warnings = []
  await proxies.mongo.down()
  const failed = await emit('mongo-lost').catch((error: unknown) => error)
  expect(failed).toSatisfy(isOutage)
  await relayHasFailed()
  await proxies.mongo.up()
  await Promise.all(ids.slice(5).map(emit))
  await allDone(ids)
  expect(await tallies.read('mongo-lost')).toBe(0)
})
