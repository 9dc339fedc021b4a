import { writeZip, type ZippedFile } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gpxNorth } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Rider = Awaited<ReturnType<World['athlete']>>

const ARCHIVE = `query($id: ID!, $first: Int, $after: String) { upload(id: $id) {
  status progress failure { code } activities { id name description sport gear { name kind } }
  archive { found imported duplicates failed failures(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { fileName failure { code } } } } } } }`

const send = async (
  rider: Rider,
  files: readonly ZippedFile[] | Buffer,
  input: Record<string, unknown> = {},
): Promise<string> => {
  const bytes = Buffer.isBuffer(files) ? files : writeZip(files)
  const id = await world.begin(rider, bytes, { fileName: 'export.zip', ...input })
  await world.settle()
  return id
}
const archiveOf = async (rider: Rider, id: string, page: Record<string, unknown> = {}) =>
  (await world.ask(ARCHIVE, { id, ...page }, rider)).upload
const failuresOf = (upload: Awaited<ReturnType<typeof archiveOf>>): Record<string, string> =>
  Object.fromEntries(
    upload.archive.failures.edges.map(({ node }: { node: { fileName: string; failure: { code: string } } }) => [
      node.fileName,
      node.failure.code,
    ]),
  )
const file = (name: string, as = name): ZippedFile => ({ name: as, bytes: recording(name) })
const text = (name: string, content: string): ZippedFile => ({ name, bytes: Buffer.from(content) })
const ride = (day: number): Uint8Array => gpxNorth(new Date(Date.UTC(2020, 1, 1 + day, 8)).toISOString(), 10, { to: 300 })

const STRAVA_LIST = `Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Elapsed Time,Distance
1,"Jul 1, 2019, 6:00:00 AM",Over the pass,Ride,"With Ben,
in the rain",1,1,,,false,,Blue bike,activities/1.fit.gz,,1.0,1.0
2,"Jul 2, 2019, 6:00:00 AM",Laps,Run,,1,1,,,false,,Old shoes,activities/2.fit,,1.0,1.0
3,"Jul 3, 2019, 6:00:00 AM",By hand,Run,,1,1,,,false,,,,,1.0,1.0
4,"Jul 4, 2019, 6:00:00 AM",,Ride,,1,1,,,false,,blue BIKE,activities/4.tcx.gz,,1.0,1.0
5,"Jul 5, 2019, 6:00:00 AM",The same again,Ride,,1,1,,,false,,,activities/5.gpx.gz,,1.0,1.0`

describe('an export of Strava', () => {
  it('brings names, descriptions and gear, and tells nobody of old things one by one', async () => {
    const rider = await world.athlete()
    const id = await send(rider, [
      text('profile.csv', 'Athlete ID\n1'),
      text('activities.csv', STRAVA_LIST),
      file('ride-with-pauses.fit', 'activities/1.fit.gz'),
      file('run-laps.fit', 'activities/2.fit'),
      file('ride-three-formats.tcx.gz', 'activities/4.tcx.gz'),
      file('ride-three-formats.gpx.gz', 'activities/5.gpx.gz'),
      file('route-without-times.gpx', 'routes/1.gpx'),
      file('not-activity-weight.fit', 'activities/6.fit'),
      text('media/1.jpg', 'a picture'),
    ])
    const upload = await archiveOf(rider, id)
    expect(upload).toMatchObject({ status: 'DONE', progress: 1, failure: null })
    expect(upload.archive).toMatchObject({ found: 5, imported: 3, duplicates: 1, failed: 1 })
    expect(failuresOf(upload)).toEqual({ 'activities/6.fit': 'NOT_A_RECORDING' })
    const named = upload.activities.map(({ name, description, gear }: Record<string, unknown>) => ({ name, description, gear }))
    expect(named).toHaveLength(3)
    expect(named).toContainEqual({
      name: 'Over the pass',
      description: 'With Ben,\nin the rain',
      gear: { name: 'Blue bike', kind: 'BIKE' },
    })
    expect(named).toContainEqual({ name: 'Laps', description: null, gear: { name: 'Old shoes', kind: 'SHOES' } })
    expect(await world.rows('gear', { athleteId: rider.athleteId })).toHaveLength(2)

    const members = new Set((await world.rows('uploads', { archiveId: id })).map(({ _id }) => String(_id)))
    expect(members.size).toBe(3)
    expect(world.events('upload.completed').filter(({ uploadId }) => members.has(uploadId))).toEqual([])
    expect(world.events('upload.failed').filter(({ athleteId }) => athleteId === rider.athleteId)).toEqual([])
    expect(world.events('archive.imported').filter(({ uploadId }) => uploadId === id)).toMatchObject([
      { fileName: 'export.zip', found: 5, imported: 3, duplicates: 1, failed: 1 },
    ])
    const { viewer } = await world.ask('{ viewer { uploads { edges { node { id } } } } }', {}, rider)
    expect(viewer.uploads.edges).toEqual([{ node: { id } }])
  })

  it('brings the sports that the athlete has named there, but none to each leg of a triathlon', async () => {
    const rider = await world.athlete()
    const rows = [
      ['ride-with-pauses.fit', 'E-Mountain Bike Ride'],
      ['run-smart-recording.fit', 'Ride'],
      ['ride-three-formats.fit', 'Run'],
      ['walk-tiny.fit', 'Radfahrt'],
      ['triathlon-multisport.fit', 'Ride'],
    ] as const
    const list = rows.map(([name, type], index) => `${index},,The ${name.split('.')[0]},${type},,activities/${name}`)
    const id = await send(rider, [
      text(
        'activities.csv',
        ['Activity ID,Activity Date,Activity Name,Activity Type,Activity Gear,Filename', ...list].join('\n'),
      ),
      ...rows.map(([name]) => file(name, `activities/${name}`)),
    ])
    const made = await world.rows('activities', { athleteId: rider.athleteId })
    const sportsOf = (of: string) => made.flatMap(({ name, sport }) => (name === `The ${of}` ? [sport] : []))
    expect(sportsOf('ride-with-pauses')).toEqual(['E_BIKE_RIDE'])
    expect(sportsOf('run-smart-recording')).toEqual(['RIDE'])
    expect(sportsOf('ride-three-formats')).toEqual(['RUN'])
    expect(sportsOf('walk-tiny')).toEqual(['WALK'])
    expect(made.map(({ sport }) => String(sport)).sort()).toEqual([
      'E_BIKE_RIDE',
      'OPEN_WATER_SWIM',
      'RIDE',
      'RIDE',
      'RUN',
      'RUN',
      'WALK',
    ])
    expect((await archiveOf(rider, id)).archive).toMatchObject({ imported: 5 })

    // Another file of what was made a run is still known as the same recording, and a run that was made a ride is measured as one.
    const again = await send(rider, [file('ride-three-formats.gpx.gz')])
    expect((await archiveOf(rider, again)).archive).toMatchObject({ imported: 0, duplicates: 1 })
    expect(made.find(({ name }) => name === 'The run-smart-recording')).toMatchObject({ measuredAs: 'RIDE' })
  })

  it('keeps the original of each recording, and none of the archive', async () => {
    const rider = await world.athlete()
    const id = await send(rider, [file('walk-tiny.fit', 'a/walk.fit'), file('ski-nordic.tcx')])
    const [upload] = await world.rows('uploads', { archiveId: id, fileName: 'a/walk.fit' })
    expect(await world.runtime.objects.head(`originals/${upload?.sha256}`)).toEqual({
      sizeBytes: recording('walk-tiny.fit').length,
    })
    expect(await world.runtime.objects.head(`uploads/${id}`)).toBeNull()
    expect(await world.rows('uploads', { _id: id } as never)).toMatchObject([{ bytesKey: null, sizeBytes: 0 }])
    const { activities } = await archiveOf(rider, id)
    const urls = await Promise.all(
      activities.map(({ id: activityId }: { id: string }) =>
        world.ask('query($id: ID!) { activity(id: $id) { exportUrl(format: ORIGINAL) } }', { id: activityId }, rider),
      ),
    )
    for (const { activity } of urls) expect(activity.exportUrl).toMatch(/^http/)
  })
})

describe('an export of Garmin', () => {
  it.each([true, false])('is read from the zips in it, whether they are stored (%s) or compressed', async (isStored) => {
    const rider = await world.athlete()
    const part = (files: readonly ZippedFile[]): Uint8Array => writeZip(files)
    const id = await send(rider, [
      text('DI_CONNECT/DI-Connect-Fitness/x_summarizedActivities.json', '[]'),
      {
        name: 'DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip',
        bytes: part([
          file('run-laps.fit', 'me@example.org_1.fit'),
          file('not-activity-weight.fit', 'me@example.org_2.fit'),
          file('not-activity-settings.fit', 'me@example.org_3.fit'),
          { name: 'deeper.zip', bytes: part([file('walk-tiny.fit')]) },
        ]),
        isStored,
      },
      {
        name: 'DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part2.zip',
        bytes: part([file('swim-pool.fit', 'me@example.org_4.fit'), { ...file('walk-tiny.fit'), crc32: 7 }]),
        isStored,
      },
      { name: 'DI_CONNECT/broken.zip', bytes: Buffer.from('PK\x03\x04 no zip') },
    ])
    const upload = await archiveOf(rider, id)
    expect(upload).toMatchObject({ status: 'DONE', archive: { found: 5, imported: 2, duplicates: 0, failed: 3 } })
    expect(failuresOf(upload)).toEqual({
      'deeper.zip': 'UNSUPPORTED_FORMAT',
      'walk-tiny.fit': 'CORRUPT_FILE',
      'DI_CONNECT/broken.zip': 'CORRUPT_FILE',
    })
    expect(upload.activities.map(({ sport }: { sport: string }) => sport).sort()).toEqual(['RUN', 'SWIM'])
  })
})

describe('any zip of recordings', () => {
  it('is imported once: sent again, alone or in another zip, everything is a duplicate', async () => {
    const rider = await world.athlete()
    const days = Array.from({ length: 45 }, (_, day): ZippedFile => ({ name: `rides/${day}.gpx`, bytes: ride(day) }))
    const first = await archiveOf(
      rider,
      await send(rider, [...days, { name: 'twice.gpx', bytes: ride(3) }], { visibility: 'ONLY_ME' }),
    )
    expect(first.archive).toMatchObject({ found: 46, imported: 45, duplicates: 1, failed: 0 })
    expect(first.activities).toHaveLength(45)
    const again = await archiveOf(rider, await send(rider, days.toReversed()))
    expect(again).toMatchObject({
      status: 'DONE',
      archive: { found: 45, imported: 0, duplicates: 45, failed: 0 },
      activities: [],
    })
    const alone = await world.send(rider, ride(7))
    expect(alone).toMatchObject({ status: 'FAILED', failure: { code: 'DUPLICATE' } })
    const rows = await world.rows('activities', { athleteId: rider.athleteId })
    expect(rows).toHaveLength(45)
    expect(rows.every(({ visibility, isImported }) => visibility === 'ONLY_ME' && isImported === true)).toBe(true)
  })

  it('says by file what could not be used, page by page', async () => {
    const rider = await world.athlete()
    const bad = Array.from({ length: 5 }, (_, index): ZippedFile => ({ name: `bad/${index}.fit`, bytes: Buffer.from('no fit') }))
    const id = await send(rider, [
      { name: '../../escape.fit', bytes: recording('walk-tiny.fit') },
      { name: 'secret.fit', bytes: recording('walk-tiny.fit'), flags: 1 },
      { name: 'bomb.gpx', bytes: Buffer.alloc(30_000_000, ' ') },
      ...bad,
      file('bad-truncated-ride.fit'),
      { name: '__MACOSX/._bad.fit', bytes: Buffer.from('x') },
    ])
    const upload = await archiveOf(rider, id, { first: 3 })
    expect(upload).toMatchObject({ status: 'DONE', archive: { found: 9, imported: 1, failed: 8 } })
    expect(failuresOf(upload)).toEqual({
      '../../escape.fit': 'CORRUPT_FILE',
      'secret.fit': 'UNSUPPORTED_FORMAT',
      'bomb.gpx': 'TOO_LARGE',
    })
    const { pageInfo, totalCount } = upload.archive.failures
    expect([pageInfo.hasNextPage, totalCount]).toEqual([true, 8])
    const rest = await archiveOf(rider, id, { first: 10, after: pageInfo.endCursor })
    expect(failuresOf(rest)).toEqual(Object.fromEntries(bad.map(({ name }) => [name, 'UNSUPPORTED_FORMAT'])))
    const stranger = await world.athlete()
    expect(await archiveOf(stranger, id)).toBeNull()
  })

  it.each([
    ['no recording', [text('readme.txt', 'hello')], 'NOT_A_RECORDING'],
    ['nothing', [], 'NOT_A_RECORDING'],
    ['half of its bytes', writeZip([file('walk-tiny.fit')]).subarray(0, 500), 'CORRUPT_FILE'],
  ])('fails as a whole with %s', async (_what, files, code) => {
    const rider = await world.athlete()
    const id = await send(rider, files as readonly ZippedFile[] | Buffer)
    expect(await archiveOf(rider, id)).toMatchObject({ status: 'FAILED', failure: { code } })
    expect(world.events('upload.failed').filter(({ uploadId }) => uploadId === id)).toHaveLength(1)
  })

  it('is refused where it is not what was declared, or too large for its name', async () => {
    const rider = await world.athlete()
    const id = await send(rider, [file('walk-tiny.fit')], { sha256: '0'.repeat(64) })
    expect(await archiveOf(rider, id)).toMatchObject({ status: 'FAILED', failure: { code: 'CHECKSUM_MISMATCH' } })
    const declare = (input: Record<string, unknown>) =>
      world.refused('mutation($input: CreateUploadInput!) { createUpload(input: $input) { id } }', { input }, rider)
    expect(await declare({ fileName: 'a.zip', sizeBytes: 2_000_000_000 })).toBeUndefined()
    expect(await declare({ fileName: 'a.zip', sizeBytes: 2_000_000_001 })).toBe('BAD_USER_INPUT')
    expect(await declare({ fileName: 'a.fit', sizeBytes: 2_000_000_000 })).toBe('BAD_USER_INPUT')
  })
})
