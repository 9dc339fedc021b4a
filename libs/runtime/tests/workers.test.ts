import { setImmediate } from 'node:timers/promises'
import { makeEnvelope } from '@gruppetto/events'
import { settle, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, deadLetters, defineWorker, RejectEvent, type Runtime, SYSTEM } from '../src/mod.ts'
import { giveKudos, kudos, openTallies } from './support/tallies.ts'

let runtime: Runtime
let database: Database
let tallies: Awaited<ReturnType<typeof openTallies>>

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('workers')
  tallies = await openTallies(database)
})
afterAll(() => runtime.close())

const emit = (subjectId: string) => database.transact(async (tx) => giveKudos(tx, subjectId), SYSTEM)

test('events of one lane wait for each other, over all workers of the database, and no lane waits for nobody', async () => {
  const log: string[] = []
  let leave = (): void => undefined
  const outside = new Promise<void>((resolve) => {
    leave = resolve
  })
  const inLane = (name: string, lane: string | null) =>
    defineWorker({
      name,
      on: ['kudos.given'],
      lane: ({ data }) => (data.subjectId.startsWith('lane-') ? lane : null),
      prepare: async ({ data: { subjectId } }) => {
        if (!subjectId.startsWith('lane-')) return
        log.push(`${name} begins`)
        // Whoever is in the lane ends only after the worker without a lane has, so that worker cannot have waited for it.
        if (lane === null) leave()
        else await outside
        await setImmediate()
        log.push(`${name} ends`)
      },
      save: async () => undefined,
    })
  await runtime.startWorkers(database, [inLane('road-lane-a', 'x'), inLane('road-lane-b', 'x'), inLane('road-no-lane', null)])
  for (const subjectId of ['lane-1', 'lane-2']) await emit(subjectId)
  await settle(runtime)
  const waiting = log.filter((line) => !line.startsWith('road-no-lane'))
  expect(waiting).toHaveLength(8)
  for (const [index, line] of waiting.entries()) {
    if (index % 2 === 0) expect(waiting[index + 1]).toBe(line.replace('begins', 'ends'))
  }
  expect(log.filter((line) => line === 'road-no-lane ends')).toHaveLength(2)
})

test('a worker whose lane cannot be named fails like any other, and the lane goes on after work that fails', async () => {
  const done: string[] = []
  const worker = defineWorker({
    name: 'road-broken-lane',
    on: ['kudos.given'],
    lane: ({ data: { subjectId } }) => {
      if (subjectId === 'nameless') throw new Error('no lane')
      return 'broken'
    },
    maxTries: 1,
    save: async (_loaded, _tx, { data: { subjectId } }) => {
      if (subjectId === 'poison') throw new RejectEvent('poison')
      done.push(subjectId)
    },
  })
  await runtime.startWorkers(database, [worker])
  for (const subjectId of ['nameless', 'poison', 'sound']) await emit(subjectId)
  await settle(runtime)
  expect(done).toContain('sound')
  expect(done).not.toContain('nameless')
  const letters = (await deadLetters(runtime.bus)).filter((letter) => letter.worker === worker.name)
  expect(letters.map(({ reason }) => reason).sort()).toEqual(['Error: no lane', 'poison'])
})

test('an event that does not concern a worker is done without a transaction and a mark, and one that does is handled once', async () => {
  const prepared: string[] = []
  const worker = defineWorker({
    name: 'road-concerned',
    on: ['kudos.given'],
    prepare: async ({ data: { subjectId } }) => {
      // The events of the tests before arrive here too.
      if (subjectId === 'another') prepared.push(subjectId)
      return subjectId.length
    },
    concerns: ({ data: { subjectId } }, length) => subjectId === 'concerned' && length === 9,
    save: async (_loaded, tx, { data: { subjectId } }) => tallies.add(`road-concerned:${subjectId}`, tx),
  })
  await runtime.startWorkers(database, [worker])
  const marks = () => database.connection.collection('inbox').countDocuments({ _id: /^road-concerned:/ } as object)
  await emit('another')
  await settle(runtime)
  expect(prepared).toEqual(['another'])
  expect(await marks()).toBe(0)
  expect(await tallies.read('road-concerned:another')).toBe(0)
  const envelope = makeEnvelope('kudos.given', kudos('concerned'), { id: 'concerned-event', at: 1, ...SYSTEM })
  for (const id of ['once', 'twice']) await runtime.bus.publishEvent(id, JSON.stringify(envelope))
  await settle(runtime)
  expect(await marks()).toBe(1)
  expect(await tallies.read('road-concerned:concerned')).toBe(1)
})

test('a repeatable worker commits without a mark, with its events, and decides about a second time by itself', async () => {
  const told: string[] = []
  const worker = defineWorker({
    name: 'road-repeatable',
    on: ['kudos.given'],
    isRepeatable: true,
    load: ({ data: { subjectId } }) => tallies.read(`road-repeatable:${subjectId}`),
    save: async (known, tx, { data }) => {
      if (data.subjectId !== 'repeated' || known > 0) return
      await tallies.add('road-repeatable:repeated', tx)
      tx.emit('kudos.taken-back', data)
    },
  })
  const listener = defineWorker({
    name: 'road-repeatable-told',
    on: ['kudos.taken-back'],
    prepare: async ({ data: { subjectId } }) => {
      told.push(subjectId)
    },
  })
  await runtime.startWorkers(database, [worker, listener])
  const envelope = makeEnvelope('kudos.given', kudos('repeated'), { id: 'repeated-event', at: 1, ...SYSTEM })
  for (const id of ['first', 'second']) {
    await runtime.bus.publishEvent(id, JSON.stringify(envelope))
    await settle(runtime)
  }
  expect(await database.connection.collection('inbox').countDocuments({ _id: /^road-repeatable:/ } as object)).toBe(0)
  expect(await tallies.read('road-repeatable:repeated')).toBe(1)
  expect(told).toEqual(['repeated'])
})
