import { localDayOf, viewerRootId } from '@gruppetto/graph'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type Someone, type World } from './world.ts'

const FIELDS = `birthYear sex weightKg maxHeartRateBpm restingHeartRateBpm lactateThresholdHeartRateBpm functionalThresholdPowerWatts
  runningThresholdPowerWatts thresholdSpeedMps effectiveFrom heartRateZones { number name lower upper } powerZones { number name lower upper }`
const OWN = `{ viewer { trainingProfile { ${FIELDS} } trainingProfileHistory { ${FIELDS} } } }`
const UPDATE = `mutation ($input: TrainingProfileInput!) { updateTrainingProfile(input: $input) {
  trainingProfile { ${FIELDS} } trainingProfileHistory { effectiveFrom weightKg functionalThresholdPowerWatts } } }`

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const update = (someone: Someone, input: Record<string, unknown>) => world.ask(UPDATE, { input }, someone.caller)
const dayIn = (zone: string, daysAgo = 0) => localDayOf(world.runtime.now() - daysAgo * 86_400_000, zone)

it('the training profile is empty for an athlete without entries', async () => {
  const someone = await world.signUp({ timeZone: 'Pacific/Kiritimati' })
  const { data } = await world.ask(OWN, {}, someone.caller)
  expect(data.viewer.trainingProfileHistory).toEqual([])
  expect(data.viewer.trainingProfile).toEqual({
    birthYear: null,
    sex: null,
    weightKg: null,
    maxHeartRateBpm: null,
    restingHeartRateBpm: null,
    lactateThresholdHeartRateBpm: null,
    functionalThresholdPowerWatts: null,
    runningThresholdPowerWatts: null,
    thresholdSpeedMps: null,
    effectiveFrom: dayIn('Pacific/Kiritimati'),
    heartRateZones: [],
    powerZones: [],
  })
})

it('an entry holds from today in the athlete’s time zone, and each change emits the whole history', async () => {
  const received = await world.listenTo('athlete.training-profile-changed')
  const zone = 'Pacific/Pago_Pago'
  const someone = await world.signUp({ timeZone: zone })
  const today = dayIn(zone)
  const first = await update(someone, {
    birthYear: 1986,
    sex: 'FEMALE',
    weightKg: 61.5,
    functionalThresholdPowerWatts: 250,
    runningThresholdPowerWatts: 280,
  })
  expect(first.data.updateTrainingProfile.trainingProfile).toMatchObject({
    birthYear: 1986,
    sex: 'FEMALE',
    weightKg: 61.5,
    runningThresholdPowerWatts: 280,
    effectiveFrom: today,
    powerZones: { length: 7, 1: { number: 2, name: 'Endurance', lower: 137.5, upper: 187.5 }, 6: { lower: 375, upper: null } },
  })
  const day = dayIn(zone, 100)
  const second = await update(someone, { functionalThresholdPowerWatts: 230, weightKg: null, effectiveFrom: day })
  expect(second.data.updateTrainingProfile.trainingProfileHistory).toEqual([
    { effectiveFrom: today, weightKg: 61.5, functionalThresholdPowerWatts: 250 },
    { effectiveFrom: day, weightKg: null, functionalThresholdPowerWatts: 230 },
  ])
  // A change that changes nothing emits nothing.
  await update(someone, { functionalThresholdPowerWatts: 250 })
  await update(someone, {})
  await world.settle()
  const events = received.filter(({ athleteId }) => athleteId === someone.id).toSorted((a, b) => a.revision - b.revision)
  expect(events.map(({ revision, profiles }) => [revision, profiles.map((entry) => entry.effectiveFrom)])).toEqual([
    [1, [today]],
    [2, [day, today]],
  ])
  expect(events[1]?.profiles[1]).toMatchObject({
    birthYear: 1986,
    weightKg: 61.5,
    runningThresholdPowerWatts: 280,
    thresholdSpeedMps: null,
  })
})

it('invalid input is refused with the names of its fields and changes nothing', async () => {
  const someone = await world.signUp({ timeZone: 'UTC' })
  const bad = await update(someone, { weightKg: 5, birthYear: 1700, effectiveFrom: dayIn('UTC', -2) })
  expect(bad.codes).toEqual(['BAD_USER_INPUT'])
  expect(bad.errors[0]?.extensions.fields.map((field: { path: string }) => field.path)).toEqual([
    'input.birthYear',
    'input.weightKg',
    'input.effectiveFrom',
  ])
  const rates = await update(someone, { maxHeartRateBpm: 170, lactateThresholdHeartRateBpm: 171 })
  expect(rates.errors[0]?.extensions.fields).toEqual([
    {
      path: 'input.maxHeartRateBpm',
      message: 'must be above the heart rate at the lactate threshold (171)',
      rule: 'TOO_SMALL',
      above: 171,
    },
  ])
  expect((await world.ask(OWN, {}, someone.caller)).data.viewer.trainingProfileHistory).toEqual([])
  expect((await world.ask(UPDATE, { input: { weightKg: 60 } })).codes).toEqual(['UNAUTHENTICATED'])
})

it('no change of several at once is lost, even when they are the first', async () => {
  const someone = await world.signUp({ timeZone: 'UTC' })
  const inputs = [
    { weightKg: 60 },
    { birthYear: 1990 },
    { maxHeartRateBpm: 190 },
    { restingHeartRateBpm: 50 },
    { functionalThresholdPowerWatts: 200 },
  ]
  const answers = await Promise.all(inputs.map((input) => update(someone, input)))
  expect(answers.flatMap(({ codes }) => codes)).toEqual([])
  const { viewer } = (await world.ask(OWN, {}, someone.caller)).data
  expect(viewer.trainingProfile).toMatchObject(Object.assign({}, ...inputs))
  expect(viewer.trainingProfileHistory).toHaveLength(1)
})

it('nobody else can read the training profile', async () => {
  const [someone, other] = [await world.signUp(), await world.signUp()]
  await update(someone, { weightKg: 61.25 })
  const r = [{ __typename: 'Viewer', id: viewerRootId(someone.id) }]
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { trainingProfile { weightKg } } } }'
  expect((await world.ask(query, { r }, someone.caller)).data._entities).toEqual([{ trainingProfile: { weightKg: 61.25 } }])
  expect((await world.ask(query, { r }, other.caller)).data._entities).toEqual([null])
  expect((await world.ask(query, { r })).data._entities).toEqual([null])
})
