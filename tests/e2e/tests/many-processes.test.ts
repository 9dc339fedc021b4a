import { afterAll, beforeAll, describe } from 'vitest'
import { everyBehaviour } from '../src/every-behaviour.ts'
import { outage } from '../src/outage/outage.ts'
import { manyProcesses, type World } from '../src/world.ts'

describe('a process for every role', () => {
  let world: World
  beforeAll(async () => {
    world = await manyProcesses()
  }, 240_000)
  afterAll(() => world?.close(), 120_000)
  everyBehaviour(() => world, 'LEADING')
  // Last, since what it ends stays ended.
  outage(() => world)
})
