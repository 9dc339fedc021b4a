import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { settle, type TestRuntime, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPlanDesk } from '../src/module.ts'

let runtime: TestRuntime
const received: EventData<'entitlement.changed'>[] = []
beforeAll(async () => {
  runtime = await testRuntime()
  const worker = defineWorker({
    name: 'elsewhere-listen-entitlements',
    on: ['entitlement.changed'],
    decide: ({ data }) => data,
    save: async (data) => void received.push(data),
  })
  await runtime.startWorkers(await runtime.database('elsewhere'), [worker])
})
afterAll(() => runtime.close())

it('each change of premium has the next revision and one event', async () => {
  const desk = await openPlanDesk(runtime)
  const athleteId = newId('Athlete')
  expect(await desk.setPremium(athleteId, false, 'a test')).toBe(false)
  const given = await Promise.all([desk.setPremium(athleteId, true, 'a test'), desk.setPremium(athleteId, true, 'a test')])
  expect(given.toSorted()).toEqual([false, true])
  expect(await desk.setPremium(athleteId, false, 'a test')).toBe(true)
  expect(await desk.setPremium(athleteId, true, 'a test')).toBe(true)
  await settle(runtime)
  const at = expect.any(Number)
  expect(received.toSorted((a, b) => a.revision - b.revision)).toEqual([
    { athleteId, revision: 1, premium: true, at },
    { athleteId, revision: 2, premium: false, at },
    { athleteId, revision: 3, premium: true, at },
  ])
})
