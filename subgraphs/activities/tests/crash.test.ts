import { writeZip } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { runUntil, SOON_AGAIN } from './crash.ts'
import { gpxNorth } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

/** Ends a test that hangs. It starts up to seven processes, one after another. */
const timeout = 900_000

/** Lets one process after another take up what the one before it left, each until it is killed at its point. */
const killAtEach = async (world: World, points: readonly string[]): Promise<void> => {
  for (const point of points) expect(await runUntil(world, point), point).toBe('SIGKILL')
}

/** In their order: what is killed at one has passed those before it. */
const POINTS = {
  upload: [
    'activities-measure-upload:begun',
    'activities-measure-upload:kept',
    'activities-measure-upload:prepared',
    'relay:activity.measured',
    'activities-match-segments:prepared',
    'activities-match-segments:committed',
  ],
  archive: [
    'activities-import-archive:listed',
    'activities-import-archive:saved',
    'activities-import-archive:committed',
    'activities-import-archive:measured',
  ],
}

describe('processes killed', () => {
  it('at each point of an upload lose nothing and double nothing', { timeout }, async () => {
    const world = await openWorld({ workers: false, env: SOON_AGAIN })
    try {
      const bytes = recording('triathlon-multisport.fit')
      const [rider, other] = [await world.athlete(), await world.athlete()]
      const id = await world.begin(rider, bytes)
      await killAtEach(world, POINTS.upload)
      // What is committed and not yet on the stream, this process would bring there: so this one is of another upload.
      const otherId = await world.begin(other, bytes)
      await killAtEach(world, ['activities-measure-upload:committed'])
      await world.startAgain()
      await world.settle()

      const uploads = [await world.upload(rider, id), await world.upload(other, otherId)]
      for (const upload of uploads) {
        expect(upload).toMatchObject({ status: 'DONE', failure: null })
        expect(upload.activities).toHaveLength(3)
      }
      expect(await world.rows('activities')).toHaveLength(6)
      const measured = world.events('activity.measured').map((event) => event.activityId)
      const ids = uploads.flatMap((upload) => upload.activities.map((activity: { id: string }) => activity.id))
      expect(measured.toSorted()).toEqual(ids.toSorted())
      expect(world.events('upload.completed')).toHaveLength(2)
      world.clock.aheadMs = 3_600_000
      await world.runJobs()
      expect(new Set((await world.rows('samples')).map((row) => row.meta.activityId)).size).toBe(6)
      expect(await world.rows('sample_revisions')).toEqual([])
      for (const each of [id, otherId]) expect(await world.runtime.objects.head(`uploads/${each}`)).toBeNull()
    } finally {
      await world.close()
    }
  })

  it('at each point of an archive go on with it where it was', { timeout }, async () => {
    const world = await openWorld({ workers: false, env: SOON_AGAIN })
    try {
      const rider = await world.athlete()
      const rides = Array.from({ length: 23 }, (_, day) => ({
        name: `${day}.gpx`,
        bytes: gpxNorth(new Date(Date.UTC(2020, 1, 1 + day, 8)).toISOString(), 10, { to: 300 }),
      }))
      const bytes = writeZip([...rides, { name: 'bad.fit', bytes: Buffer.from('no fit') }])
      const id = await world.begin(rider, bytes, { fileName: 'rides.zip' })
      await killAtEach(world, POINTS.archive)
      await world.startAgain()
      await world.settle()

      const [row] = await world.rows('uploads', { archiveId: { $exists: false } })
      expect(row).toMatchObject({ _id: id, status: 'DONE', archive: { listed: 24, imported: 23, duplicates: 0, failed: 1 } })
      expect(await world.rows('activities')).toHaveLength(23)
      expect(world.events('activity.measured')).toHaveLength(23)
      expect(world.events('archive.imported')).toHaveLength(1)
      expect(await world.rows('archive_members')).toHaveLength(1)
      world.clock.aheadMs = 3_600_000
      await world.runJobs()
      expect(new Set((await world.rows('samples')).map(({ meta }) => meta.activityId)).size).toBe(23)
      expect(await world.rows('sample_revisions')).toEqual([])
      expect(await world.runtime.objects.head(`uploads/${id}`)).toBeNull()
    } finally {
      await world.close()
    }
  })
})
