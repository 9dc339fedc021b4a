import { writeZip } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { runUntil, SOON_AGAIN } from './crash.ts'
import { gpxNorth } from './segment-road.ts'
import { openWorld, recording } from './world.ts'

describe('a process killed', () => {
  it.each([
    'activities-measure-upload:begun',
    'activities-measure-upload:kept',
    'activities-measure-upload:prepared',
    'activities-measure-upload:committed',
    'relay:activity.measured',
    'activities-match-segments:prepared',
    'activities-match-segments:committed',
  ])('at %s loses nothing and doubles nothing', async (point) => {
    const world = await openWorld({ workers: false, env: SOON_AGAIN })
    try {
      const rider = await world.athlete()
      const id = await world.begin(rider, recording('triathlon-multisport.fit'))
      expect(await runUntil(world, point)).toBe('SIGKILL')
      await world.startAgain()
      await world.settle()

      const upload = await world.upload(rider, id)
      expect(upload).toMatchObject({ status: 'DONE', failure: null })
      expect(upload.activities).toHaveLength(3)
      expect(await world.rows('activities')).toHaveLength(3)
      expect(
        world
          .events('activity.measured')
          .map((event) => event.activityId)
          .sort(),
      ).toEqual(upload.activities.map((activity: { id: string }) => activity.id).sort())
      expect(world.events('upload.completed')).toHaveLength(1)
      world.clock.aheadMs = 3_600_000
      await world.runJobs()
      expect(new Set((await world.rows('samples')).map((row) => row.meta.activityId)).size).toBe(3)
      expect(await world.rows('sample_revisions')).toEqual([])
      expect(await world.runtime.objects.head(`uploads/${id}`)).toBeNull()
    } finally {
      await world.close()
    }
  })

  it.each([
    'activities-import-archive:listed',
    'activities-import-archive:measured',
    'activities-import-archive:saved',
    'activities-import-archive:committed',
  ])('at %s goes on with an archive where it was', async (point) => {
    const world = await openWorld({ workers: false, env: SOON_AGAIN })
    try {
      const rider = await world.athlete()
      const rides = Array.from({ length: 23 }, (_, day) => ({
        name: `${day}.gpx`,
        bytes: gpxNorth(new Date(Date.UTC(2020, 1, 1 + day, 8)).toISOString(), 10, { to: 300 }),
      }))
      const bytes = writeZip([...rides, { name: 'bad.fit', bytes: Buffer.from('no fit') }])
      const id = await world.begin(rider, bytes, { fileName: 'rides.zip' })
      expect(await runUntil(world, point)).toBe('SIGKILL')
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
