import { lakeTables } from '@gruppetto/events'
import { ANONYMOUS, type Caller, encodeCursor } from '@gruppetto/graph'
import { areaOf, cellAt, decodePolyline, haversineMeters } from '@gruppetto/recordings'
import type { AnyData } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyFieldOf } from './every-field.ts'
import { EFFORT, gpxNorth, north, segmentRoad } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

interface Fix {
  readonly latitude: number
  readonly longitude: number
  readonly bpm?: number
}
const START_MS = Date.parse('2026-05-02T06:00:00Z')
/** A GPX file with one position a second. */
const gpx = (fixes: readonly Fix[], type = 'running', startMs = START_MS): Uint8Array => {
  const points = fixes.map(({ latitude, longitude, bpm }, i) => {
    const heart =
      bpm === undefined ? '' : `<extensions><x:TrackPointExtension><x:hr>${bpm}</x:hr></x:TrackPointExtension></extensions>`
    const time = new Date(startMs + i * 1000).toISOString()
    return `<trkpt lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"><ele>${400 + (i % 20)}</ele><time>${time}</time>${heart}</trkpt>`
  })
  return Buffer.from(
    `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"><trk><type>${type}</type><trkseg>${points.join('')}</trkseg></trk></gpx>`,
  )
}
const DEGREE = 111_195.08
const HOME = { latitude: 47.3, longitude: 8.5 }
/** A ride to the north at 4 m/s and home again, from door to door. */
const outAndHome = (seconds: number, bpm?: (second: number) => number): Fix[] =>
  Array.from({ length: seconds * 2 }, (_, i) => {
    const meters = 4 * (i < seconds ? i : 2 * seconds - 1 - i)
    return { latitude: HOME.latitude + meters / DEGREE, longitude: HOME.longitude, ...(bpm && { bpm: bpm(i) }) }
  })

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
let stranger: Rider
beforeAll(async () => {
  world = await openWorld({ env: { LAKE: 'on' } })
  stranger = await world.athlete()
})
afterAll(() => world.close())

const EVERYTHING = everyFieldOf('Activity')
const ROADS = `query($id: ID!, $r: [_Any!]!) {
  activity(id: $id) { ${EVERYTHING} }
  _entities(representations: $r) {
    ... on Activity { ${EVERYTHING} }
    ... on Athlete { activities(first: 10) { edges { node { ${EVERYTHING} } } } }
  }
}`

/** Everything that a viewer can query about an activity. Asserts that it is the same by every query. */
const seenBy = async (caller: Caller, id: string, athleteId: string): Promise<AnyData> => {
  const r = [
    { __typename: 'Activity', id },
    { __typename: 'Activity', ref: id },
    { __typename: 'Athlete', id: athleteId },
  ]
  const { activity, _entities } = await world.ask(ROADS, { id, r }, caller)
  const [byId, byRef, athlete] = _entities
  const [listed] = athlete.activities.edges.filter(({ node }: AnyData) => node.id === id)
  for (const other of [byId, byRef, listed?.node]) expect(withoutLink(other)).toEqual(withoutLink(activity))
  return activity
}
/** A signed link is different each time. */
const withoutLink = ({ exportUrl: _link, ...rest }: AnyData): AnyData => rest

const upload = async (owner: Rider, bytes: Uint8Array): Promise<string> => (await world.send(owner, bytes)).activities[0].id

const columnsOf = ({ streams }: AnyData): Record<string, (number | null)[]> =>
  Object.fromEntries(streams.channels.map(({ channel, samples }: AnyData) => [channel, samples]))

/** Every position in an answer, in any field. */
const placesIn = (activity: AnyData): (readonly [number, number])[] => {
  const places: (readonly [number, number])[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { latitude, longitude, polyline } = value as AnyData
    if (typeof latitude === 'number') places.push([latitude, longitude])
    if (typeof polyline === 'string') places.push(...decodePolyline(polyline))
    for (const inner of Object.values(value)) walk(inner)
  }
  walk(activity)
  const { LATITUDE = [], LONGITUDE = [] } = columnsOf(activity)
  for (const [i, latitude] of LATITUDE.entries()) if (latitude !== null) places.push([latitude, LONGITUDE[i] ?? 0])
  return places
}
const totalMeters = async (caller: Caller, athleteId: string): Promise<number> => {
  const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { totals(period: ALL_TIME) { distanceMeters } } } }`
  const { _entities } = await world.ask(query, { r: [{ __typename: 'Athlete', id: athleteId }] }, caller)
  return _entities[0].totals.reduce((sum: number, { distanceMeters }: AnyData) => sum + distanceMeters, 0)
}
const metersFromHome = ([latitude, longitude]: readonly [number, number]): number =>
  haversineMeters(latitude, longitude, HOME.latitude, HOME.longitude)

describe('places that are hidden', () => {
  it.each([
    ['a zone', { zones: [{ zoneId: 'zone_1', ...HOME, radiusMeters: 300 }] }, 300],
    ['both ends', { hideStartEndMeters: 250 }, 250],
    ['a zone and both ends', { hideStartEndMeters: 100, zones: [{ zoneId: 'zone_1', ...HOME, radiusMeters: 300 }] }, 300],
  ])('by %s are in no field for anybody else, on any road, of what was recorded before as well', async (_by, privacy, meters) => {
    const owner = await world.athlete()
    const id = await upload(owner, gpx(outAndHome(500)))
    const before = await seenBy(stranger, id, owner.athleteId)
    expect(Math.min(...placesIn(before).map(metersFromHome))).toBeLessThan(5)
    await world.privacy(owner, privacy)
    await world.settle()
    for (const viewer of [stranger, ANONYMOUS]) {
      const seen = await seenBy(viewer, id, owner.athleteId)
      const places = placesIn(seen)
      expect(places.length).toBeGreaterThan(500)
      expect(Math.min(...places.map(metersFromHome))).toBeGreaterThanOrEqual(meters)
      const { TIME = [], DISTANCE = [], LATITUDE = [] } = columnsOf(seen)
      // Nothing counts that others do not see.
      expect([TIME[0], DISTANCE[0]]).toEqual([0, 0])
      expect(DISTANCE.at(-1)).toBeCloseTo(2 * (1998 - meters), -2)
      expect([LATITUDE.length, seen.streams.length, seen.streams.original]).toEqual([TIME.length, TIME.length, TIME.length])
      // Sums cover the visible part, to the meter and the second, in lists and totals too.
      expect(seen.distanceMeters).toBeCloseTo(DISTANCE.at(-1) ?? 0, 1)
      expect(seen.elapsedSeconds).toBe(TIME.at(-1))
      expect(await totalMeters(viewer, owner.athleteId)).toBeCloseTo(seen.distanceMeters, 6)
      const sum = seen.splits.reduce((total: number, split: AnyData) => total + split.distanceMeters, 0)
      expect(sum).toBeCloseTo(DISTANCE.at(-1) ?? 0, 1)
      for (const { startSeconds, elapsedSeconds } of [...seen.bestEfforts, ...seen.laps]) {
        expect(startSeconds).toBeGreaterThanOrEqual(0)
        expect(startSeconds + elapsedSeconds).toBeLessThanOrEqual((TIME.at(-1) ?? 0) + 1)
      }
    }
    const { exportUrl: _then, ...own } = await seenBy(owner, id, owner.athleteId)
    expect(own).toEqual(withoutLink(before))
  })

  it('are in no sum, even when privacy changes while recordings are measured', async () => {
    const owner = await world.athlete()
    const files = Array.from({ length: 6 }, (_, i) => gpx(outAndHome(300), 'running', START_MS + i * 3_600_000))
    const uploads = files.map((file) => world.send(owner, file))
    for (const radiusMeters of [100, 200, 300])
      await world.privacy(owner, { zones: [{ zoneId: 'zone_1', ...HOME, radiusMeters }] })
    const ids = (await Promise.all(uploads)).flatMap(({ activities }) => activities.map(({ id }: AnyData) => id))
    await world.settle()
    let sum = 0
    for (const id of ids) {
      const seen = await seenBy(stranger, id, owner.athleteId)
      const { DISTANCE = [] } = columnsOf(seen)
      expect(seen.distanceMeters).toBeCloseTo(DISTANCE.at(-1) ?? Number.NaN, 1)
      sum += seen.distanceMeters
    }
    expect(ids).toHaveLength(6)
    expect(await totalMeters(stranger, owner.athleteId)).toBeCloseTo(sum, 6)
    // Nothing is hidden any more, so others see the whole again.
    await world.privacy(owner, { zones: [] })
    await world.settle()
    expect(await totalMeters(stranger, owner.athleteId)).toBeCloseTo(await totalMeters(owner, owner.athleteId), 6)
  })

  it('in the middle are a gap: the samples around it stay, and its distance does not count', async () => {
    const owner = await world.athlete()
    const id = await upload(owner, gpx(outAndHome(500)))
    const away = { zoneId: 'zone_1', latitude: HOME.latitude + 1000 / DEGREE, longitude: HOME.longitude, radiusMeters: 100 }
    await world.privacy(owner, { zones: [away] })
    await world.settle()
    const seen = await seenBy(stranger, id, owner.athleteId)
    const { TIME = [], DISTANCE = [] } = columnsOf(seen)
    expect(TIME.length).toBeGreaterThan(880)
    expect(TIME.length).toBeLessThan(920)
    expect(DISTANCE.at(-1)).toBeCloseTo(3992 - 400, -2)
    expect(seen.route.start.latitude).toBeCloseTo(HOME.latitude, 5)
    for (const [latitude, longitude] of placesIn(seen))
      expect(haversineMeters(latitude, longitude, away.latitude, away.longitude)).toBeGreaterThan(100)
  })

  it('may cover a whole walk around the house: then there is no route', async () => {
    const owner = await world.athlete()
    const id = await upload(owner, gpx(outAndHome(60)))
    await world.privacy(owner, { zones: [{ zoneId: 'zone_1', ...HOME, radiusMeters: 900 }] })
    await world.settle()
    const seen = await seenBy(stranger, id, owner.athleteId)
    expect(seen).toMatchObject({ route: null, splits: [], laps: [], bestEfforts: [], streams: { length: 0, original: 0 } })
    expect(placesIn(seen)).toEqual([])
  })
})

describe('the hidden start and end of an athlete who stands at the door for three minutes', () => {
  /** The drift of a receiver in meters: another value between -6 and 6 each second. */
  const wander = (second: number, axis: number): number => {
    const value = Math.sin(second * 12.9898 + axis * 78.233) * 43_758.5453
    return 12 * (value - Math.floor(value)) - 6
  }
  const stand = new Array<number>(180).fill(0)
  const way = [...stand, ...outAndHome(250).map(({ latitude }) => (latitude - HOME.latitude) * DEGREE), ...stand]
  const fixes = way.map((meters, second) => {
    // A moving receiver does not drift.
    const share = meters === 0 ? 1 : 0.2
    const [latitude, longitude] = north(meters + share * wander(second, 1), share * wander(second, 2))
    return { latitude, longitude }
  })
  const metersFromDoor = ([latitude, longitude]: readonly [number, number]): number =>
    haversineMeters(latitude, longitude, ...north(0))

  it('are as long as for anybody: no field and no segment reveals a nearer place', async () => {
    const road = segmentRoad(world)
    const near = await road.insert([north(40), north(110), north(180)], 'RUN', false)
    const far = await road.insert([north(300), north(500), north(700)], 'RUN', false)
    const owner = await world.athlete()
    await world.privacy(owner, { hideStartEndMeters: 200 })
    await world.settle()
    const id = await road.ride(owner, gpx(fixes))
    await world.settle()
    const own = await seenBy(owner, id, owner.athleteId)
    expect(Math.min(...placesIn(own).map(metersFromDoor))).toBeLessThan(10)
    for (const viewer of [stranger, ANONYMOUS]) {
      const places = placesIn(await seenBy(viewer, id, owner.athleteId))
      expect(places.length).toBeGreaterThan(300)
      expect(Math.min(...places.map(metersFromDoor))).toBeGreaterThan(175)
    }
    const segmentsOf = async (who: Caller) => (await road.efforts(id, who)).map(({ segment }: AnyData) => segment.id).toSorted()
    expect(await segmentsOf(owner)).toEqual([near, far].toSorted())
    expect(await segmentsOf(stranger)).toEqual([far])
    expect((await road.board(near, stranger)).edges).toEqual([])
  })
})

describe('a track that began before its first position', () => {
  /** Metres by a wheel sensor, one each 5 m and second, in laps of 500 m; positions from so many metres on. */
  const tcx = (carried: number): Uint8Array => {
    const meters = Array.from({ length: (2000 + carried) / 5 + 1 }, (_, i) => i * 5)
    const points = meters.map((along, second) => {
      const time = new Date(START_MS + second * 1000).toISOString()
      const [latitude, longitude] = north(along - carried + 440)
      const place = `<Position><LatitudeDegrees>${latitude.toFixed(7)}</LatitudeDegrees><LongitudeDegrees>${longitude}</LongitudeDegrees></Position>`
      return {
        time,
        text: `<Trackpoint><Time>${time}</Time>${along < carried ? '' : place}<DistanceMeters>${along}</DistanceMeters></Trackpoint>`,
      }
    })
    const laps = Array.from({ length: Math.ceil(points.length / 100) }, (_, lap) => points.slice(lap * 100, (lap + 1) * 100)).map(
      (lap) =>
        `<Lap StartTime="${lap[0]?.time}"><TotalTimeSeconds>${lap.length}</TotalTimeSeconds><DistanceMeters>${lap.length * 5}</DistanceMeters><Intensity>Active</Intensity><TriggerMethod>Distance</TriggerMethod><Track>${lap.map(({ text }) => text).join('')}</Track></Lap>`,
    )
    return Buffer.from(
      `<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Biking"><Id>${new Date(START_MS).toISOString()}</Id>${laps.join('')}</Activity></Activities></TrainingCenterDatabase>`,
    )
  }
  const [latitude, longitude] = north(0)
  const zones = [{ zoneId: 'zone_1', latitude, longitude, radiusMeters: 400 }]

  it('is cut when it may have begun in a zone, though no position lies there', async () => {
    const told: AnyData[] = []
    for (const carried of [440, 620]) {
      const owner = await world.athlete()
      const id = await upload(owner, tcx(carried))
      const before = await seenBy(stranger, id, owner.athleteId)
      expect(before.laps.length).toBeGreaterThan(4)
      expect(columnsOf(before).LATITUDE?.[0]).toBeNull()
      await world.privacy(owner, { zones })
      await world.settle()
      const seen = await seenBy(stranger, id, owner.athleteId)
      const { TIME = [], DISTANCE = [], LATITUDE = [] } = columnsOf(seen)
      expect([TIME[0], DISTANCE[0], LATITUDE[0]]).toEqual([0, 0, expect.closeTo(north(440)[0], 5)])
      expect([TIME.at(-1), DISTANCE.at(-1)]).toEqual([400, expect.closeTo(2000, 0)])
      expect(LATITUDE).not.toContain(null)
      expect(seen.laps).toEqual([])
      told.push({ streams: seen.streams, splits: seen.splits, bestEfforts: seen.bestEfforts, laps: seen.laps, route: seen.route })
      expect(columnsOf(await seenBy(owner, id, owner.athleteId)).DISTANCE).toEqual(columnsOf(before).DISTANCE)
    }
    const rounded = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_key, inner) => (typeof inner === 'number' ? Number(inner.toFixed(3)) : inner))
    expect(rounded(told[0])).toEqual(rounded(told[1]))
  })

  it('is whole when it has no positions at all, since it reveals no place', async () => {
    const owner = await world.athlete()
    const bytes = Buffer.from(
      Buffer.from(tcx(440))
        .toString()
        .replace(/<Position>.*?<\/Position>/g, ''),
    )
    const id = await upload(owner, bytes)
    const before = await seenBy(stranger, id, owner.athleteId)
    await world.privacy(owner, { hideStartEndMeters: 500, zones })
    await world.settle()
    const seen = await seenBy(stranger, id, owner.athleteId)
    expect(columnsOf(seen)).toEqual(columnsOf(before))
    expect(seen.laps).toEqual(before.laps)
  })
})

describe('the time that an athlete spends in hidden places', () => {
  const BEGAN = '2026-05-02T06:00:00.000Z'
  const atSecond = (seconds: number): string => new Date(Date.parse(BEGAN) + seconds * 1000).toISOString()

  it('is not revealed: two rides that differ only inside a zone look the same to others', async () => {
    const road = segmentRoad(world)
    const segment = await road.insert([north(500), north(1000), north(1500)], 'RIDE', false)
    const zones = [{ zoneId: 'zone_1', latitude: north(0)[0], longitude: north(0)[1], radiusMeters: 300 }]
    const riders = await Promise.all(
      // From 20 m on it takes 15 s more to where the two are the same.
      [20, 80].map(async (from) => {
        const owner = await world.athlete()
        await world.privacy(owner, { zones })
        await world.settle()
        return { owner, id: await road.ride(owner, gpxNorth(BEGAN, 4, { from, to: 2040 })) }
      }),
    )
    // Between the moments when the two begin the segment: a clock that boards compare with, and a rival's ride for ranks.
    const between = atSecond(112)
    const rival = await world.athlete()
    await road.ride(rival, gpxNorth(between, 5, { from: 460, to: 2040 }))
    const later = await road.insert([north(600), north(1000), north(1400)], 'RIDE', true)
    await world.settle()
    const boards = {
      all: await road.board(segment, stranger),
      since: await road.board(segment, stranger, { since: between }),
      until: await road.board(segment, stranger, { until: between }),
      behind: await road.board(segment, stranger, null, { after: encodeCursor([250, Date.parse(between), '']) }),
      later: await road.board(later, stranger),
    }
    const toldOf = async ({ owner, id }: { owner: Rider; id: string }): Promise<unknown> => {
      const activity = await seenBy(stranger, id, owner.athleteId)
      const efforts = await road.efforts(id, stranger)
      const r = efforts.map(({ id: ref }: AnyData) => ({ __typename: 'SegmentEffort', ref }))
      const nodes = await world.ask(
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on SegmentEffort { ${EFFORT} } } }`,
        { r },
        stranger,
      )
      const onBoards = Object.entries(boards).map(([name, board]) => [
        name,
        board.edges.flatMap(({ cursor, rank, node }: AnyData) =>
          node.athlete.id === owner.athleteId ? [{ cursor: Buffer.from(cursor, 'base64url').toString(), rank, node }] : [],
        ),
      ])
      let text = JSON.stringify([withoutLink(activity), efforts, nodes, onBoards])
      for (const [index, own] of [owner.athleteId, id, ...efforts.map((effort: AnyData) => effort.id)].entries())
        text = text.replaceAll(own, `own ${index}`)
      return JSON.parse(text, (_key, value) => (typeof value === 'number' ? Number(value.toFixed(1)) : value))
    }
    const [long, short] = await Promise.all(riders.map(toldOf))
    expect(boards.all.edges).toHaveLength(3)
    expect(long).toEqual(short)
    const own = await Promise.all(riders.map(async ({ owner, id }) => (await road.efforts(id, owner))[0]))
    expect(own).toMatchObject([
      { startedAt: atSecond(120), startSeconds: 120 },
      { startedAt: atSecond(105), startSeconds: 105 },
    ])
  })
})

describe('heart rate that is hidden', () => {
  const hearts = { even: () => 120, high: (second: number) => 150 + (second % 30), without: undefined }

  it('is in no field: others see the same with any heart rate and with none', async () => {
    const seen: Record<string, AnyData> = {}
    const own: Record<string, AnyData> = {}
    for (const [name, bpm] of Object.entries(hearts)) {
      const owner = await world.athlete()
      await world.trainingProfile(owner, {
        effectiveFrom: '2026-01-01',
        birthYear: 1990,
        weightKg: 70,
        maxHeartRateBpm: 190,
        restingHeartRateBpm: 50,
        sex: 'MALE',
      })
      await world.privacy(owner, { hideHeartRate: true })
      await world.settle()
      // A ride without power has load and calories from the heart rate alone.
      const id = await upload(owner, gpx(outAndHome(300, bpm), 'cycling'))
      const plain = (answer: AnyData): AnyData =>
        JSON.parse(JSON.stringify(withoutLink(answer)).replaceAll(id, 'act').replaceAll(owner.athleteId, 'ath'))
      seen[name] = plain(await seenBy(stranger, id, owner.athleteId))
      own[name] = plain(await seenBy(owner, id, owner.athleteId))
    }
    expect(own.even).toMatchObject({
      averageHeartRateBpm: 120,
      trainingLoadMethod: 'HEART_RATE',
      heartRateZones: expect.anything(),
    })
    expect(own.high?.trainingLoad).toBeGreaterThan(own.even?.trainingLoad)
    expect(seen.even).toMatchObject({ averageHeartRateBpm: null, caloriesKcal: null, heartRateZones: null })
    expect(seen.high).toEqual(seen.even)
    expect(seen.without).toEqual(seen.even)
  })

  it('leaves values that come from power, and every downsampled sample in its place', async () => {
    const owner = await world.athlete()
    const id = await upload(owner, recording('ride-power-laps.fit'))
    const query = `query($id: ID!) { activity(id: $id) { averagePowerWatts laps { averageHeartRateBpm averagePowerWatts } splits { averageHeartRateBpm }
      with: streams(channels: [POWER, HEART_RATE], maxPoints: 50) { channels { channel samples } }
      without: streams(channels: [POWER], maxPoints: 50) { channels { channel samples } } } }`
    const before = (await world.ask(query, { id }, stranger)).activity
    await world.privacy(owner, { hideHeartRate: true })
    await world.settle()
    const { activity } = await world.ask(query, { id }, stranger)
    expect(activity.averagePowerWatts).toBe(before.averagePowerWatts)
    expect(activity.laps).toEqual(before.laps.map((lap: AnyData) => ({ ...lap, averageHeartRateBpm: null })))
    expect(activity.splits[0]).toEqual({ averageHeartRateBpm: null })
    expect(activity.with).toEqual(before.without)
    expect((await world.ask(query, { id }, owner)).activity).toEqual(before)
  })
})

describe('an activity as the route of an event', () => {
  const ROUTE = 'route routeDistanceMeters routeClimbMeters'
  const routeFor = async (caller: Caller, reference: Record<string, unknown>) =>
    (
      await world.ask(
        `query($r: [_Any!]!) { _entities(representations: $r) {
          ... on ClubEvent { ${ROUTE} } ... on EventOccurrence { ${ROUTE} } } }`,
        {
          r: [
            { __typename: 'ClubEvent', id: 'evt_1', ...reference },
            { __typename: 'EventOccurrence', ref: 'evt_1:1', ...reference },
          ],
        },
        caller,
      )
    )._entities as readonly AnyData[]
  const NONE = { route: null, routeDistanceMeters: null, routeClimbMeters: null }

  it('is cut for everybody, its athlete too, as a stranger sees it, and anew after a change of privacy', async () => {
    const owner = await world.athlete()
    const id = await upload(owner, gpx(outAndHome(400)))
    const given = { routeActivityId: id, routeGivenById: owner.athleteId }
    const [whole] = await routeFor(stranger, given)
    expect(whole?.routeDistanceMeters).toBeGreaterThan(3_000)
    await world.privacy(owner, { hideStartEndMeters: 250, zones: [{ zoneId: 'zone_1', ...HOME, radiusMeters: 300 }] })
    await world.settle()
    const others = await seenBy(stranger, id, owner.athleteId)
    for (const caller of [owner, stranger, ANONYMOUS]) {
      const [event, date] = await routeFor(caller, given)
      expect(date).toEqual(event)
      expect(event).toEqual({
        route: others.route.polyline,
        routeDistanceMeters: others.distanceMeters,
        routeClimbMeters: others.elevationGainMeters,
      })
      for (const [latitude, longitude] of decodePolyline(event?.route))
        expect(haversineMeters(latitude, longitude, HOME.latitude, HOME.longitude)).toBeGreaterThanOrEqual(299)
    }
    await world.privacy(owner, { zones: [{ zoneId: 'zone_1', ...HOME, radiusMeters: 5_000 }] })
    await world.settle()
    expect((await routeFor(owner, given))[0]?.route).toBeNull()
  })

  it('is shown to all by its own athlete, but to no one blocked, and goes when it is hidden or deleted', async () => {
    const [owner, blocked] = [await world.athlete({ isPrivate: true }), await world.athlete()]
    const id = await upload(owner, gpx(outAndHome(60)))
    await world.block(owner, blocked)
    await world.settle()
    const setVisibility = async (visibility: string) => {
      const input = { visibility }
      await world.ask(
        'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }',
        { id, input },
        owner,
      )
    }
    const given = { routeActivityId: id, routeGivenById: owner.athleteId }
    const givenByOther = { routeActivityId: id, routeGivenById: stranger.athleteId }
    await setVisibility('FOLLOWERS')
    expect((await routeFor(stranger, given))[0]?.route).not.toBeNull()
    expect((await routeFor(blocked, given))[0]).toEqual(NONE)
    expect((await routeFor(stranger, givenByOther))[0]).toEqual(NONE)
    await setVisibility('ONLY_ME')
    for (const caller of [stranger, owner, ANONYMOUS]) expect((await routeFor(caller, given))[0]).toEqual(NONE)
    await setVisibility('FOLLOWERS')
    expect((await routeFor(stranger, given))[0]?.route).not.toBeNull()
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, owner)
    expect((await routeFor(owner, given))[0]).toEqual(NONE)
  })

  it('need not be one: a route that was drawn comes with the reference', async () => {
    const drawn = { routeLine: '_p~iF~ps|U_ulLnnqC', routeLineMeters: 12, routeLineClimbMeters: null, routeActivityId: null }
    expect(await routeFor(ANONYMOUS, { ...drawn, routeGivenById: 'ath_1' })).toEqual(
      Array.from({ length: 2 }, () => ({ route: drawn.routeLine, routeDistanceMeters: 12, routeClimbMeters: null })),
    )
    expect((await routeFor(ANONYMOUS, { routeActivityId: 'act_none', routeGivenById: 'ath_1' }))[0]).toEqual(NONE)
  })
})

describe('recordings that are given for statistics', () => {
  const UPDATE = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
  /** What was shared of an athlete's recordings, as the lake reads it. */
  const sharedBy = ({ athleteId }: Rider) =>
    world
      .events('recording.shared')
      .filter((data) => data.athleteId === athleteId)
      .map((data) => {
        const table = lakeTables.get('recording.shared')
        const cells = table?.cellsOf(data) ?? []
        const lists = Object.fromEntries(table?.columns.map(({ name }, at) => [name.replace('samples_', ''), cells[at]]) ?? [])
        return { ...data, lists: lists as Record<string, (number | null)[] | null> }
      })
  const ride = (hours: number) =>
    gpx(
      outAndHome(500, (second) => 100 + (second % 50)),
      'running',
      START_MS + hours * 3_600_000,
    )

  it('are those measured while the athlete says so, as others may see them, and no place is finer than an area', async () => {
    const owner = await world.athlete()
    const older = await upload(owner, ride(0))
    const zones = [{ zoneId: 'zone_1', ...HOME, radiusMeters: 300 }]
    await world.privacy(owner, { recordingsForStatistics: true, zones })
    await world.settle()
    // A rename makes nothing of before a recording that was given.
    await world.ask(UPDATE, { id: older, input: { name: 'Another name' } }, owner)
    const id = await upload(owner, ride(2))
    const seen = columnsOf(await seenBy(stranger, id, owner.athleteId))
    await world.privacy(owner, { recordingsForStatistics: true, hideHeartRate: true })
    await world.settle()
    await upload(owner, ride(4))
    await world.privacy(owner, { recordingsForStatistics: false })
    await world.settle()
    await upload(owner, ride(6))

    const [cut, quiet, ...rest] = sharedBy(owner)
    expect(rest).toEqual([])
    const lists = cut?.lists ?? {}
    expect(cut).toMatchObject({ activityId: id, replaces: null, everyNth: 1 })
    const rounded = (list: (number | null)[] = [], steps: number) =>
      list.map((value) => value && Math.round(value * steps) / steps)
    expect(lists.heart_rate_bpm?.length).toBeLessThan(1000 - 100)
    expect(lists.elapsed_seconds).toEqual(seen.TIME)
    expect(lists.heart_rate_bpm).toEqual(seen.HEART_RATE)
    expect(lists.speed_mps).toEqual(rounded(seen.SPEED, 100))
    // 2 km to the north and back: an area and the next one, since full minutes.
    const passed = new Set(seen.LATITUDE?.map((latitude) => areaOf(cellAt(latitude ?? 0, HOME.longitude))))
    expect(new Set(lists.areas)).toEqual(passed)
    expect(lists.areas_since_seconds?.every((second) => second !== null && second % 60 === 0)).toBe(true)
    expect(quiet?.lists.heart_rate_bpm).toBeNull()
    expect(quiet?.lists.elapsed_seconds).toHaveLength(1000)
    expect(quiet?.privacyRevision).toBeGreaterThan(cut?.privacyRevision ?? 0)
  })

  it('are given again when they are measured anew, and forgotten with their activity', async () => {
    const owner = await world.athlete()
    await world.privacy(owner, { recordingsForStatistics: true })
    await world.settle()
    const id = await upload(owner, ride(8))
    await world.ask(UPDATE, { id, input: { name: 'Only a name' } }, owner)
    await world.settle()
    expect(sharedBy(owner)).toHaveLength(1)
    await world.ask(UPDATE, { id, input: { sport: 'RIDE' } }, owner)
    await world.settle()
    const [first, second, ...rest] = sharedBy(owner)
    expect(rest).toEqual([])
    expect(second).toMatchObject({ activityId: id, replaces: first?.revision })
    expect(second?.revision).toBeGreaterThan(first?.revision ?? 0)
    expect(await world.rows('shared_recordings', { _id: id })).toHaveLength(1)
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, owner)
    await world.settle()
    expect(sharedBy(owner)).toHaveLength(2)
    expect(await world.rows('shared_recordings', { _id: id })).toEqual([])
  })
})
