import { ANONYMOUS, type Caller, newId } from '@gruppetto/graph'
import { type AnyData, makeFlagFile } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

const flags = makeFlagFile()
let world: World
type Rider = Awaited<ReturnType<World['athlete']>>

beforeAll(async () => {
  world = await openWorld({ env: flags.env })
})
afterAll(() => world?.close())

const rider = async (profile: Partial<Parameters<World['trainingProfile']>[1]> = {}): Promise<Rider> => {
  const athlete = await world.athlete()
  await world.premium(athlete)
  await world.trainingProfile(athlete, { effectiveFrom: '2000-01-01', ...profile })
  await world.settle()
  return athlete
}
const query = (fields: string) =>
  `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { id performance { ${fields} } } } }`
const of = ({ athleteId: id }: Rider) => ({ r: [{ __typename: 'Athlete', id }] })
const performance = async (athlete: Rider, fields: string, viewer: Caller = athlete): Promise<AnyData> =>
  (await world.ask(query(fields), of(athlete), viewer))._entities[0].performance
const fitness = async (athlete: Rider, since: string, until: string = since): Promise<AnyData[]> =>
  (await performance(athlete, `fitness(since: "${since}", until: "${until}") { date load fitness fatigue form }`)).fitness

/** Creates an activity by hand. One hour of it has a load of 50. */
const manual = async (athlete: Rider, startedAt: string, input: Record<string, unknown> = {}): Promise<string> =>
  (
    await world.ask(
      'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }',
      { input: { name: 'Gym', sport: 'STRENGTH', timeZone: 'UTC', elapsedSeconds: 7200, startedAt, ...input } },
      athlete,
    )
  ).createManualActivity.id
const remove = (athlete: Rider, id: string) => world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, athlete)

/** A run along a meridian with one point a second, without heart rate. */
const runOf = (meters: number, seconds: number, startedAt: string): Uint8Array => {
  const points = Array.from({ length: seconds + 1 }, (_, second) => {
    const latitude = 47 + ((meters / seconds) * second) / 111_195.08
    return `<trkpt lat="${latitude.toFixed(9)}" lon="8"><time>${new Date(Date.parse(startedAt) + second * 1000).toISOString()}</time></trkpt>`
  })
  return new TextEncoder().encode(
    `<gpx version="1.1" creator="x"><trk><type>running</type><trkseg>${points.join('')}</trkseg></trk></gpx>`,
  )
}

describe('Athlete.performance', () => {
  it('is for the athlete alone, as long as they have premium', async () => {
    const athlete = await world.athlete()
    await world.settle()
    const asked = query('racePredictions { name }')
    const refusal = async () => (await world.execute(asked, of(athlete), athlete)).errors?.[0]?.extensions
    expect(await refusal()).toMatchObject({ code: 'PREMIUM_REQUIRED', feature: 'performance' })
    await world.premium(athlete)
    await world.settle()
    expect(await performance(athlete, 'racePredictions { name }')).toEqual({ racePredictions: [] })
    await world.premium(athlete, false)
    await world.settle()
    expect(await refusal()).toMatchObject({ code: 'PREMIUM_REQUIRED' })
  })
  it('loses nothing with premium: what was counted before, and meanwhile, is there when it comes back', async () => {
    const athlete = await rider({ functionalThresholdPowerWatts: 231 })
    await manual(athlete, '2025-02-01T08:00:00Z')
    await world.send(athlete, recording('ride-power-laps.fit'))
    const all = `fitness(since: "2025-02-01", until: "2025-02-03") { date load fitness fatigue }
      powerCurve(since: "2013-01-01", until: "2013-12-31") { seconds watts activity { id } }`
    const before = await performance(athlete, all)
    expect(before.powerCurve.length).toBeGreaterThan(3)
    await world.premium(athlete, false)
    await world.settle()
    await manual(athlete, '2025-02-03T08:00:00Z')
    await world.settle()
    await world.premium(athlete)
    await world.settle()
    const { fitness: days, ...others } = await performance(athlete, all)
    const { fitness: daysBefore, ...othersBefore } = before
    expect(others).toEqual(othersBefore)
    expect(days.map(({ load }: { load: number }) => load)).toEqual([100, 0, 100])
    expect(days.slice(0, 2)).toEqual(daysBefore.slice(0, 2))
  })
  it('is null while the feature is off, without a restart', async () => {
    const athlete = await rider()
    flags.set({ 'performance-page': false })
    world.clock.aheadMs += 2000
    expect(await performance(athlete, 'racePredictions { name }')).toBe(null)
    flags.set({ 'performance-page': true })
    world.clock.aheadMs += 2000
    expect(await performance(athlete, 'racePredictions { name }')).toEqual({ racePredictions: [] })
  })
  it('is null for anybody else, with or without premium or a follow, and reveals nothing', async () => {
    const athlete = await rider()
    const fan = await rider()
    await world.follow(fan, athlete)
    await world.settle()
    const plain = await world.athlete()
    for (const viewer of [fan, plain, ANONYMOUS])
      expect(await performance(athlete, 'fitness(since: "2026-01-01", until: "2026-01-02") { load }', viewer)).toBeNull()
  })
})

describe('Performance.fitness', () => {
  it('counts every activity of a day, whoever may see it, and has no gaps', async () => {
    const athlete = await rider()
    await manual(athlete, '2026-03-01T08:00:00Z', { visibility: 'ONLY_ME' })
    await manual(athlete, '2026-03-01T23:30:00Z')
    // It was still the second of March at the place of the activity.
    await manual(athlete, '2026-03-03T05:00:00Z', { timeZone: 'America/Los_Angeles' })
    await world.settle()
    const days = await fitness(athlete, '2026-02-28', '2026-03-04')
    expect(days.map(({ date, load }) => [date, load])).toEqual([
      ['2026-02-28', 0],
      ['2026-03-01', 200],
      ['2026-03-02', 100],
      ['2026-03-03', 0],
      ['2026-03-04', 0],
    ])
    const first = { fitness: 200 / 42, fatigue: 200 / 7 }
    expect(days[1]).toMatchObject({
      fitness: expect.closeTo(first.fitness, 9),
      fatigue: expect.closeTo(first.fatigue, 9),
      form: 0,
    })
    expect(days[2]).toMatchObject({
      fitness: expect.closeTo(first.fitness + (100 - first.fitness) / 42, 9),
      form: expect.closeTo(first.fitness - first.fatigue, 9),
    })
  })

  it('is corrected from the day of a past activity on, when it is added, deleted and added again', async () => {
    const athlete = await rider()
    await manual(athlete, '2026-03-01T08:00:00Z')
    await world.settle()
    const [before] = await fitness(athlete, '2026-03-10')
    const old = await manual(athlete, '2016-05-01T08:00:00Z')
    await manual(athlete, '2025-12-31T08:00:00Z')
    await world.settle()
    const carried = (100 / 42) * (41 / 42) ** 69
    expect((await fitness(athlete, '2026-03-10'))[0]?.fitness - before?.fitness).toBeCloseTo(carried, 4)
    expect((await fitness(athlete, '2016-05-01'))[0]).toMatchObject({ load: 100, fitness: 100 / 42 })
    await remove(athlete, old)
    await world.settle()
    expect((await fitness(athlete, '2016-05-01'))[0]).toMatchObject({ load: 0, fitness: 0 })
    expect((await fitness(athlete, '2026-03-10'))[0]?.fitness - before?.fitness).toBeCloseTo(carried, 9)
  })

  it('no longer counts an activity on the day from which it moved', async () => {
    const athlete = await rider()
    const id = await manual(athlete, '2026-03-01T08:00:00Z')
    await world.settle()
    const { connection } = world.database
    const [row] = await world.rows('activities', { _id: id as never })
    await connection
      .collection<{ _id: string }>('activities')
      .updateOne({ _id: id }, { $set: { startedAt: new Date('2025-02-01T08:00:00Z') } })
    await changed(athlete, id, Number(row?.revision))
    await world.settle()
    const loads = async (day: string) => (await fitness(athlete, day))[0]?.load
    expect([await loads('2026-03-01'), await loads('2025-02-01')]).toEqual([0, 100])
  })

  it('is the same when events come twice, late, or about an unknown activity', async () => {
    const athlete = await rider()
    const id = await manual(athlete, '2026-03-01T08:00:00Z')
    const gone = await manual(athlete, '2026-03-02T08:00:00Z')
    await remove(athlete, gone)
    await world.settle()
    const before = await fitness(athlete, '2026-02-28', '2026-03-04')
    expect(before.map(({ load }) => load)).toEqual([0, 100, 0, 0, 0])
    await changed(athlete, id, 1)
    await changed(athlete, gone, 1)
    await changed(athlete, newId('Activity'), 1)
    await world.settle()
    expect(await fitness(athlete, '2026-02-28', '2026-03-04')).toEqual(before)
  })

  it('no longer counts a deleted activity that was counted before counted days were stored', async () => {
    const athlete = await rider()
    const id = await manual(athlete, '2026-03-01T08:00:00Z')
    await world.settle()
    await world.database.connection.collection<{ _id: string }>('counted_days').deleteOne({ _id: id })
    await remove(athlete, id)
    await world.settle()
    expect((await fitness(athlete, '2026-03-01'))[0]?.load).toBe(0)
  })

  it('sums up every day again from the first one whose metrics were derived again', async () => {
    const athlete = await rider()
    const ids = [await manual(athlete, '2024-03-01T08:00:00Z'), await manual(athlete, '2026-03-01T08:00:00Z')]
    await world.settle()
    const { connection } = world.database
    await connection
      .collection<{ _id: string }>('activities')
      .updateMany({ _id: { $in: ids } }, { $set: { 'metrics.trainingLoad': 70 } })
    await world.emit('training.recalculated', { athleteId: athlete.athleteId, sinceDay: '2025-01-01', at: 0 })
    await world.settle()
    const loads = async () => [(await fitness(athlete, '2024-03-01'))[0]?.load, (await fitness(athlete, '2026-03-01'))[0]?.load]
    expect(await loads()).toEqual([100, 70])
    await world.emit('training.recalculated', { athleteId: athlete.athleteId, sinceDay: '0000-01-01', at: 0 })
    await world.settle()
    expect(await loads()).toEqual([70, 70])
  })

  it('costs one read for a year, and a past activity costs a few writes for ten years', async () => {
    const athlete = await rider()
    for (const year of [2016, 2019, 2022, 2025, 2026]) await manual(athlete, `${year}-03-01T08:00:00Z`)
    await world.settle()
    const reads = await world.commands(() => fitness(athlete, '2025-06-01', '2026-06-01'))
    expect(reads.filter((each) => each.startsWith('training_years'))).toEqual(['training_years.find'])
    // The other reads are the premium of the athlete, and relations.
    expect(reads.length).toBeLessThanOrEqual(5)
    const counting = await world.commands(async () => {
      await manual(athlete, '2016-02-01T08:00:00Z')
      await world.settle()
    })
    expect(counting.filter((each) => each.startsWith('training_years')).sort()).toEqual([
      'training_years.bulkWrite',
      'training_years.find',
    ])
  })

  it('refuses an invalid range, and one of more than ten years', async () => {
    const athlete = await rider()
    const refused = async (field: string) => (await world.execute(query(field), of(athlete), athlete)).errors?.[0]?.extensions
    for (const [range, path] of [
      ['since: "2026-01-02", until: "2026-01-01"', 'until'],
      ['since: "2001-01-02", until: "2026-01-01"', 'since'],
    ])
      for (const field of [
        `fitness(${range}) { load }`,
        `zoneHistory(kind: POWER, ${range}) { weekStart }`,
        `powerCurve(${range}) { watts }`,
      ])
        expect(await refused(field)).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] })
  })
})

const changed = (athlete: Rider, activityId: string, revision: number) =>
  world.emit('activity.changed', {
    activityId,
    athleteId: athlete.athleteId,
    revision,
    deleted: false,
    visibility: 'EVERYONE',
    name: 'Gym',
    sport: 'STRENGTH',
    startedAtMs: Date.parse('2026-03-01T08:00:00Z'),
    timeZone: 'UTC',
    distanceMeters: 0,
    elapsedSeconds: 7200,
    movingSeconds: 7200,
    elevationGainMeters: null,
    isManual: true,
    uploadId: null,
    at: 0,
  })

describe('a season of riding', () => {
  const SEASON = '(since: "2013-01-01", until: "2019-12-31")'
  const LAPS_DAY = 'since: "2013-08-16", until: "2013-08-16"'
  let athlete: Rider
  let laps: string
  let lunch: string
  beforeAll(async () => {
    athlete = await rider({ functionalThresholdPowerWatts: 300, weightKg: 70, lactateThresholdHeartRateBpm: 165 })
    laps = (await world.send(athlete, recording('ride-power-laps.fit'))).activities[0].id
    lunch = (await world.send(athlete, recording('ride-long-lunch-break.fit'))).activities[0].id
    // Power of a foot pod does not count as power of riding.
    await world.send(athlete, recording('run-developer-fields.fit'))
  })
  const powerCurve = async (range = SEASON): Promise<AnyData[]> =>
    (await performance(athlete, `powerCurve${range} { seconds watts at activity { id } }`)).powerCurve
  const shown = async (id: string, fields: string): Promise<AnyData> =>
    (await world.ask(`query($id: ID!) { activity(id: $id) { ${fields} } }`, { id }, athlete)).activity

  it('has the best power of all rides for each duration, with its activity, in two reads', async () => {
    let curve: AnyData[] = []
    const reads = await world.commands(async () => {
      curve = await powerCurve()
    })
    // One more read is for its activities.
    expect(reads.filter((each) => /activit|curves/.test(each)).sort()).toEqual([
      'activities.find',
      'activities.find',
      'power_curves.find',
    ])
    expect(new Set(curve.map((point) => point.activity.id))).toEqual(new Set([laps, lunch]))
    const best = new Map(curve.map((point) => [point.seconds, point.watts]))
    for (const [i, { watts }] of curve.entries()) expect(watts).toBeLessThanOrEqual(curve[i - 1]?.watts ?? watts)
    for (const id of [laps, lunch])
      for (const { seconds, watts } of (await shown(id, 'powerCurve { seconds watts }')).powerCurve)
        expect(best.get(seconds)).toBeGreaterThanOrEqual(watts)
    expect(await powerCurve('(since: "2014-01-01", until: "2018-12-31")')).toEqual([])
    expect(await powerCurve()).toEqual(curve)
  })

  it('has a critical power when there is a best of 20 minutes', async () => {
    const read = async (range: string) =>
      (await performance(athlete, `criticalPower${range} { watts wPrimeJoules r2 estimatedFtpWatts }`)).criticalPower
    const { watts, wPrimeJoules, r2, estimatedFtpWatts } = await read(SEASON)
    const twenty = (await powerCurve()).find(({ seconds }) => seconds === 1200).watts
    expect(estimatedFtpWatts).toBeCloseTo(Math.min(watts, 0.95 * twenty), 9)
    expect(watts).toBeGreaterThan(200)
    expect(wPrimeJoules).toBeGreaterThan(1000)
    expect(r2).toBeGreaterThan(0.95)
    expect(await read('')).toBeNull()
  })

  it('has weeks of zones', async () => {
    const zones = 'seconds zone { number }'
    const week = async (kind: string) =>
      (await performance(athlete, `zoneHistory(kind: ${kind}, ${LAPS_DAY}) { weekStart zones { ${zones} } }`)).zoneHistory
    const own = await shown(laps, `powerZones { ${zones} } heartRateZones { ${zones} }`)
    expect(await week('POWER')).toEqual([{ weekStart: '2013-08-12', zones: own.powerZones }])
    expect(await week('HEART_RATE')).toEqual([{ weekStart: '2013-08-12', zones: own.heartRateZones }])
  })

  it('has the VO2max of its best 5 minutes, and none when it was measured by older code', async () => {
    const estimates = async () =>
      (await performance(athlete, `vo2MaxHistory(${LAPS_DAY}) { date mlPerKgPerMin method activity { id } }`)).vo2MaxHistory
    const best = (await powerCurve(`(${LAPS_DAY})`)).find(({ seconds }) => seconds === 300).watts
    expect(await estimates()).toEqual([
      { date: '2013-08-16', mlPerKgPerMin: expect.closeTo(10.8 * (best / 70) + 7, 6), method: 'RIDE', activity: { id: laps } },
    ])
    await world.database.connection
      .collection<{ _id: string }>('activities')
      .updateOne({ _id: laps }, { $unset: { 'metrics.vo2Max': 1 } })
    expect(await estimates()).toEqual([])
  })

  it('does not count deleted activities', async () => {
    await remove(athlete, laps)
    expect(new Set((await powerCurve()).map((point) => point.activity.id))).toEqual(new Set([lunch]))
    expect(await world.rows('power_curves', { _id: laps as never })).toEqual([])
  })
})

describe('VO2max', () => {
  const VO2MAX = 'vo2Max { date mlPerKgPerMin method activity { id } } racePredictions { name seconds }'
  it('and race predictions come from the best run of the last 90 days', async () => {
    const athlete = await rider()
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const race = (await world.send(athlete, runOf(5010, 1202, daysAgo(30)))).activities[0].id
    await world.send(athlete, runOf(5010, 1500, daysAgo(10)))
    await world.send(athlete, runOf(5010, 1100, daysAgo(120)))
    const { vo2Max, racePredictions } = await performance(athlete, VO2MAX)
    expect(vo2Max).toMatchObject({ mlPerKgPerMin: expect.closeTo(49.8, 0), method: 'RACE', activity: { id: race } })
    expect(racePredictions.find(({ name }: AnyData) => name === '5 km').seconds).toBeCloseTo(1200, -1.3)
    expect(racePredictions).toHaveLength(5)
    const since = daysAgo(140).slice(0, 10)
    const { vo2MaxHistory } = await performance(
      athlete,
      `vo2MaxHistory(since: "${since}", until: "${daysAgo(0).slice(0, 10)}") { mlPerKgPerMin }`,
    )
    // Easier runs do not count while a better one is recent.
    expect(vo2MaxHistory).toHaveLength(1)
    world.clock.aheadMs = 100 * 86_400_000
    expect(await performance(athlete, VO2MAX)).toEqual({ vo2Max: null, racePredictions: [] })
    world.clock.aheadMs = 0
  })
})
