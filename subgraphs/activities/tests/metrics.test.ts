import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const METRICS = `sport gradeAdjustedSpeedMps caloriesKcal trainingLoad trainingLoadMethod intensityFactor normalizedPowerWatts
  movingSeconds heartRateZones { zone { number name lower upper } seconds } powerZones { zone { number lower upper } seconds }
  powerCurve { seconds watts at activity { id } } splits { gradeAdjustedSpeedMps }`
const ask = async (caller: Awaited<ReturnType<World['athlete']>>, id: string) =>
  (await world.ask(`query($id: ID!) { activity(id: $id) { ${METRICS} } }`, { id }, caller)).activity
const sum = (zones: { seconds: number }[]) => zones.reduce((total, { seconds }) => total + seconds, 0)

const rider = async (...profiles: Parameters<World['trainingProfile']>[1][]) => {
  const caller = await world.athlete()
  await world.trainingProfile(caller, ...profiles)
  await world.settle()
  return caller
}

describe('a ride with power and heart rate', () => {
  it('is measured with the training profile of its day', async () => {
    const caller = await world.athlete()
    await world.trainingProfile(
      caller,
      { effectiveFrom: '2010-01-01', functionalThresholdPowerWatts: 200 },
      { effectiveFrom: '2012-01-01', functionalThresholdPowerWatts: 300, lactateThresholdHeartRateBpm: 165 },
      { effectiveFrom: '2026-01-01', functionalThresholdPowerWatts: 400 },
    )
    await world.settle()
    const upload = await world.send(caller, recording('ride-power-laps.fit'))
    const ride = await ask(caller, upload.activities[0].id)
    expect(ride.trainingLoadMethod).toBe('POWER')
    expect(ride.intensityFactor).toBeCloseTo(ride.normalizedPowerWatts / 300, 9)
    // The recording lasts 4,699 s without a pause.
    expect(ride.trainingLoad).toBeCloseTo((4700 * ride.intensityFactor ** 2) / 36, 6)
    expect(ride.powerZones.map((each: { zone: { lower: number } }) => each.zone.lower)).toEqual([0, 165, 225, 270, 315, 360, 450])
    expect(Math.abs(sum(ride.powerZones) - 4699)).toBeLessThan(60)
    expect(ride.heartRateZones).toHaveLength(7)
    expect(ride.heartRateZones[1].zone).toEqual({ number: 2, name: 'Aerobic', lower: 133.65, upper: 148.5 })
    expect(Math.abs(sum(ride.heartRateZones) - 4670)).toBeLessThanOrEqual(4)
    expect(ride.gradeAdjustedSpeedMps).toBeNull()
    const [first] = ride.powerCurve
    expect(first).toMatchObject({ seconds: 1, activity: { id: upload.activities[0].id } })
    for (const [i, point] of ride.powerCurve.entries())
      expect(point.watts).toBeLessThanOrEqual(ride.powerCurve[i - 1]?.watts ?? point.watts)
  })

  it('has a load by duration and calories by its work, for an athlete without a profile', async () => {
    const caller = await world.athlete()
    const upload = await world.send(caller, recording('ride-power-laps.fit'))
    const ride = await ask(caller, upload.activities[0].id)
    expect(ride).toMatchObject({ trainingLoadMethod: 'DURATION', intensityFactor: null, heartRateZones: null, powerZones: null })
    expect(ride.trainingLoad).toBeCloseTo((ride.movingSeconds / 3600) * 50, 6)
    expect(ride.caloriesKcal).toBeGreaterThan(800)
  })
})

describe('a run with a power meter', () => {
  it('uses the running threshold of its day, and that of cycling once it is a ride', async () => {
    const known = { functionalThresholdPowerWatts: 200, thresholdSpeedMps: 4 }
    const caller = await rider(
      { ...known, effectiveFrom: '2000-01-01', runningThresholdPowerWatts: 250 },
      { ...known, effectiveFrom: '2010-01-01', runningThresholdPowerWatts: null },
      { ...known, effectiveFrom: '2026-01-01', runningThresholdPowerWatts: 400 },
    )
    const ride = (await world.send(caller, recording('ride-power-laps.fit'))).activities[0]
    const become = (sport: string) =>
      world.ask(
        'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { sport } }',
        { id: ride.id, input: { sport } },
        caller,
      )
    await become('RUN')
    expect(await ask(caller, ride.id)).toMatchObject({ trainingLoadMethod: 'PACE', powerZones: null })
    await world.trainingProfile(caller, { ...known, effectiveFrom: '2000-01-01', runningThresholdPowerWatts: 300 })
    await world.settle()
    const run = await ask(caller, ride.id)
    expect(run).toMatchObject({
      trainingLoadMethod: 'POWER',
      powerZones: { length: 5, 0: { zone: { number: 1, lower: 195, upper: 240 } } },
    })
    expect(run.intensityFactor).toBeCloseTo(run.normalizedPowerWatts / 300, 9)
    await become('RIDE')
    expect(await ask(caller, ride.id)).toMatchObject({ trainingLoadMethod: 'POWER', powerZones: { length: 7 } })
  })
})

describe('a corrected sport', () => {
  it('changes the metrics, and changes them back', async () => {
    const caller = await rider({
      effectiveFrom: '2000-01-01',
      thresholdSpeedMps: 4,
      lactateThresholdHeartRateBpm: 170,
      maxHeartRateBpm: 190,
      weightKg: 70,
      birthYear: 1980,
    })
    const { id } = (await world.send(caller, recording('run-laps.fit'))).activities[0]
    const run = await ask(caller, id)
    expect(run).toMatchObject({ sport: 'RUN', trainingLoadMethod: 'PACE' })
    expect(run.gradeAdjustedSpeedMps).toBeGreaterThan(2)
    expect(run.splits[0].gradeAdjustedSpeedMps).toBeGreaterThan(2)
    expect(run.caloriesKcal).toBeGreaterThan(200)
    const become = (sport: string) =>
      world.ask(
        'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { sport } }',
        { id, input: { sport } },
        caller,
      )
    await become('RIDE')
    const ride = await ask(caller, id)
    expect(ride).toMatchObject({ trainingLoadMethod: 'HEART_RATE', intensityFactor: null, gradeAdjustedSpeedMps: null })
    expect(ride.splits[0].gradeAdjustedSpeedMps).toBeNull()
    expect(ride.heartRateZones[1].zone.lower).toBeCloseTo(170 * 0.81, 6)
    await become('RUN')
    expect(await ask(caller, id)).toEqual(run)
  })
})

describe('an activity entered by hand', () => {
  it('has a load by its duration and no calories', async () => {
    const caller = await rider({ effectiveFrom: '2000-01-01', functionalThresholdPowerWatts: 300, weightKg: 70 })
    const input = {
      name: 'Gym',
      sport: 'STRENGTH',
      startedAt: '2026-05-01T06:00:00Z',
      timeZone: 'Europe/Zurich',
      elapsedSeconds: 5400,
    }
    const { createManualActivity } = await world.ask(
      'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }',
      { input },
      caller,
    )
    expect(await ask(caller, createManualActivity.id)).toMatchObject({
      trainingLoad: 75,
      trainingLoadMethod: 'DURATION',
      intensityFactor: null,
      caloriesKcal: null,
      heartRateZones: null,
      powerCurve: null,
    })
  })
})

describe('an activity measured before there were metrics', () => {
  it('has no metrics, also when its sport is corrected', async () => {
    const caller = await rider({ effectiveFrom: '2000-01-01', maxHeartRateBpm: 190 })
    const { id } = (await world.send(caller, recording('run-laps.fit'))).activities[0]
    const { connection } = world.database
    const gone = { metrics: 1, measureVersion: 1, day: 1, gradeAdjustedSpeedMps: 1 } as const
    await connection.collection<{ _id: string }>('activities').updateOne({ _id: id }, { $unset: gone })
    await connection
      .collection<{ _id: string }>('activity_details')
      .updateOne({ _id: `${id}:1` }, { $unset: { statistics: 1, powerCurve: 1, bestEfforts: 1 } })
    const nothing = { trainingLoad: null, trainingLoadMethod: null, caloriesKcal: null, heartRateZones: null, powerCurve: null }
    expect(await ask(caller, id)).toMatchObject({ ...nothing, gradeAdjustedSpeedMps: null })
    const update =
      'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { sport trainingLoad } }'
    expect(await world.ask(update, { id, input: { sport: 'WALK' } }, caller)).toEqual({
      updateActivity: { sport: 'WALK', trainingLoad: null },
    })
  })
})
