import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mainRoad } from '../src/main-road/road.ts'
import { sessions } from '../src/sessions/sessions.ts'
import { oneProcess, type World } from '../src/world.ts'

const [major = 0] = process.versions.node.split('.').map(Number)

// `node scripts/test-newer-node.mjs` runs this on the Node version of the images. one-process.test.ts tests the oldest supported version.
describe.skipIf(major < 24)('one process on a newer Node', () => {
  let world: World
  beforeAll(async () => {
    world = await oneProcess()
  })
  afterAll(() => world?.close())
  it('runs there', () => expect(major).toBeGreaterThanOrEqual(24))
  mainRoad(() => world)
  sessions(() => world)
})
