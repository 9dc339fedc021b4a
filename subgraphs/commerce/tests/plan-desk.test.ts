import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPlanDesk } from '../src/module.ts'
import { openWorld, type World } from './world.ts'

let world: World
const heard: EventData<'entitlement.changed'>[] = []
beforeAll(async () => {
  world = await openWorld()
  const worker = defineWorker({
    name: 'elsewhere-listen-entitlements',
    on: ['entitlement.changed'],
    decide: (event) => event.data,
    save: async (data) => void heard.push(data),
  })
  await world.runtime.startWorkers(await world.runtime.database('elsewhere'), [worker])
})
afterAll(() => world.close())

it('premium is given and taken, one revision on each time, and said when it changes', async () => {
  const desk = await openPlanDesk(world.runtime)
  const athleteId = newId('Athlete')
  expect(await desk.setPremium(athleteId, false)).toBe(false)
  const given = await Promise.all([desk.setPremium(athleteId, true), desk.setPremium(athleteId, true)])
  expect(given.toSorted()).toEqual([false, true])
  expect(await desk.setPremium(athleteId, false)).toBe(true)
  expect(await desk.setPremium(athleteId, true)).toBe(true)
  await world.settle()
  const at = expect.any(Number)
  expect(heard.toSorted((a, b) => a.revision - b.revision)).toEqual([
    { athleteId, revision: 1, premium: true, at },
    { athleteId, revision: 2, premium: false, at },
    { athleteId, revision: 3, premium: true, at },
  ])
})
