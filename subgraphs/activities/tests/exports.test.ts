import { createHash } from 'node:crypto'
import { ANONYMOUS, type Caller, publicRoutesOf } from '@gruppetto/graph'
import { parseRecording, type Recording } from '@gruppetto/recordings'
import { objectRoutes } from '@gruppetto/runtime'
import { callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

type Rider = Awaited<ReturnType<World['athlete']>>
const RIDE = 'ride-three-formats.tcx.gz'
const FORMATS = ['GPX', 'TCX', 'FIT']

let world: World
let ana: Rider
let fan: Rider
let stranger: Rider
let ride: string

const linkOf = async (activityId: string, format: string, caller: Caller): Promise<string | null> =>
  (
    await world.ask(
      'query($id: ID!, $format: ExportFormat!) { activity(id: $id) { exportUrl(format: $format) } }',
      { id: activityId, format },
      caller,
    )
  ).activity?.exportUrl ?? null
const linkFor = async (activityId: string, format: string, caller: Caller): Promise<string> => {
  const url = await linkOf(activityId, format, caller)
  if (url === null) throw new Error(`no ${format}`)
  return url
}

/** The answer to a GET, through the routes of the subgraph and of the object store. */
const open = async (url: string) => {
  const { pathname, search } = new URL(url)
  const routes = [publicRoutesOf(world.subgraph), objectRoutes(world.runtime)]
  const { statusCode: status, headers, rawPayload: bytes } = await callRoute(routes, `${pathname}${search}`)
  return { status, headers, bytes }
}
const opened = async (activityId: string, format: string, caller: Caller): Promise<Recording> => {
  const { status, bytes } = await open(await linkFor(activityId, format, caller))
  expect(status).toBe(200)
  const result = parseRecording(bytes)
  if (!result.ok || result.recordings.length !== 1) throw new Error('not what was written')
  expect(result).toMatchObject({ format, warnings: [] })
  return result.recordings[0] as Recording
}
/** The calories that a viewer sees of the activity, and those of all laps of its TCX. */
const calories = async (id: string, caller: Caller) => {
  const { activity } = await world.ask('query($id: ID!) { activity(id: $id) { caloriesKcal } }', { id }, caller)
  const { bytes } = await open(await linkFor(id, 'TCX', caller))
  const laps = [...bytes.toString().matchAll(/<Calories>(\d+)<\/Calories>/g)].map(([, kcal]) => Number(kcal))
  return { seen: activity.caloriesKcal, written: laps.reduce((sum, kcal) => sum + kcal, 0) }
}
const sent = async (caller: Rider, name: string, input: Record<string, unknown> = {}): Promise<string[]> => {
  const upload = await world.send(caller, recording(name), { fileName: name, ...input })
  return upload.activities.map((activity: { id: string }) => activity.id)
}

beforeAll(async () => {
  world = await openWorld()
  ;[ana, fan, stranger] = [await world.athlete(), await world.athlete(), await world.athlete()]
  await world.follow(fan, ana)
  await world.trainingProfile(ana, { effectiveFrom: '2000-01-01', weightKg: 70, birthYear: 1985, sex: 'FEMALE' })
  await world.settle()
  ;[ride = ''] = await sent(ana, RIDE, { name: 'Lake & "hill"' })
})
afterAll(() => world.close())

const original = () => {
  const result = parseRecording(recording(RIDE))
  return (result.ok ? result.recordings[0] : undefined) as Recording
}

describe('an export link', () => {
  it('opens every format under its file name, and forbids caching', async () => {
    for (const format of FORMATS) {
      const { headers, bytes } = await open(await linkFor(ride, format, ana))
      expect(headers).toMatchObject({
        'cache-control': 'private, no-store',
        'content-disposition': `attachment; filename="2020-04-18 Lake & hill.${format.toLowerCase()}"; filename*=UTF-8''2020-04-18%20Lake%20%26%20hill.${format.toLowerCase()}`,
      })
      expect(bytes.length).toBeGreaterThan(1000)
      const { sampleCount, channels, laps } = await opened(ride, format, ana)
      expect(sampleCount).toBe(original().sampleCount)
      expect(channels.heartRateBpm?.join()).toBe(original().channels.heartRateBpm?.join())
      if (format !== 'GPX') expect(laps).toHaveLength(original().laps.length)
    }
  })

  it('opens a file with the calories that its viewer sees', async () => {
    const { seen, written } = await calories(ride, ana)
    expect(seen).toBeGreaterThan(100)
    expect(written).toBe(Math.round(seen))
  })

  it('opens the original, unchanged and under its name, for its owner alone', async () => {
    const { status, headers } = await open(await linkFor(ride, 'ORIGINAL', ana))
    expect(status).toBe(302)
    const file = await open(headers.location ?? '')
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    expect(hash(file.bytes)).toBe(hash(recording(RIDE)))
    expect(file.headers).toMatchObject({
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringContaining(RIDE),
    })
    for (const other of [fan, stranger, ANONYMOUS]) expect(await linkOf(ride, 'ORIGINAL', other)).toBeNull()
  })

  it('opens each leg of a triathlon by itself, and the original as a whole', async () => {
    const caller = await world.athlete()
    const legs = await sent(caller, 'triathlon-multisport.fit')
    expect(legs).toHaveLength(3)
    const starts = []
    for (const leg of legs) starts.push((await opened(leg, 'FIT', caller)).startedAtMs)
    expect(new Set(starts).size).toBe(3)
    const { headers } = await open(await linkFor(legs[1] ?? '', 'ORIGINAL', caller))
    expect((await open(headers.location ?? '')).bytes.equals(recording('triathlon-multisport.fit'))).toBe(true)
  })

  it('does not exist when there is nothing to write', async () => {
    const [indoors = ''] = await sent(ana, 'ride-indoor-trainer.fit')
    expect(await linkOf(indoors, 'GPX', ana)).toBeNull()
    for (const format of ['TCX', 'FIT']) expect((await opened(indoors, format, ana)).channels.latitude).toBeUndefined()
    const { createManualActivity } = await world.ask(
      'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { original: exportUrl(format: ORIGINAL) gpx: exportUrl(format: GPX) tcx: exportUrl(format: TCX) fit: exportUrl(format: FIT) } }',
      {
        input: {
          name: 'By hand',
          sport: 'RUN',
          startedAt: '2026-05-01T06:00:00Z',
          timeZone: 'Europe/Zurich',
          elapsedSeconds: 600,
        },
      },
      ana,
    )
    expect(createManualActivity).toEqual({ original: null, gpx: null, tcx: null, fit: null })
  })
})

describe('the signature of an export link', () => {
  it('fits no other format, activity, viewer or time', async () => {
    const [other = ''] = await sent(ana, 'walk-tiny.fit')
    const url = await linkFor(ride, 'GPX', fan)
    for (const wrong of [
      url.replace('/GPX', '/FIT'),
      url.replace('/GPX', '/ORIGINAL'),
      url.replace('/GPX', '/KML'),
      url.replace(ride, other),
      url.replace(fan.athleteId, ana.athleteId),
      url.replace(`&for=${fan.athleteId}`, ''),
      url.replace(/expires=\d+/, (text) => `expires=${Number(text.slice(8)) + 1}`),
      url.replace(/signature=./, 'signature='),
      url.replace(/signature=.*/, ''),
    ])
      expect(await open(wrong)).toMatchObject({ status: 403 })
    expect(await open(url)).toMatchObject({ status: 200 })
  })

  it('expires after an hour', async () => {
    const url = await linkFor(ride, 'GPX', ana)
    world.clock.aheadMs = 3600_000 - 5_000
    expect(await open(url)).toMatchObject({ status: 200 })
    world.clock.aheadMs = 3600_000 + 5_000
    expect(await open(url)).toMatchObject({ status: 403 })
    world.clock.aheadMs = 0
  })

  it('opens what its viewer may see at that moment', async () => {
    const [id = ''] = await sent(ana, 'run-laps.fit')
    const links = {
      ana: await linkFor(id, 'FIT', ana),
      fan: await linkFor(id, 'FIT', fan),
      all: await linkFor(id, 'FIT', ANONYMOUS),
    }
    const statuses = async () => [(await open(links.ana)).status, (await open(links.fan)).status, (await open(links.all)).status]
    const change = async (visibility: string) => {
      const mutation = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
      await world.ask(mutation, { id, input: { visibility } }, ana)
    }
    expect(await statuses()).toEqual([200, 200, 200])
    await change('FOLLOWERS')
    expect(await statuses()).toEqual([200, 200, 404])
    await world.block(ana, fan)
    await world.settle()
    expect(await statuses()).toEqual([200, 404, 404])
    await world.block(ana, fan, false)
    await change('ONLY_ME')
    await world.settle()
    expect(await statuses()).toEqual([200, 404, 404])
    expect(await linkOf(id, 'FIT', fan)).toBeNull()
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, ana)
    expect(await statuses()).toEqual([404, 404, 404])
  })
})

it('no format contains for others what privacy hides', async () => {
  const { channels } = original()
  const [latitude, longitude] = [channels.latitude?.find(Number.isFinite) ?? 0, channels.longitude?.find(Number.isFinite) ?? 0]
  await world.privacy(ana, { hideHeartRate: true, zones: [{ zoneId: 'zon_home', latitude, longitude, radiusMeters: 500 }] })
  await world.settle()
  // The calories come from the heart rate.
  for (const other of [fan, ANONYMOUS]) expect(await calories(ride, other)).toEqual({ seen: null, written: 0 })
  expect((await calories(ride, ana)).written).toBeGreaterThan(100)
  for (const format of FORMATS) {
    expect((await opened(ride, format, ana)).channels.heartRateBpm).toBeDefined()
    for (const other of [fan, ANONYMOUS]) {
      const seen = await opened(ride, format, other)
      expect(seen.channels.heartRateBpm).toBeUndefined()
      expect(seen.sampleCount).toBeGreaterThan(0)
      const meters = [...(seen.channels.latitude ?? [])].map((value, i) => {
        const east = (value - latitude) * 111_195
        const north = ((seen.channels.longitude?.[i] ?? 0) - longitude) * 111_195 * Math.cos((latitude * Math.PI) / 180)
        return Math.hypot(east, north)
      })
      expect(Math.min(...meters)).toBeGreaterThan(495)
    }
  }
  // The zone hides everything: there is no link, and an earlier link opens nothing.
  const before = await Promise.all(FORMATS.map((format) => linkFor(ride, format, fan)))
  await world.privacy(ana, { zones: [{ zoneId: 'zon_home', latitude, longitude, radiusMeters: 200_000 }] })
  await world.settle()
  for (const url of before) expect(await open(url)).toMatchObject({ status: 404 })
  const links = async (caller: Caller): Promise<unknown[]> => {
    const fields = FORMATS.map((format) => `${format}: exportUrl(format: ${format})`).join(' ')
    return Object.values((await world.ask(`query($id: ID!) { activity(id: $id) { ${fields} } }`, { id: ride }, caller)).activity)
  }
  for (const other of [fan, ANONYMOUS]) {
    const reads = await world.reads(async () => expect(await links(other)).toEqual([null, null, null]))
    expect(reads.filter((read) => read.startsWith('samples.'))).toEqual(['samples.find'])
  }
  // Nothing can be hidden from the athlete, so no samples are read.
  const reads = await world.reads(async () => expect(await links(ana)).not.toContain(null))
  expect(reads).not.toContain('samples.find')
})
