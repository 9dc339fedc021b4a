import { makeEnvelope } from '@gruppetto/events'
import { settle, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Database,
  deadLetter,
  deadLetters,
  defineWorker,
  RejectEvent,
  RetryEvent,
  type Runtime,
  replayDeadLetter,
  SYSTEM,
} from '../src/mod.ts'
import { giveKudos, kudos, openTallies } from './support/tallies.ts'

let runtime: Runtime
let database: Database
let tallies: Awaited<ReturnType<typeof openTallies>>

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('road')
  tallies = await openTallies(database)
})
afterAll(() => runtime.close())

let lastWorker = 0
// The workers run until the end: a consumer that no process serves would never become idle.
/** Defines a worker for one test that counts events by subject. */
const counting = (prefix: string) => {
  lastWorker += 1
  const name = `road-count-${lastWorker}`
  return defineWorker({
    name,
    on: ['kudos.given'],
    decide: (event) => (event.data.subjectId.startsWith(prefix) ? `${name}:${event.data.subjectId}` : null),
    save: async (id, tx) => {
      if (id !== null) await tallies.add(id, tx)
    },
  })
}

const emit = (subjectId: string, origin = SYSTEM) => database.transact(async (tx) => giveKudos(tx, subjectId), origin)

test('a change and its event arrive, with their actor and trace', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const seen: Array<{ actor: string | null; traceparent: string | null }> = []
  const first = defineWorker({
    name: 'road-first',
    on: ['kudos.given'],
    decide: (event) => event.data,
    save: async (data, tx) => {
      if (data.subjectId === 'chain') tx.emit('kudos.taken-back', data)
    },
  })
  const second = defineWorker({
    name: 'road-second',
    on: ['kudos.taken-back'],
    decide: (event) => ({ actor: event.actor, traceparent: event.traceparent }),
    save: async (origin) => {
      seen.push(origin)
    },
  })
  await runtime.startWorkers(database, [first, second])
  const afterCommit: string[] = []
  await database.transact(
    async (tx) => {
      giveKudos(tx, 'chain')
      tx.afterCommit(() => {
        afterCommit.push('done')
      })
    },
    { actor: 'ath_giver', traceparent },
  )
  expect(afterCommit).toEqual(['done'])
  await settle(runtime)
  expect(seen).toEqual([{ actor: 'ath_giver', traceparent }])
})

test('a failed transaction leaves neither its change nor its event, and runs none of its tasks', async () => {
  const worker = counting('failed')
  await runtime.startWorkers(database, [worker])
  let ran = false
  const failing = database.transact(async (tx) => {
    await tallies.add('failed', tx)
    giveKudos(tx, 'failed')
    tx.afterCommit(() => {
      ran = true
    })
    throw new Error('no')
  }, SYSTEM)
  await expect(failing).rejects.toThrow('no')
  await settle(runtime)
  expect(await tallies.read('failed')).toBe(0)
  expect(await tallies.read(`${worker.name}:failed`)).toBe(0)
  expect(ran).toBe(false)
})

test('an event delivered three times is handled once', async () => {
  const worker = counting('thrice')
  await runtime.startWorkers(database, [worker])
  const envelope = makeEnvelope('kudos.given', kudos('thrice'), { id: 'the-same-event', at: 1, ...SYSTEM })
  // The message ids differ, so the stream does not deduplicate them: three deliveries of one event.
  for (const id of ['one', 'two', 'three']) await runtime.bus.publishEvent(id, JSON.stringify(envelope))
  await settle(runtime)
  expect(await tallies.read(`${worker.name}:thrice`)).toBe(1)
})

test('a worker that fails twice is retried until it succeeds, and its failed tries leave nothing', async () => {
  let tries = 0
  const worker = defineWorker({
    name: 'road-shaky',
    on: ['kudos.given'],
    decide: (event) => event.data.subjectId,
    save: async (subjectId, tx) => {
      if (subjectId !== 'shaky') return
      await tallies.add('shaky', tx)
      tries += 1
      if (tries < 3) throw new Error('not yet')
    },
  })
  await runtime.startWorkers(database, [worker])
  await emit('shaky')
  await settle(runtime)
  expect(tries).toBe(3)
  expect(await tallies.read('shaky')).toBe(1)
  expect((await deadLetters(runtime.bus)).filter(({ worker: name }) => name === 'road-shaky')).toEqual([])
})

test('an event with an expected race is retried as often as needed, and no try is counted', async () => {
  let tries = 0
  const worker = defineWorker({
    name: 'road-racing',
    on: ['kudos.given'],
    maxTries: 2,
    decide: (event) => event.data.subjectId,
    save: async (subjectId, tx) => {
      if (subjectId !== 'racing') return
      tries += 1
      if (tries <= 3) throw new RetryEvent('not here yet')
      await tallies.add('racing', tx)
    },
  })
  await runtime.startWorkers(database, [worker])
  await emit('racing')
  await settle(runtime)
  expect(tries).toBe(4)
  expect(await tallies.read('racing')).toBe(1)
})

test('an event whose race does not end becomes a dead letter', async () => {
  const worker = defineWorker({
    name: 'road-endless',
    on: ['kudos.given'],
    maxTries: 2,
    decide: (event) => {
      if (event.data.subjectId === 'endless') throw new RetryEvent('never here')
    },
    save: async () => undefined,
  })
  await runtime.startWorkers(database, [worker])
  await emit('endless')
  await settle(runtime)
  const [letter] = (await deadLetters(runtime.bus)).filter(({ worker: name }) => name === 'road-endless')
  expect(letter).toMatchObject({ tries: 2, reason: 'RetryEvent: never here' })
})

test('a poison event becomes a dead letter after its tries while others pass, and its replay goes to the failed consumer only', async () => {
  let isPoison = true
  let tries = 0
  const worker = defineWorker({
    name: 'road-poisoned',
    on: ['kudos.given'],
    maxTries: 3,
    decide: (event) => event.data.subjectId,
    save: async (subjectId, tx) => {
      if (subjectId === 'poison') {
        tries += 1
        if (isPoison) throw new Error('cannot digest this\nat all')
      }
      if (subjectId.startsWith('poison')) await tallies.add(subjectId, tx)
    },
    onDeadLetter: async (event, reason, tx) => {
      await tallies.add(`dead:${event.data.subjectId}:${reason.includes('cannot digest')}`, tx)
    },
  })
  const bystander = counting('poison')
  await runtime.startWorkers(database, [worker, bystander])
  await emit('poison')
  await emit('poison-not')
  await settle(runtime)
  expect(tries).toBe(3)
  expect(await tallies.read('poison-not')).toBe(1)
  expect(await tallies.read('dead:poison:true')).toBe(1)
  const [letter, ...others] = (await deadLetters(runtime.bus)).filter(({ worker: name }) => name === 'road-poisoned')
  expect(others).toEqual([])
  expect(letter).toMatchObject({ eventName: 'kudos.given', tries: 3, reason: 'Error: cannot digest this at all' })
  if (letter === undefined) throw new Error('no letter')
  expect(await deadLetter(runtime.bus, letter.id)).toEqual(letter)
  expect(await tallies.read(`${bystander.name}:poison`)).toBe(1)

  isPoison = false
  await replayDeadLetter(runtime.bus, letter)
  await settle(runtime)
  expect(await tallies.read('poison')).toBe(1)
  expect(await tallies.read(`${bystander.name}:poison`)).toBe(1)
  expect(await deadLetter(runtime.bus, letter.id)).toBeNull()
})

test('a dead letter that fails again after its replay becomes a dead letter again', async () => {
  const worker = defineWorker({
    name: 'road-hopeless',
    on: ['kudos.given'],
    decide: (event) => {
      if (event.data.subjectId === 'hopeless') throw new RejectEvent('never')
    },
    save: async () => undefined,
    onDeadLetter: async (event, _reason, tx) => tallies.add(`dead:${event.data.subjectId}`, tx),
  })
  await runtime.startWorkers(database, [worker])
  await emit('hopeless')
  await settle(runtime)
  const own = async () => (await deadLetters(runtime.bus)).filter(({ worker: name }) => name === 'road-hopeless')
  const [letter] = await own()
  expect(letter).toMatchObject({ tries: 1, reason: 'never' })
  if (letter === undefined) throw new Error('no letter')
  await replayDeadLetter(runtime.bus, letter)
  await settle(runtime)
  expect(await own()).toHaveLength(1)
  expect(await tallies.read('dead:hopeless')).toBe(2)
})

test('a message that is not an event becomes a dead letter at once, and the worker goes on', async () => {
  const worker = counting('alive')
  await runtime.startWorkers(database, [worker])
  const { stream, subject } = runtime.bus
  const junk = ['not { json', JSON.stringify({ id: 'x', name: 'kudos.given', version: 1, data: {} })]
  for (const text of junk) await stream.publish(subject('evt.kudos.given.v1'), text)
  await emit('alive')
  await settle(runtime)
  expect(await tallies.read(`${worker.name}:alive`)).toBe(1)
  const letters = (await deadLetters(runtime.bus)).filter(({ worker: name }) => name === worker.name)
  expect(letters.map(({ text }) => text.slice(0, 5))).toEqual(['not {', '{"id"'])
})

test('concurrent writers of one row all succeed, one after the other', async () => {
  const writers = Array.from({ length: 8 }, () =>
    database.transact(async (tx) => {
      const count = await tallies.read('contested', tx)
      await tallies.write('contested', count + 1, tx)
    }, SYSTEM),
  )
  await Promise.all(writers)
  expect(await tallies.read('contested')).toBe(8)
})

test('a duplicate key error is thrown unchanged and not retried', async () => {
  const collection = database.connection.collection<{ _id: string }>('uniques')
  await collection.insertOne({ _id: 'one' })
  let tries = 0
  const twice = database.transact(async (tx) => {
    tries += 1
    await collection.insertOne({ _id: 'one' }, { session: tx.session })
  }, SYSTEM)
  await expect(twice).rejects.toMatchObject({ code: 11000 })
  expect(tries).toBe(1)
})

test('a newer revision is kept when the older one arrives later', async () => {
  const worker = defineWorker({
    name: 'road-newest',
    on: ['block.changed'],
    load: (event, tx) => tallies.read(`rev:${event.data.blockerId}`, tx),
    decide: (event, known) => (event.data.revision > known ? event.data.revision : null),
    save: async (revision, tx, event) => {
      if (revision !== null) await tallies.write(`rev:${event.data.blockerId}`, revision, tx)
    },
  })
  await runtime.startWorkers(database, [worker])
  for (const revision of [3, 1, 2]) {
    await database.transact(
      async (tx) => tx.emit('block.changed', { blockerId: 'ath_a', blockedId: 'ath_b', blocked: true, revision, at: 1 }),
      SYSTEM,
    )
    await settle(runtime)
  }
  expect(await tallies.read('rev:ath_a')).toBe(3)
})

test('a worker handles its maximum of events at once, and takes another one as soon as one is done', async () => {
  const inWork = new Map<string, () => void>()
  let most = 0
  const worker = defineWorker({
    name: 'road-several',
    on: ['kudos.given'],
    concurrency: 3,
    prepare: async (event) => {
      const { subjectId } = event.data
      if (!subjectId.startsWith('several')) return
      const done = new Promise<void>((resolve) => inWork.set(subjectId, resolve))
      most = Math.max(most, inWork.size)
      await done
      inWork.delete(subjectId)
    },
    decide: (event) => event.data.subjectId,
    save: async (subjectId, tx) => {
      if (subjectId.startsWith('several')) await tallies.add(subjectId, tx)
    },
  })
  await runtime.startWorkers(database, [worker])
  await settle(runtime)
  const begun = async (count: number) => {
    while (inWork.size < count) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  for (let i = 0; i < 7; i += 1) {
    await emit(`several-${i}`)
    if (i < 2) await begun(i + 1)
  }
  for (let left = 7; left > 0; left -= 1) {
    await begun(Math.min(3, left))
    const [finish] = inWork.values()
    finish?.()
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  await settle(runtime)
  expect(most).toBe(3)
  for (let i = 0; i < 7; i += 1) expect(await tallies.read(`several-${i}`)).toBe(1)
})

test('a drained worker finishes its events and takes no more, and the next start handles the rest', async () => {
  const began: string[] = []
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const worker = defineWorker({
    name: 'road-drained',
    on: ['kudos.given'],
    concurrency: 1,
    prepare: async (event) => {
      if (!event.data.subjectId.startsWith('drain')) return
      began.push(event.data.subjectId)
      if (event.data.subjectId === 'drain-1') await held
    },
    decide: (event) => event.data.subjectId,
    save: async (subjectId, tx) => {
      if (subjectId.startsWith('drain')) await tallies.add(subjectId, tx)
    },
  })
  const running = await runtime.startWorkers(database, [worker])
  await settle(runtime)
  await emit('drain-1')
  while (began.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await emit('drain-2')
  const drained = running.drain()
  letGo()
  await drained
  expect(await tallies.read('drain-1')).toBe(1)
  expect(began).toEqual(['drain-1'])
  const again = await runtime.startWorkers(database, [worker])
  await settle(runtime)
  expect(await tallies.read('drain-2')).toBe(1)
  expect(await tallies.read('drain-1')).toBe(1)
  await again.drain()
})
