import { afterAll, beforeAll, describe } from 'vitest'
import { everyBehaviour } from '../src/every-behaviour.ts'
import { outage } from '../src/outage/outage.ts'
import { manyProcesses, type World } from '../src/world.ts'

describe('a process for every role', () => {
  let world: World
  beforeAll(async () => {
    world = await manyProcesses()
  })
  afterAll(() => world?.close())
  everyBehaviour(() => world, 'MANY')
  // This comes last, because the processes that it ends are not started again.
  outage(() => world)
})
