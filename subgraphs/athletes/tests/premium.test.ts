import { makeEnvelope } from '@gruppetto/events'
import { type Caller, newId } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
let aheadMs = 0
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs })
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

it('an activity is one sign of use, also when it comes twice, after its first change, or its consumer sees it again', async () => {
  const athlete = await world.signUp()
  const elsewhere = await world.runtime.database('elsewhere')
  const ride = {
    activityId: newId('Activity'),
    athleteId: athlete.id,
    revision: 1,
    deleted: false,
    visibility: 'EVERYONE' as const,
    name: 'Ride',
    sport: 'RIDE',
    startedAtMs: 0,
    timeZone: 'UTC',
    distanceMeters: 1_000,
    elapsedSeconds: 300,
    movingSeconds: 300,
    elevationGainMeters: 0,
    isManual: false,
    uploadId: null,
    at: 1,
  }
  await elsewhere.transact(async (tx) => tx.emit('activity.changed', { ...ride, revision: 2 }), SYSTEM)
  await world.settle()
  const envelope = makeEnvelope('activity.measured', ride, { id: `measured-${ride.activityId}`, at: 1, ...SYSTEM })
  for (const id of ['one', 'two']) await world.runtime.bus.publishEvent(`${envelope.id}-${id}`, JSON.stringify(envelope))
  await world.settle()
  const weeks = world.subgraph.opened.database.connection.collection('persona_signals')
  expect(await weeks.find({ athleteId: athlete.id }).toArray()).toMatchObject([{ own: 1, social: 0 }])
})

it('a persona is inferred from use on the next Monday, told by event, and gives way to a choice', async () => {
  const [fan, solo] = [await world.signUp(), await world.signUp()]
  const changes = await world.listenTo('athlete.changed')
  const elsewhere = await world.runtime.database('elsewhere')
  const kudos = (athleteId: string) =>
    elsewhere.transact(async (tx) => {
      tx.emit('kudos.given', { subjectId: newId('Activity'), subjectOwnerId: newId('Athlete'), athleteId, at: 1 })
    }, SYSTEM)
  for (let given = 0; given < 12; given++) await kudos(fan.id)
  await kudos(solo.id)
  await world.settle()
  const job = world.subgraph.opened.jobs.find(({ name }) => name === 'athletes-infer-personas')
  const review = () => Promise.all([job?.run(), job?.run()])
  const personaOf = async ({ caller }: { readonly caller: Caller }) =>
    (await world.ask('{ viewer { persona } }', {}, caller)).data.viewer.persona
  await review()
  expect(await personaOf(fan)).toBe('SOLO_ATHLETE')
  aheadMs += 8 * 24 * 3_600_000
  await review()
  await review()
  expect([await personaOf(fan), await personaOf(solo)]).toEqual(['SOCIAL_ENTHUSIAST', 'SOLO_ATHLETE'])
  await world.settle()
  expect(changes.filter(({ athleteId, persona }) => athleteId === fan.id && persona === 'SOCIAL_ENTHUSIAST')).toHaveLength(1)
  const choose = 'mutation { updateProfile(input: { persona: DATA_NERD }) { persona } }'
  expect((await world.ask(choose, {}, fan.caller)).data.updateProfile.persona).toBe('DATA_NERD')
})
