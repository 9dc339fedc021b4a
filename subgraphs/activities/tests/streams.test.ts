import { ANONYMOUS } from '@gruppetto/graph'
import { type AnyData, watchCommands } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_FULL_STREAM_VALUES } from '../src/domain/streams.ts'
import { openWorld, recording, type World } from './world.ts'

let world: World
let rider: Awaited<ReturnType<World['athlete']>>
let ride: string
let swim: string
beforeAll(async () => {
  world = await openWorld()
  rider = await world.athlete()
  ride = (await world.send(rider, recording('ride-power-laps.fit'))).activities[0].id
  swim = (await world.send(rider, recording('swim-pool.fit'))).activities[0].id
})
afterAll(() => world.close())

const STREAMS = `query($id: ID!, $channels: [StreamChannel!]!, $maxPoints: Int) {
  activity(id: $id) { streams(channels: $channels, maxPoints: $maxPoints) { length original channels { channel samples } } } }`
const ALL = [
  'TIME',
  'DISTANCE',
  'LATITUDE',
  'LONGITUDE',
  'ALTITUDE',
  'SPEED',
  'HEART_RATE',
  'CADENCE',
  'POWER',
  'TEMPERATURE',
  'GRADE',
  'MOVING',
]
type Column = (number | null)[]
const read = async (id: string, channels: string[], maxPoints: number | null) => {
  const { streams } = (await world.ask(STREAMS, { id, channels, maxPoints }, rider)).activity
  const columns: Record<string, Column> = Object.fromEntries(
    streams.channels.map((stream: { channel: string; samples: Column }) => [stream.channel, stream.samples]),
  )
  return { length: streams.length as number, original: streams.original as number, columns }
}

describe('streams', () => {
  it('contain every sample for maxPoints: null, all of the same length', async () => {
    const { length, original, columns } = await read(ride, ALL, null)
    expect([length, original]).toEqual([4700, 4700])
    for (const column of Object.values(columns)) expect(column).toHaveLength(4700)
    expect(columns.TIME?.[0]).toBe(0)
    expect(columns.TIME?.at(-1)).toBe(4699)
    expect(columns.DISTANCE?.at(-1)).toBeCloseTo(41337.5, -2)
    const known = (columns.HEART_RATE ?? []).filter((value) => value !== null)
    expect(known.reduce((sum, value) => sum + value, 0) / known.length).toBeCloseTo(153.86, 1)
    expect(Math.max(...(columns.POWER ?? []).map((value) => value ?? 0))).toBe(619)
    expect(new Set(columns.MOVING)).toEqual(new Set([0, 1]))
    for (const grade of columns.GRADE ?? []) expect(Math.abs(grade ?? 0)).toBeLessThanOrEqual(100)
    expect(Math.max(...(columns.GRADE ?? []).map((value) => Math.abs(value ?? 0)))).toBeGreaterThan(1)
  })

  it('are downsampled at the same indices: each sample is one of the recording, with the first and the last', async () => {
    const all = await read(ride, ALL, null)
    const thin = await read(ride, ALL, 200)
    expect([thin.length, thin.original]).toEqual([200, 4700])
    const at = new Map((all.columns.TIME ?? []).map((time, index) => [time, index]))
    const indices = (thin.columns.TIME ?? []).map((time) => at.get(time) ?? -1)
    expect([indices[0], indices.at(-1)]).toEqual([0, 4699])
    for (const [channel, column] of Object.entries(thin.columns))
      expect(column, channel).toEqual(indices.map((index) => all.columns[channel]?.[index]))
  })

  it('have a thousand points by default, and at least two', async () => {
    const query = 'query($id: ID!) { activity(id: $id) { streams(channels: [POWER]) { length channels { channel } } } }'
    expect((await world.ask(query, { id: ride }, rider)).activity.streams).toEqual({
      length: 1000,
      channels: [{ channel: 'POWER' }],
    })
    expect((await read(ride, ['POWER'], 2)).columns.POWER).toHaveLength(2)
    expect((await read(ride, ['POWER'], 1_000_000)).length).toBe(4700)
    for (const maxPoints of [1, 0, -5])
      expect(await world.refused(STREAMS, { id: ride, channels: ['POWER'], maxPoints }, rider)).toBe('BAD_USER_INPUT')
  })

  it('of a part are those between its two seconds, in as many points as the whole may have', async () => {
    const PART = `query($id: ID!, $from: Float, $to: Float, $maxPoints: Int) { activity(id: $id) {
      streams(channels: [TIME, POWER], maxPoints: $maxPoints, fromSeconds: $from, toSeconds: $to) { length original channels { samples } } } }`
    const part = async (from: number | null, to: number | null, maxPoints: number | null) =>
      (await world.ask(PART, { id: ride, from, to, maxPoints }, rider)).activity.streams
    const { columns } = await read(ride, ['TIME', 'POWER'], null)
    const whole = [columns.TIME, columns.POWER].map((column) => ({ samples: column?.slice(600, 1201) }))
    expect(await part(600, 1200, null)).toEqual({ length: 601, original: 601, channels: whole })
    // However few points are asked for, they are no summaries of the whole.
    expect(await part(600, 1200, 2)).toMatchObject({ length: 2, original: 601, channels: [{ samples: [600, 1200] }, {}] })
    expect(await part(4690.5, null, null)).toMatchObject({ length: 9, original: 9 })
    expect(await part(null, -1, null)).toMatchObject({ length: 0, channels: [{ samples: [] }, { samples: [] }] })
    expect(await part(5000, 6000, null)).toMatchObject({ length: 0, original: 0 })
    expect(await world.refused(PART, { id: ride, from: 2, to: 1 }, rider)).toBe('BAD_USER_INPUT')
  })

  it('leave out channels that the recording lacks, and contain each once', async () => {
    const { columns, length } = await read(swim, [...ALL, 'TIME'], null)
    expect(length).toBe(4374)
    expect(Object.keys(columns)).not.toContain('LATITUDE')
    expect(Object.keys(columns)).not.toContain('POWER')
    expect(Object.keys(columns)).toContain('TIME')
    expect((await read(swim, ['LATITUDE'], null)).columns).toEqual({})
  })

  it('of several activities cost one read', async () => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Activity { streams(channels: [TIME, POWER], maxPoints: 9) {
      original channels { channel samples } } } } }`
    const r = [ride, swim].map((id) => ({ __typename: 'Activity', id }))
    let answer: AnyData = null
    const reads = await world.reads(async () => {
      answer = await world.ask(query, { r }, rider)
    })
    expect(answer._entities.map(({ streams }: { streams: { original: number } }) => streams.original)).toEqual([4700, 4374])
    expect(answer._entities[1].streams.channels.map(({ channel }: { channel: string }) => channel)).toEqual(['TIME'])
    expect(reads.filter((read) => read.startsWith('samples.'))).toHaveLength(1)
  })

  it('of every sample are limited by memory: one recording of any length, or several up to the limit', async () => {
    const fields = Array.from({ length: 40 }, (_, i) => `s${i}: streams(channels: [${ALL}], maxPoints: null) { length }`)
    const query = `query($id: ID!) { activity(id: $id) { ${fields.join(' ')} } }`
    let asked: AnyData = null
    const reads = await world.reads(async () => {
      asked = await world.execute(query, { id: ride }, rider)
    })
    const { data, errors } = asked
    const room = Math.floor(MAX_FULL_STREAM_VALUES / (4700 * ALL.length))
    expect(Object.values(data.activity).filter((streams) => streams !== null)).toHaveLength(room)
    expect(errors).toHaveLength(40 - room)
    for (const error of errors)
      expect(error).toMatchObject({
        message: expect.stringContaining('maxPoints'),
        extensions: { code: 'QUERY_TOO_COMPLEX', cost: (room + 1) * 4700 * ALL.length, limit: MAX_FULL_STREAM_VALUES },
      })
    // Samples are counted once and read once.
    expect(reads.filter((read) => read.startsWith('samples.'))).toEqual(['samples.aggregate', 'samples.find'])
  })

  it('that are refused to others count only the visible samples', async () => {
    const { route } = (
      await world.ask('query($id: ID!) { activity(id: $id) { route { start { latitude longitude } } } }', { id: ride }, rider)
    ).activity
    await world.privacy(rider, { zones: [{ zoneId: 'zon_home', ...route.start, radiusMeters: 500 }] })
    await world.settle()
    const fields = Array.from({ length: 40 }, (_, i) => `s${i}: streams(channels: [${ALL}], maxPoints: null) { length original }`)
    const asked = await world.execute(`query($id: ID!) { activity(id: $id) { ${fields.join(' ')} } }`, { id: ride }, ANONYMOUS)
    const { data, errors } = asked as AnyData
    const { length, original } = data.activity.s0
    expect(length).toBe(original)
    expect(length).toBeLessThan(4690)
    const room = Math.floor(MAX_FULL_STREAM_VALUES / (length * ALL.length))
    expect(errors[0].extensions).toMatchObject({ cost: (room + 1) * length * ALL.length })
    await world.privacy(rider, {})
    await world.settle()
  })

  it('with at most two points a chunk are drawn from summaries: no sample is read, and all channels have the same length', async () => {
    const { columns } = await read(ride, ALL, null)
    const asked: string[] = []
    const stop = watchCommands(world.database, (collection, _method, parameters) => {
      if (collection === 'samples') asked.push(JSON.stringify(parameters))
    })
    const few = await read(ride, ['TIME', 'POWER', 'DISTANCE', 'HEART_RATE'], 9).finally(stop)
    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain('summary.powerWatts')
    expect(asked[0]).not.toContain('columns.')
    expect([few.length, few.original]).toEqual([8, 4700])
    for (const column of Object.values(few.columns)) expect(column).toHaveLength(8)
    expect([few.columns.TIME?.[0], few.columns.TIME?.at(-1)]).toEqual([0, 4699])
    const known = (column: Column | undefined) => (column ?? []).flatMap((value) => (value === null ? [] : [value]))
    for (const channel of ['POWER', 'HEART_RATE', 'DISTANCE']) {
      expect(Math.max(...known(few.columns[channel])), channel).toBe(Math.max(...known(columns[channel])))
      expect(Math.min(...known(few.columns[channel])), channel).toBe(Math.min(...known(columns[channel])))
    }
    // Minimum and maximum of a position have no meaning, so these are read from samples.
    const places = await read(ride, ['TIME', 'LATITUDE'], 9)
    expect(places.columns.LATITUDE).toEqual(places.columns.TIME?.map((second) => columns.LATITUDE?.[second ?? 0]))
  })

  it('of a whole day are drawn like those of an hour', async () => {
    const points = Array.from(
      { length: 86_400 },
      (_, i) =>
        `<trkpt lat="${(47 + i * 2e-5).toFixed(5)}" lon="8"><time>${new Date(Date.UTC(2026, 4, 9) + i * 1000).toISOString()}</time></trkpt>`,
    )
    const bytes = Buffer.from(
      `<gpx version="1.1" creator="test"><trk><type>cycling</type><trkseg>${points.join('')}</trkseg></trk></gpx>`,
    )
    const id = (await world.send(rider, bytes)).activities[0].id
    const all = await read(id, ['TIME', 'LATITUDE', 'SPEED'], null)
    expect([all.length, all.original, all.columns.LATITUDE?.length]).toEqual([86_400, 86_400, 86_400])
    const thin = await read(id, ['TIME', 'LATITUDE', 'SPEED'], 500)
    expect([thin.length, thin.original, thin.columns.TIME?.at(-1)]).toEqual([500, 86_400, 86_399])
    const few = await read(id, ['TIME', 'SPEED'], 170)
    expect([few.length, few.original, few.columns.TIME?.at(-1)]).toEqual([170, 86_400, 86_399])
    expect(Math.abs((few.columns.SPEED?.[80] ?? 0) - 2.22)).toBeLessThan(0.5)
  })

  it('never show half a recording: samples of another revision are not read', async () => {
    const before = await read(ride, ['TIME', 'POWER'], null)
    await world.database.connection.collection('samples').insertOne({
      ts: new Date(),
      meta: { activityId: ride, revision: 2 },
      n: 1,
      version: 1,
      summary: {},
      columns: {},
    })
    expect(await read(ride, ['TIME', 'POWER'], null)).toEqual(before)
  })
})

it('the parts of a ride sum up to the whole', async () => {
  const { activity } = await world.ask(
    `query($id: ID!) { activity(id: $id) { distanceMeters movingSeconds laps { index startSeconds elapsedSeconds distanceMeters averagePowerWatts }
      splits { index distanceMeters movingSeconds averageSpeedMps } miles: splits(unit: IMPERIAL) { distanceMeters }
      route { polyline start { latitude longitude } southWest { latitude } northEast { latitude } } } }`,
    { id: ride },
    rider,
  )
  expect(activity.laps).toHaveLength(8)
  expect(activity.splits).toHaveLength(42)
  expect(activity.miles).toHaveLength(26)
  expect(activity.miles[0].distanceMeters).toBeCloseTo(1609.344, 2)
  const sum = (rows: Record<string, number>[], key: string) => rows.reduce((total, row) => total + (row[key] ?? 0), 0)
  expect(sum(activity.splits, 'distanceMeters')).toBeCloseTo(activity.distanceMeters, 0)
  expect(Math.abs(sum(activity.laps, 'distanceMeters') - activity.distanceMeters)).toBeLessThan(50)
  expect(activity.route.start.latitude).toBeCloseTo(47.62683, 3)
  expect(activity.route.southWest.latitude).toBeLessThan(activity.route.northEast.latitude)
})
