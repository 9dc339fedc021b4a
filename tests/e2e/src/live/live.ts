import type { LiveSubscription } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { follow, newAthlete, type Person } from '../people.ts'
import type { WorldOf } from '../world.ts'

export interface LiveState {
  readonly id: string
  readonly status: string
  readonly shareUrl: string | null
  readonly startedAt: string
  readonly position: { readonly distanceMeters: number; readonly elapsedSeconds: number } | null
  readonly athlete: { readonly handle: string } | null
}

const FIELDS = 'id status shareUrl startedAt position { distanceMeters elapsedSeconds } athlete { handle }'

export const startLive = async (who: Person, visibility: string, eventId?: string): Promise<LiveState> => {
  const { startLiveSession } = await who.get<{ startLiveSession: LiveState }>(
    `mutation ($input: StartLiveSessionInput!) { startLiveSession(input: $input) { ${FIELDS} } }`,
    { input: { sport: 'RIDE', visibility, eventId } },
  )
  return startLiveSession
}

/** Returns positions at ten metres a second to the north. A clock that is a little ahead is accepted, so a test need not wait. */
export const rideOn = async (who: Person, session: LiveState, from: number, to: number, longitude = 8): Promise<LiveState> => {
  const positions = Array.from({ length: to - from + 1 }, (_, i) => ({
    at: new Date(Date.parse(session.startedAt) + (from + i) * 1000).toISOString(),
    latitude: 47 + ((from + i) * 10) / 111_195.08,
    longitude,
  }))
  const { recordPositions } = await who.get<{ recordPositions: LiveState }>(
    `mutation ($id: ID!, $positions: [PositionInput!]!) { recordPositions(liveSessionId: $id, positions: $positions) { ${FIELDS} } }`,
    { id: session.id, positions },
  )
  return recordPositions
}

const setSharing = async (who: Person, id: string, shared: boolean): Promise<LiveState> => {
  const { setLiveSharing } = await who.get<{ setLiveSharing: LiveState }>(
    `mutation ($id: ID!, $shared: Boolean!) { setLiveSharing(id: $id, shared: $shared) { ${FIELDS} } }`,
    { id, shared },
  )
  return setLiveSharing
}

const end = (who: Person, id: string) => who.get('mutation ($id: ID!) { endLiveSession(id: $id) { status } }', { id })

const byId = `subscription ($id: ID) { liveSessionUpdated(id: $id) { ${FIELDS} } }`
const byToken = `subscription ($token: String) { liveSessionUpdated(shareToken: $token) { ${FIELDS} } }`
interface Update {
  readonly liveSessionUpdated: LiveState
}

/** Reads messages until a state is as expected, because a state may be pushed twice. */
const until = async (followed: LiveSubscription<Update>, isIt: (state: LiveState) => boolean): Promise<LiveState> => {
  for (;;) {
    const { liveSessionUpdated } = await followed.next()
    if (isIt(liveSessionUpdated)) return liveSessionUpdated
  }
}
const hasCome = (seconds: number) => (state: LiveState) => state.position?.elapsedSeconds === seconds

export const live = (world: WorldOf): void => {
  describe('live tracking', () => {
    it('is followed without sign-in by a link, from the current state to the end', async () => {
      const ana = await newAthlete(world().url)
      await world().settle()
      const session = await startLive(ana, 'ONLY_ME')
      await rideOn(ana, session, 0, 10)
      const { shareUrl } = await setSharing(ana, session.id, true)
      const token = shareUrl?.split('/').at(-1)
      const socket = await world().nobody.live()
      const followed = socket.subscribe<Update>(byToken, { token })
      expect(await followed.next()).toMatchObject({
        liveSessionUpdated: { status: 'LIVE', shareUrl: null, position: { elapsedSeconds: 10 }, athlete: { handle: ana.handle } },
      })
      await socket.ready()
      await rideOn(ana, session, 11, 20)
      expect((await until(followed, hasCome(20))).position?.distanceMeters).toBeCloseTo(200, 0)
      await end(ana, session.id)
      await until(followed, (state) => state.status === 'ENDED')
      await socket.close()
    })

    it('is not pushed after the link has ended, and a wrong link opens nothing', async () => {
      const ana = await newAthlete(world().url)
      await world().settle()
      const session = await startLive(ana, 'EVERYONE')
      const { shareUrl } = await setSharing(ana, session.id, true)
      const token = shareUrl?.split('/').at(-1) ?? ''
      const socket = await world().nobody.live()
      const followed = socket.subscribe<Update>(byToken, { token })
      const beside = socket.subscribe<Update>(byId, { id: session.id })
      expect((await followed.next()).liveSessionUpdated.status).toBe('LIVE')
      expect((await beside.next()).liveSessionUpdated.status).toBe('LIVE')
      const wrong = socket.subscribe(byToken, { token: `${token.slice(1)}A` })
      await expect(wrong.next()).rejects.toThrow(/NOT_FOUND/)
      const neither = socket.subscribe('subscription { liveSessionUpdated { id } }')
      await expect(neither.next()).rejects.toThrow(/BAD_USER_INPUT/)
      await socket.ready()
      await setSharing(ana, session.id, false)
      await rideOn(ana, session, 0, 30)
      // A follower of the public session has received the update, so the hint was sent. The ended link has received nothing.
      await until(beside, (state) => state.position !== null)
      await socket.ready()
      expect(followed.waiting()).toBe(0)
      await socket.close()
    })

    it('is pushed to a follower until a block', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url), newAthlete(world().url)])
      await follow(ben, ana)
      await world().settle()
      const session = await startLive(ana, 'FOLLOWERS')
      const socket = await ben.live()
      const followed = socket.subscribe<Update>(byId, { id: session.id })
      expect((await followed.next()).liveSessionUpdated.status).toBe('LIVE')
      await socket.ready()
      await rideOn(ana, session, 0, 5)
      await until(followed, hasCome(5))
      const own = await ana.live()
      const mine = own.subscribe<Update>(byId, { id: session.id })
      await until(mine, hasCome(5))
      await own.ready()
      await ana.get('mutation ($id: ID!) { block(athleteId: $id) { id } }', { id: ben.id })
      await world().settle()
      await rideOn(ana, session, 6, 10)
      await until(mine, hasCome(10))
      await socket.ready()
      expect(followed.waiting()).toBe(0)
      await Promise.all([socket.close(), own.close()])
    })
  })
}
