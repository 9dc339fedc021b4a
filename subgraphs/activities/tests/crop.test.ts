import { runReplay } from '@gruppetto/activities'
import { ANONYMOUS, type Caller, publicRoutesOf } from '@gruppetto/graph'
import { parseRecording } from '@gruppetto/recordings'
import { openRuntime } from '@gruppetto/runtime'
import { type AnyData, callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyFieldOf } from './every-field.ts'
import { gpxOf, liveRoad, MINUTE_MS, ride as positions, type Rider } from './live-road.ts'
import { north, segmentRoad } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

let world: World
let road: ReturnType<typeof segmentRoad>
let stranger: Rider
beforeAll(async () => {
  world = await openWorld()
  road = segmentRoad(world)
  stranger = await world.athlete()
  await world.settle()
})
afterAll(() => world?.close())

const CROP = 'mutation($id: ID!, $crop: CropInput) { cropActivity(id: $id, crop: $crop) { id distanceMeters elapsedSeconds } }'
const part = (fromSeconds: number, toSeconds: number) => ({ fromSeconds, toSeconds })
const cropTo = async (who: Caller, id: string, crop: object | null): Promise<AnyData> =>
  (await world.ask(CROP, { id, crop }, who)).cropActivity
const crop = async (who: Caller, id: string, to: object | null): Promise<AnyData> => {
  const cropped = await cropTo(who, id, to)
  await world.settle()
  return cropped
}
const refusedCrop = (who: Caller, id: string, to: object | null) => world.refused(CROP, { id, crop: to }, who)

const EVERYTHING = everyFieldOf('Activity')
/** Everything that a viewer can query of an activity, without what is of this one activity alone. */
const seen = async (who: Caller, id: string): Promise<AnyData> => {
  const { activity } = await world.ask(`query($id: ID!) { activity(id: $id) { ${EVERYTHING} } }`, { id }, who)
  const text = JSON.stringify({ ...activity, exportUrl: null })
    .replaceAll(activity.id, 'id')
    .replaceAll(activity.athlete.id, 'athlete')
  const { segmentEfforts, ...rest } = JSON.parse(text)
  return { ...rest, ref: null, efforts: segmentEfforts.length }
}
/** The same but for the rounding of what is stored, to a centimetre. */
const alike = (value: unknown): unknown => {
  if (typeof value === 'number') return expect.closeTo(value, 1)
  if (Array.isArray(value)) return value.map(alike)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, alike(inner)]))
}
const streamsOf = async (who: Caller, id: string, whole: boolean) => {
  const query = `query($id: ID!, $whole: Boolean) { activity(id: $id) {
    crop { fromSeconds toSeconds recordedSeconds } streams(channels: [TIME, LATITUDE], maxPoints: null, whole: $whole) { original } } }`
  const { activity } = await world.ask(query, { id, whole }, who)
  return { crop: activity.crop, samples: activity.streams.original }
}
const changes = (id: string) => world.events('activity.changed').filter((event) => event.activityId === id)
const rider = async (): Promise<Rider> => {
  const made = await world.athlete()
  await world.settle()
  return made
}
const replay = async (athleteId: string) => {
  const apart = await openRuntime(world.runtime.config, { log: world.runtime.log })
  const { signal } = new AbortController()
  try {
    return await runReplay(apart, { athleteId, force: true, rate: 1000, signal, report: () => undefined })
  } finally {
    await apart.close()
    await world.settle()
  }
}

const START_MS = Date.parse('2026-05-01T08:00:00Z')
/** Runs along the road to the north at 3 m/s for 600 s, stands for two minutes, and goes on at 10 m/s for 400 s. */
const metersAt = (second: number): number => 3 * Math.min(second, 600) + 10 * Math.max(0, second - 720)
/** The seconds of that day from `from` to `to`, as the watch writes them. */
const gpx = (from: number, to: number, type = 'cycling', startMs = START_MS): Uint8Array => {
  const points = Array.from({ length: to - from + 1 }, (_, i) => {
    const [latitude, longitude] = north(metersAt(from + i), 40_000)
    const time = new Date(startMs + (from + i) * 1000).toISOString()
    return `<trkpt lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"><ele>${400 + ((from + i) % 20)}</ele><time>${time}</time></trkpt>`
  })
  const track = `<trk><name>North</name><type>${type}</type><trkseg>${points.join('')}</trkseg></trk>`
  return Buffer.from(
    `<?xml version="1.0"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`,
  )
}
const WHOLE = 1120

describe('a cropped activity', () => {
  it('is for everybody, in every field, what it would be had nothing else been recorded', async () => {
    const [kept, cut] = [
      await road.insert([north(600, 40_000), north(1500, 40_000)], 'RIDE', false),
      await road.insert([north(3000, 40_000), north(5000, 40_000)], 'RIDE', false),
    ]
    const [ana, ben] = [await rider(), await rider()]
    const id = await road.ride(ana, gpx(0, WHOLE))
    const whole = await seen(ana, id)
    expect([(await road.board(kept)).totalCount, (await road.board(cut)).totalCount]).toEqual([1, 1])
    expect(await crop(ana, id, part(100, 600))).toMatchObject({ distanceMeters: expect.closeTo(1500, 0), elapsedSeconds: 500 })
    const alone = await road.ride(ben, gpx(100, 600))
    for (const who of [stranger, ANONYMOUS]) expect(await seen(who, id)).toEqual(alike(await seen(who, alone)))
    expect(await seen(ana, id)).toEqual({
      ...(alike(await seen(ben, alone)) as object),
      crop: { ...part(100, 600), recordedSeconds: WHOLE },
    })
    expect([(await road.board(kept)).totalCount, (await road.board(cut)).totalCount]).toEqual([2, 0])
    expect(await crop(ana, id, null)).toMatchObject({ elapsedSeconds: WHOLE })
    expect(await seen(ana, id)).toEqual(whole)
    expect([(await road.board(kept)).totalCount, (await road.board(cut)).totalCount]).toEqual([2, 1])
  })

  it('counts in totals, records and days as it is now, also where its start falls on another day', async () => {
    const [ana, ben] = [await rider(), await rider()]
    // 22:00 in Switzerland is ten minutes before midnight here.
    const startMs = Date.parse('2026-05-02T21:50:00Z')
    const id = await road.ride(ana, gpx(0, WHOLE, 'running', startMs))
    await crop(ana, id, part(0, 600))
    await road.ride(ben, gpx(0, 600, 'running', startMs))
    const sums = async (who: Rider) => {
      const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete {
        totals(period: ALL_TIME) { sport count distanceMeters movingSeconds elevationGainMeters }
        eddington { number next } personalRecords { name elapsedSeconds setAt } } } }`
      return (await world.ask(query, { r: [{ __typename: 'Athlete', id: who.athleteId }] }, who))._entities[0]
    }
    expect(await sums(ana)).toEqual(alike(await sums(ben)))
    const daysOf = async ({ athleteId }: Rider) =>
      (await world.rows('training_years', { athleteId })).map(({ _id: _, ...row }) => row)
    await crop(ana, id, part(300, 600))
    const late = await rider()
    await road.ride(late, gpx(300, 600, 'running', startMs))
    expect(await sums(ana)).toEqual(alike(await sums(late)))
    const withoutIds = (rows: readonly AnyData[]) => rows.map(({ athleteId: _, ...row }) => row)
    expect(withoutIds(await daysOf(ana))).toEqual(alike(withoutIds(await daysOf(late))))
  })

  it('shows nothing of the rest in any file for others, while its athlete still has the original and the whole streams', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    await crop(ana, id, part(100, 600))
    const linkOf = async (format: string, who: Caller) =>
      (await world.ask(`query($id: ID!) { activity(id: $id) { exportUrl(format: ${format}) } }`, { id }, who)).activity.exportUrl
    for (const format of ['GPX', 'TCX', 'FIT'])
      for (const who of [stranger, ana]) {
        const { pathname, search } = new URL(await linkOf(format, who))
        const file = parseRecording((await callRoute([publicRoutesOf(world.subgraph)], `${pathname}${search}`)).rawPayload)
        expect(file).toMatchObject({ recordings: [{ startedAtMs: START_MS + 100_000, sampleCount: 501 }] })
      }
    expect(await linkOf('ORIGINAL', stranger)).toBeNull()
    expect(await linkOf('ORIGINAL', ana)).not.toBeNull()
    expect(await streamsOf(stranger, id, true)).toEqual({ crop: null, samples: 501 })
    expect(await streamsOf(ana, id, false)).toMatchObject({ samples: 501 })
    expect(await streamsOf(ana, id, true)).toEqual({ crop: { ...part(100, 600), recordedSeconds: WHOLE }, samples: WHOLE + 1 })
  })

  it('hides its own ends from others as the privacy of its athlete has it, by rules of before and after', async () => {
    const [ana, ben] = [await rider(), await rider()]
    const id = await road.ride(ana, gpx(0, WHOLE))
    const alone = await road.ride(ben, gpx(100, 600))
    await world.privacy(ana, { hideStartEndMeters: 200 })
    await world.privacy(ben, { hideStartEndMeters: 200 })
    await world.settle()
    await crop(ana, id, part(100, 600))
    expect(await seen(stranger, id)).toEqual(alike(await seen(stranger, alone)))
    await world.privacy(ana, { hideStartEndMeters: 300 })
    await world.privacy(ben, { hideStartEndMeters: 300 })
    await world.settle()
    expect(await seen(stranger, id)).toEqual(alike(await seen(stranger, alone)))
  })

  it('is evidence of what is left, and of the whole for who records the same', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    const evidence = async () => (await world.rows('activities', { _id: id as never }))[0]?.evidence
    const before = await evidence()
    expect(before.fastestKilometerSeconds).toBeLessThan(105)
    await crop(ana, id, part(100, 600))
    const after = await evidence()
    expect(after.fastestKilometerSeconds).toBeGreaterThan(300)
    expect(after.trackKey).toBe(before.trackKey)
    // The same file again, and the same ride as another program writes it.
    for (const bytes of [gpx(0, WHOLE), gpx(1, WHOLE)])
      expect(await world.send(ana, bytes)).toMatchObject({ failure: { code: 'DUPLICATE', duplicateOf: { id } } })
  })

  it('keeps what its athlete and others said, and its place', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE), { name: 'Home again', description: 'Wet.', visibility: 'FOLLOWERS' })
    await crop(ana, id, part(100, 600))
    const [row] = await world.rows('activities', { _id: id as never })
    expect(row).toMatchObject({ name: 'Home again', description: 'Wet.', visibility: 'FOLLOWERS', revision: 2 })
    const [state] = changes(id)
    expect(state).toMatchObject({ revision: 2, startedAtMs: START_MS + 100_000, elapsedSeconds: 500 })
  })
})

describe('cropping', () => {
  it('is for the athlete alone', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    const secret = await road.ride(ana, gpx(0, WHOLE, 'cycling', START_MS - 86_400_000), { visibility: 'ONLY_ME' })
    expect(await refusedCrop(stranger, id, part(100, 600))).toBe('FORBIDDEN')
    expect(await refusedCrop(stranger, secret, part(100, 600))).toBe('NOT_FOUND')
    expect(await refusedCrop(ANONYMOUS, id, part(100, 600))).toBe('UNAUTHENTICATED')
    expect(changes(id)).toEqual([])
  })

  it.each([
    ['before the start', part(-1, 600)],
    ['after the end', part(100, WHOLE + 1)],
    ['of less than ten seconds', part(100, 109)],
    ['that ends before it begins', part(600, 100)],
  ])('to a part %s changes nothing', async (_what, to) => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    expect(await refusedCrop(ana, id, to)).toBe('BAD_USER_INPUT')
    expect(changes(id)).toEqual([])
  })

  it('to a part without samples, or of what was never recorded, changes nothing', async () => {
    const ana = await rider()
    const [early, late] = [gpx(0, 100).toString(), gpx(500, 600).toString()]
    const bytes = Buffer.from(early.replace('</trkseg></trk></gpx>', '') + late.slice(late.indexOf('<trkpt')))
    const id = await road.ride(ana, bytes)
    expect(await refusedCrop(ana, id, part(200, 400))).toBe('BAD_USER_INPUT')
    expect(changes(id)).toEqual([])
    const input = { name: 'Gym', sport: 'STRENGTH', startedAt: '2026-05-01T08:00:00Z', timeZone: 'UTC', elapsedSeconds: 600 }
    const manual = await world.ask(
      'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }',
      { input },
      ana,
    )
    expect(await refusedCrop(ana, manual.createManualActivity.id, part(10, 60))).toBe('BAD_USER_INPUT')
  })

  it('to the same part again changes nothing, and to all of the recording takes it back', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    await crop(ana, id, part(0, WHOLE))
    await crop(ana, id, null)
    expect(changes(id)).toEqual([])
    await crop(ana, id, part(100, 600))
    await crop(ana, id, part(100.0001, 600))
    expect(changes(id)).toHaveLength(1)
    // In seconds of the whole, so a part that was cut off can come back.
    expect(await crop(ana, id, part(50, 700))).toMatchObject({ elapsedSeconds: 650 })
    expect(await crop(ana, id, part(0, WHOLE))).toMatchObject({ elapsedSeconds: WHOLE })
    expect(await streamsOf(ana, id, true)).toEqual({ crop: null, samples: WHOLE + 1 })
    expect(changes(id)).toHaveLength(3)
  })

  it('twice at once, while the sport is corrected and all is measured again, ends with one of both', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE, 'running'))
    const UPDATE = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
    await Promise.all([
      cropTo(ana, id, part(100, 600)),
      world.ask(UPDATE, { id, input: { sport: 'RIDE' } }, ana),
      replay(ana.athleteId),
      cropTo(ana, id, part(200, 500)),
    ])
    await world.settle()
    const now = await streamsOf(ana, id, false)
    expect([501, 301]).toContain(now.samples)
    expect(now.crop.toSeconds - now.crop.fromSeconds + 1).toBe(now.samples)
    const [row] = await world.rows('activities', { _id: id as never })
    expect(row).toMatchObject({ sport: 'RIDE', measuredAs: 'RIDE' })
    const revisions = changes(id).map(({ revision }) => revision)
    expect(revisions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: revisions.length }, (_, i) => i + 2))
    const before = await seen(ana, id)
    expect(await replay(ana.athleteId)).toMatchObject({ measured: 1, changed: 0 })
    expect(await seen(ana, id)).toEqual(before)
  })

  it('leaves the activity as it is when the original is missing, and says so', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    const [upload] = await world.rows('uploads', { activityIds: id })
    await world.runtime.objects.delete(`originals/${upload?.sha256}`)
    expect(await refusedCrop(ana, id, part(100, 600))).toBe('CONFLICT')
    expect(await streamsOf(ana, id, false)).toEqual({ crop: null, samples: WHOLE + 1 })
    expect(changes(id)).toEqual([])
  })

  it('cuts one part of a triathlon alone', async () => {
    const ana = await rider()
    const { activities } = await world.send(ana, recording('triathlon-multisport.fit'))
    const [swim, ride, run] = activities.map((activity: AnyData) => activity.id)
    const others = [await seen(ana, swim), await seen(ana, run)]
    const { elapsedSeconds } = await seen(ana, ride)
    const cropped = await crop(ana, ride, part(60, elapsedSeconds - 60))
    expect(cropped.elapsedSeconds).toBeLessThanOrEqual(elapsedSeconds - 120)
    expect([await seen(ana, swim), await seen(ana, run)]).toEqual(others)
    expect(await replay(ana.athleteId)).toMatchObject({ measured: 3, changed: 0 })
  })

  it('keeps the samples of the whole as long as there is a crop, and none that nobody reads', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpx(0, WHOLE))
    const revisions = async () => {
      world.clock.aheadMs += 20 * MINUTE_MS
      await world.runJobs()
      const rows = await world.rows('samples', { 'meta.activityId': id })
      return new Set(rows.map(({ meta }) => meta.revision)).size
    }
    expect(await revisions()).toBe(1)
    await crop(ana, id, part(100, 600))
    expect(await revisions()).toBe(2)
    await crop(ana, id, part(200, 500))
    expect(await revisions()).toBe(2)
    expect(await streamsOf(ana, id, true)).toMatchObject({ samples: WHOLE + 1 })
    await crop(ana, id, null)
    expect(await revisions()).toBe(1)
    await crop(ana, id, part(100, 600))
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, ana)
    expect(await revisions()).toBe(0)
  })
})

describe('an activity of a live session', () => {
  const finished = async () => {
    const live = liveRoad(world)
    const ana = await live.newRider()
    const session = await live.start(ana, { visibility: 'EVERYONE' })
    const { shareUrl } = await live.act(ana, session.id, 'setLiveSharing(id: $id, shared: true)')
    live.later(15 * MINUTE_MS)
    await live.record(ana, session.id, positions(session, 0, 400))
    await live.finish(ana, session.id)
    const { id } = await live.activityOf(ana, session.id)
    return { live, ana, session, id, shareToken: shareUrl.split('/').at(-1) as string }
  }

  it('can be cropped, which hides the session, and has its positions back also after those of the session are gone', async () => {
    const { live, ana, session, id, shareToken } = await finished()
    expect(await live.look(stranger, { id: session.id })).not.toBeNull()
    expect(await live.look(ANONYMOUS, { shareToken })).not.toBeNull()
    expect(await crop(ana, id, part(100, 200))).toMatchObject({ distanceMeters: expect.closeTo(1000, 0), elapsedSeconds: 100 })
    for (const [who, args] of [
      [stranger, { id: session.id }],
      [ANONYMOUS, { shareToken }],
    ] as const)
      expect(await live.look(who, args)).toBeNull()
    expect(await live.look(ana, { id: session.id })).not.toBeNull()
    live.later(25 * 60 * MINUTE_MS)
    await world.runJobs()
    expect(await crop(ana, id, part(50, 250))).toMatchObject({ distanceMeters: expect.closeTo(2000, 0) })
    expect(await crop(ana, id, null)).toMatchObject({ distanceMeters: expect.closeTo(4000, 0), elapsedSeconds: 400 })
    expect(await live.look(stranger, { id: session.id })).not.toBeNull()
  })

  it('stays cropped when the file of the same time replaces its recording', async () => {
    const { ana, session, id } = await finished()
    await crop(ana, id, part(100, 200))
    expect(await world.send(ana, gpxOf(session, -40, 430))).toMatchObject({ status: 'DONE', activities: [{ id }] })
    await world.settle()
    expect(await streamsOf(stranger, id, true)).toEqual({ crop: null, samples: 101 })
    expect(await streamsOf(ana, id, true)).toEqual({ crop: { ...part(140, 240), recordedSeconds: 470 }, samples: 471 })
    const times = 'query($id: ID!) { activity(id: $id) { startedAt distanceMeters } }'
    expect((await world.ask(times, { id }, stranger)).activity).toMatchObject({
      startedAt: new Date(Date.parse(session.startedAt) + 100_000).toISOString(),
      distanceMeters: expect.closeTo(1000, 0),
    })
    expect(await crop(ana, id, null)).toMatchObject({ elapsedSeconds: 470 })
    expect(await world.send(ana, gpxOf(session, -39, 430))).toMatchObject({ failure: { code: 'DUPLICATE', duplicateOf: { id } } })
  })

  it('is not replaced by a recording of what was cut off', async () => {
    const { ana, session, id } = await finished()
    await crop(ana, id, part(0, 150))
    const { activities } = await world.send(ana, gpxOf(session, 160, 430))
    expect(activities).toHaveLength(1)
    expect(activities[0].id).not.toBe(id)
    expect(await streamsOf(stranger, id, false)).toMatchObject({ samples: 151 })
  })
})
