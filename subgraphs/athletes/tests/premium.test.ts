import type { Caller } from '@gruppetto/graph'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const isPremium = async (id: string): Promise<unknown> =>
  (await world.ask('query ($id: ID!) { athlete(id: $id) { isPremium } }', { id })).data.athlete.isPremium

it('isPremium follows the event with the highest revision, and is false for an athlete without any', async () => {
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

it('features are evaluated by persona, plan and role, and an unknown key is off', async () => {
  const FEATURES =
    '{ viewer { features { key enabled variant } known: hasFeature(key: "suggestions") unknown: hasFeature(key: "no-such") } }'
  const nerd = await world.signUp({ persona: 'DATA_NERD' })
  const featuresOf = async ({ caller }: { readonly caller: Caller }) => {
    const { viewer } = (await world.ask(FEATURES, {}, caller)).data
    expect(viewer).toMatchObject({ known: true, unknown: false })
    return new Map(viewer.features.map(({ key, variant }: { key: string; variant: string }) => [key, variant]))
  }
  expect((await featuresOf(nerd)).get('feed-kinds')).toBe('activities')
  const social = await world.signUp({ persona: 'SOCIAL_ENTHUSIAST' })
  expect((await featuresOf(social)).get('feed-kinds')).toBe('everything')
})
