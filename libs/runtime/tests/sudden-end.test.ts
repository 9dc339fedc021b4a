import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { settle, startProgram, testEnvironment, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, deadLetters, defineWorker, type Runtime } from '../src/mod.ts'
import { openTallies } from './support/tallies.ts'

const program = new URL('support/crash-child.ts', import.meta.url)

/** An event that was being handled when its process ended is redelivered after this time. */
const SOON_AGAIN = { ACK_WAIT_MS: '1500' }

let runtime: Runtime
let database: Database
let tallies: Awaited<ReturnType<typeof openTallies>>
const echoes: string[] = []

beforeAll(async () => {
  runtime = await testRuntime({ env: SOON_AGAIN })
  database = await runtime.database('crash')
  tallies = await openTallies(database)
  const echo = defineWorker({
    name: 'crash-echo',
    on: ['kudos.taken-back'],
    decide: (event) => event.data.subjectId,
    save: async (subjectId) => {
      echoes.push(subjectId)
    },
  })
  await runtime.startWorkers(database, [echo])
})
afterAll(() => runtime.close())

const start = (more: Record<string, string>, args: readonly string[]): ChildProcess =>
  startProgram(program, {
    args,
    env: { ...process.env, ...testEnvironment(runtime.config.namespace, runtime.config.dataDir), ...SOON_AGAIN, ...more },
    stdio: 'inherit',
  })

const points = [
  'relay:kudos.given',
  'crash-count:prepared',
  'crash-count:saved',
  'crash-count:committed',
  'relay:kudos.taken-back',
]

test.each(points)('a sudden end at %s loses no event and handles none twice', async (point) => {
  const [, signal] = await once(start({ CRASH_AT: point }, [point]), 'exit')
  expect(signal).toBe('SIGKILL')
  const next = start({}, [])
  try {
    await settle(runtime)
    expect(await tallies.read(point)).toBe(1)
    expect(echoes.filter((subjectId) => subjectId === point)).toHaveLength(1)
  } finally {
    next.kill('SIGTERM')
    await once(next, 'exit')
  }
})

test('an event that ends the process each time becomes a dead letter after its tries', async () => {
  const subjectId = 'killer'
  let deaths = 0
  let isFirst = true
  for (; deaths < 10; deaths += 1) {
    const child = start({ CRASH_AT: 'crash-count:prepared' }, isFirst ? [subjectId] : [])
    isFirst = false
    const ended = once(child, 'exit').then(() => 'ended' as const)
    const buried = (async () => {
      while ((await deadLetters(runtime.bus)).length === 0) await new Promise((resolve) => setTimeout(resolve, 100))
      return 'buried' as const
    })()
    if ((await Promise.race([ended, buried])) === 'buried') {
      child.kill('SIGTERM')
      await ended
      break
    }
  }
  expect(deaths).toBe(6)
  expect(await tallies.read(subjectId)).toBe(0)
  expect(await deadLetters(runtime.bus)).toMatchObject([{ worker: 'crash-count', tries: 7 }])
})
