import { describe, expect, it } from 'vitest'
import { newAthlete, type Person, sendFile, uploadOf } from '../people.ts'
import { recording } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

const FILE = 'ride-three-formats-bare.gpx.gz'

export const exports = (world: WorldOf): void => {
  const linkOf = async (who: Person, id: string | undefined, format: string): Promise<string | null> => {
    const query = 'query ($id: ID!, $format: ExportFormat!) { activity(id: $id) { exportUrl(format: $format) } }'
    const { activity } = await who.get<{ activity: { exportUrl: string | null } }>(query, { id, format })
    return activity.exportUrl
  }
  const fetched = async (url: string | null) => {
    const answer = await fetch(url ?? '')
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) }
  }

  describe('exports', () => {
    it('give a link that opens the file as long as its viewer may see the activity', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url), newAthlete(world().url)])
      const uploadId = await sendFile(ana, FILE, recording(FILE))
      await world().settle()
      const id = (await uploadOf(ana, uploadId)).activities[0]?.id

      const original = await fetched(await linkOf(ana, id, 'ORIGINAL'))
      expect(original.bytes.equals(recording(FILE))).toBe(true)
      expect(await linkOf(ben, id, 'ORIGINAL')).toBeNull()

      const link = await linkOf(ben, id, 'GPX')
      const gpx = await fetched(link)
      expect(gpx).toMatchObject({ status: 200, type: 'application/gpx+xml' })
      expect(gpx.bytes.toString().match(/<trkpt /g)?.length).toBeGreaterThan(1000)
      expect(gpx.bytes.toString()).toMatch(/<\/gpx>\s*$/)
      expect(await fetched(await linkOf(world().nobody, id, 'FIT'))).toMatchObject({ status: 200 })
      expect(await fetched(link?.replace('/GPX', '/FIT') ?? null)).toMatchObject({ status: 403 })

      await ana.get('mutation ($id: ID!) { updateActivity(id: $id, input: { visibility: ONLY_ME }) { id } }', { id })
      expect(await fetched(link)).toMatchObject({ status: 404 })
    })
  })
}
