import { newId } from '@gruppetto/graph'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CREATE = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
const CANCEL = 'mutation ($id: ID!) { cancelClubEvent(id: $id) { id } }'

/** Tests of what is told about events, in the same world as the tests of clubs. */
export const eventNotices = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  beforeAll(async () => {
    world = worldOf()
    owner = await world.athlete()
  })

  const makeEvent = async (clubId: string, more: object = {}): Promise<string> => {
    const startsAt = new Date(world.now() + 48 * HOUR_MS).toISOString()
    const input = { clubId, title: 'Turbo Tuesday', startsAt, timeZone: 'Europe/Zurich', place: 'Station', ...more }
    const { id } = (await owner.ask(CREATE, { input })).createClubEvent
    await world.settle()
    return id
  }
  const memberships = () => world.subgraph.opened.database.connection.collection('memberships')
  /** Makes a club of the owner and as many others. */
  const clubOf = async (count: number) => {
    const clubId = await makeClub(owner)
    const [row] = await memberships().find({ clubId }).toArray()
    const ids = Array.from({ length: count }, () => newId('Athlete')).toSorted()
    const rows = ids.map((athleteId) => ({ ...row, _id: `${clubId}:${athleteId}` as never, athleteId, role: 'MEMBER' }))
    if (rows.length > 0) await memberships().insertMany(rows)
    return { clubId, ids }
  }
  const told = (clubEventId: string) => world.events('club-event.notice-due', { clubEventId })
  const tell = async () => {
    await world.run('clubs-tell-of-events')
    await world.settle()
  }

  describe('a new event', () => {
    it('is told to each other member once, in pages, by however many processes', async () => {
      const { clubId, ids } = await clubOf(450)
      const id = await makeEvent(clubId)
      await tell()
      // It can still be corrected.
      expect(told(id)).toEqual([])
      world.advance(2 * MINUTE_MS)
      await Promise.all([tell(), tell(), tell()])
      await tell()
      expect(told(id)[0]).toMatchObject({ kind: 'SCHEDULED', clubId, place: 'Station', before: null })
      const pages = told(id).map(({ athleteIds }) => athleteIds)
      expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(200)
      expect(pages.flat().toSorted()).toEqual(ids)
    })

    it('is told to nobody when it was cancelled at once, or its club is gone', async () => {
      const { clubId } = await clubOf(1)
      const cancelled = await makeEvent(clubId)
      await owner.ask(CANCEL, { id: cancelled })
      const left = await makeEvent(await makeClub(owner))
      world.advance(2 * MINUTE_MS)
      await tell()
      // Nobody but the owner is in the other club.
      for (const id of [cancelled, left]) expect(told(id)).toEqual([])
      const waiting = world.subgraph.opened.database.connection.collection('event_notices')
      expect(await waiting.countDocuments({ clubEventId: { $in: [cancelled, left] } })).toBe(0)
    })
  })
}
