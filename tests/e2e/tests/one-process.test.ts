import { afterAll, beforeAll, describe } from 'vitest'
import { everyBehaviour } from '../src/every-behaviour.ts'
import { oneProcess, type World } from '../src/world.ts'

describe('one process', () => {
  let world: World
  beforeAll(async () => {
    world = await oneProcess()
  })
  afterAll(() => world?.close())
  everyBehaviour(() => world, 'ONE')
})
