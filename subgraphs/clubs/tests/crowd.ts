import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { startProgram, testEnvironment } from '@gruppetto/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answering } from './answer-all.ts'
import { makeClub, type Person, type World } from './world.ts'

const CREATE = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
const LOOK = 'query ($id: ID!) { clubEvent(id: $id) { goingCount waitlistedCount } }'
const CAPACITY = 50
const CROWD = 500

/** Tests of a crowd that answers to one event through two processes, in the same world as the tests of clubs. */
export const crowd = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  beforeAll(async () => {
    world = worldOf()
    owner = await world.athlete()
    await world.settle()
  })

  const openProcess = async () => {
    const { namespace, dataDir } = world.runtime.config
    const env = { ...process.env, ...testEnvironment(namespace, dataDir) }
    const child = startProgram(new URL('./answering-process.ts', import.meta.url), {
      isLongLived: true,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const [opened] = await once(child, 'message')
    expect(opened).toBe('open')
    return async (answering: Answering): Promise<readonly string[]> => {
      child.send(answering)
      const [ended]: [readonly string[]] = (await once(child, 'message')) as never
      return ended
    }
  }

  describe('a crowd that answers to an event through two processes', () => {
    it('gets an answer each, never more places than there are, and none is left free while somebody waits', async () => {
      const clubId = await makeClub(owner)
      const input = { clubId, title: 'Sunday ride', timeZone: 'Europe/Zurich', capacity: CAPACITY }
      const startsAt = new Date(world.now() + 24 * 3_600_000).toISOString()
      const eventId: string = (await owner.ask(CREATE, { input: { ...input, startsAt } })).createClubEvent.id
      const { connection } = world.subgraph.opened.database
      const memberships = connection.collection('memberships')
      const row = await memberships.findOne({ clubId })
      const athleteIds = Array.from({ length: CROWD }, () => newId('Athlete'))
      await memberships.insertMany(
        athleteIds.map((athleteId) => ({ ...row, _id: `${clubId}:${athleteId}` as never, athleteId, role: 'MEMBER' })),
      )
      const rsvps = connection.collection('rsvps')
      const answersNow = async (answer: string) => rsvps.countDocuments({ eventId, answer })
      const processes = await Promise.all([openProcess(), openProcess()])
      const halves = [athleteIds.slice(0, CROWD / 2), athleteIds.slice(CROWD / 2)]
      let ended = false
      const answering = Promise.all(
        processes.map((answer, index) => answer({ eventId, athleteIds: halves[index] ?? [] })),
      ).finally(() => {
        ended = true
      })
      while (!ended) {
        expect(await answersNow('GOING')).toBeLessThanOrEqual(CAPACITY)
        await setTimeout(20)
      }
      const results = (await answering).flat()
      expect([...new Set(results)].toSorted()).toEqual(['GOING', 'NOT_GOING', 'WAITLISTED'])
      expect(results).toHaveLength(CROWD + 2 * Math.ceil(CROWD / 2 / 3))
      const waiting = CROWD - 2 * Math.ceil(CROWD / 2 / 3) - CAPACITY
      expect((await owner.ask(LOOK, { id: eventId })).clubEvent).toEqual({
        goingCount: CAPACITY,
        waitlistedCount: waiting,
      })
      expect(await answersNow('GOING')).toBe(CAPACITY)
      expect(await answersNow('WAITLISTED')).toBe(waiting)
    })
  })
}
