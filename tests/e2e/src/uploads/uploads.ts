import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { writeZip } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { createUpload, newAthlete, type Person, putBytes, sendFile, uploadOf } from '../people.ts'
import { gpxRide, recording } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

const fitThatLies = (): Uint8Array => {
  const bytes = Buffer.from(recording('run-laps.fit'))
  bytes.writeUInt32LE(0xffff_fff0, 4)
  return bytes
}

const entityBomb = Buffer.from(
  `<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, index) => `<!ENTITY b${index} "${`&${index === 0 ? 'a' : `b${index - 1}`};`.repeat(10)}">`).join('')}]><gpx><trk><name>&b11;</name></trk></gpx>`,
)

export const uploads = (world: WorldOf): void => {
  const outcomeOf = async (who: Person, name: string, bytes: Uint8Array, extra: Readonly<Record<string, unknown>> = {}) => {
    const id = await sendFile(who, name, bytes, extra)
    await world().settle()
    return uploadOf(who, id)
  }

  describe('uploads', () => {
    it.each([
      ['not-activity-settings.fit', 'NOT_A_RECORDING'],
      ['route-without-times.gpx', 'NOT_A_RECORDING'],
      ['empty-recording.fit', 'EMPTY_RECORDING'],
    ])('%s fails with %s', async (name, code) => {
      const ana = await newAthlete(world().url)
      expect(await outcomeOf(ana, name, recording(name))).toMatchObject({ status: 'FAILED', failure: { code } })
    })

    it('fail for hostile files with a code, and the next file is processed', async () => {
      const ana = await newAthlete(world().url)
      const random = Buffer.alloc(2_000_000, 'no recording at all ')
      const outcomes = await Promise.all([
        outcomeOf(ana, 'bomb.gpx', entityBomb),
        outcomeOf(ana, 'bomb.gpx.gz', gzipSync(Buffer.alloc(300_000_000))),
        outcomeOf(ana, 'noise.fit', random),
      ])
      expect(outcomes.map((upload) => upload.status)).toEqual(['FAILED', 'FAILED', 'FAILED'])
      for (const { failure } of outcomes)
        expect(failure?.code).toMatch(/^(CORRUPT_FILE|UNSUPPORTED_FORMAT|TOO_LARGE|NOT_A_RECORDING)$/)
      // A wrong size in the header loses no valid record.
      expect(await outcomeOf(ana, 'liar.fit', fitThatLies())).toMatchObject({ status: 'DONE' })
    })

    it('of many recordings at once refuse nothing that is done to their athlete and by him meanwhile', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url), newAthlete(world().url)])
      const first = await outcomeOf(ana, 'ride.gpx', gpxRide(Date.now() - 86_400_000))
      const id = first.activities[0]?.id
      const day = Date.parse('2024-03-01T08:00:00Z')
      const rides = Array.from({ length: 12 }, (_, index) => ({
        name: `activities/${index}.gpx`,
        bytes: gpxRide(day + index * 86_400_000),
      }))
      const imported = await sendFile(ana, 'export.zip', writeZip(rides))
      let isOver = false
      const keepAsking = async (who: Person, query: string): Promise<number> => {
        let times = 0
        for (; !isOver && times < 8; times += 1) await who.get(query, { id, text: `Well ridden, ${times}` })
        return times
      }
      const asking = Promise.all([
        keepAsking(ana, 'mutation { startLiveSession(input: { sport: RIDE }) { id } }'),
        keepAsking(ana, 'mutation ($text: String!) { updateProfile(input: { bio: $text }) { id } }'),
        keepAsking(ana, 'mutation ($id: ID!, $text: String!) { addComment(input: { subjectId: $id, text: $text }) { id } }'),
        keepAsking(
          ben,
          'mutation ($id: ID!) { takeBackKudos(subjectId: $id) { __typename } giveKudos(subjectId: $id) { __typename } }',
        ),
      ])
      const settled = world()
        .settle()
        .finally(() => {
          isOver = true
        })
      const times = await asking
      await settled
      expect(Math.min(...times)).toBeGreaterThan(0)
      expect(await uploadOf(ana, imported)).toMatchObject({ status: 'DONE' })
      const { activity } = await ben.get<{ activity: { kudosCount: number; comments: { totalCount: number } } }>(
        'query ($id: ID!) { activity(id: $id) { kudosCount comments { totalCount } } }',
        { id },
      )
      expect(activity).toEqual({ kudosCount: 1, comments: { totalCount: times[2] } })
    })

    it('keep an incomplete recording, with a warning', async () => {
      const ana = await newAthlete(world().url)
      const upload = await outcomeOf(ana, 'broken.fit', recording('bad-truncated-ride.fit'))
      expect(upload.status).toBe('DONE')
      expect(upload.warnings).not.toEqual([])
      const { activity } = await ana.get<{
        activity: { distanceMeters: number; elapsedSeconds: number; streams: { original: number } }
      }>(
        'query ($id: ID!) { activity(id: $id) { distanceMeters elapsedSeconds streams(channels: [TIME], maxPoints: 10) { original } } }',
        { id: upload.activities[0]?.id },
      )
      expect(activity.streams.original).toBe(14_383)
      expect(Math.abs(activity.elapsedSeconds - 16_723)).toBeLessThanOrEqual(2)
      expect(Math.abs(activity.distanceMeters / 113_550.9 - 1)).toBeLessThan(0.005)
    })

    it('become three activities for a triathlon, each starting at 0', async () => {
      const ana = await newAthlete(world().url)
      const upload = await outcomeOf(ana, 'triathlon.fit', recording('triathlon-multisport.fit'))
      const { viewer } = await ana.get<{
        viewer: { athlete: { activities: { edges: { node: { sport: string; distanceMeters: number } }[] } } }
      }>('{ viewer { athlete { activities { edges { node { sport distanceMeters } } } } } }')
      const legs = viewer.athlete.activities.edges.map(({ node }) => [node.sport, Math.round(node.distanceMeters / 100)])
      expect(upload.activities).toHaveLength(3)
      expect(legs).toEqual([
        ['RUN', 98],
        ['RIDE', 409],
        [expect.stringMatching(/SWIM/), 16],
      ])
    })

    it('find a duplicate: the same bytes, or the same recording in another format, whichever came first', async () => {
      for (const order of [
        ['ride-three-formats.fit', 'ride-three-formats.tcx.gz', 'ride-three-formats-bare.gpx.gz'],
        ['ride-three-formats.gpx.gz', 'ride-three-formats.fit', 'ride-three-formats.gpx.gz'],
      ]) {
        const ana = await newAthlete(world().url)
        const [first, ...others] = order
        const original = await outcomeOf(ana, first ?? '', recording(first ?? ''))
        expect(original.status).toBe('DONE')
        for (const name of others) {
          const repeat = await outcomeOf(ana, name, recording(name))
          expect(repeat).toMatchObject({
            status: 'FAILED',
            failure: { code: 'DUPLICATE', duplicateOf: { id: original.activities[0]?.id } },
          })
        }
      }
    })

    it('keep one of two formats sent at the same moment', async () => {
      const ana = await newAthlete(world().url)
      const ids = await Promise.all(
        ['ride-three-formats.fit', 'ride-three-formats.tcx.gz'].map((name) => sendFile(ana, name, recording(name))),
      )
      await world().settle()
      const states = (await Promise.all(ids.map((id) => uploadOf(ana, id)))).map((upload) => upload.status).sort()
      expect(states).toEqual(['DONE', 'FAILED'])
    })

    it('refuse bytes that differ from what the client declared', async () => {
      const ana = await newAthlete(world().url)
      const bytes = gpxRide(Date.now() - 86_400_000)
      const other = createHash('sha256').update('something else').digest('hex')
      expect(await outcomeOf(ana, 'ride.gpx', bytes, { sha256: other })).toMatchObject({ failure: { code: 'CHECKSUM_MISMATCH' } })
    })

    it('refuse a PUT of another size or with a changed URL', async () => {
      const ana = await newAthlete(world().url)
      const bytes = gpxRide(Date.now() - 86_400_000)
      const upload = await createUpload(ana, 'ride.gpx', bytes)
      expect(await putBytes(upload, Buffer.concat([bytes, bytes]))).toBeGreaterThanOrEqual(400)
      const elsewhere = { ...upload, url: upload.url?.replace(upload.id, `${upload.id.slice(0, -1)}0`) ?? null }
      expect(await putBytes(elsewhere, bytes)).toBeGreaterThanOrEqual(400)
      expect(await putBytes(upload, bytes)).toBe(200)
      await world().settle()
      expect((await uploadOf(ana, upload.id)).status).toBe('DONE')
    })
  })
}
