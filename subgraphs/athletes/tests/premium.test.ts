import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const isPremium = async (id: string): Promise<unknown> =>
  (await world.ask('query ($id: ID!) { athlete(id: $id) { isPremium } }', { id })).data.athlete.isPremium

it('is what commerce said last, whatever order it comes in, and of who has bought nothing it is false', async () => {
  const someone = await world.signUp()
  expect(await isPremium(someone.id)).toBe(false)
  await world.premium(someone.id, true, 2)
  await world.premium(someone.id, true, 2)
  await world.settle()
  await world.premium(someone.id, false, 1)
  await world.settle()
  expect(await isPremium(someone.id)).toBe(true)
  await world.premium(someone.id, false, 3)
  await world.settle()
  expect(await isPremium(someone.id)).toBe(false)
})
