import { createHash } from 'node:crypto'
import type { LiveSubscription } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { follow, newAthlete, type Person, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { World, WorldOf } from '../world.ts'
import { declaredSelection, readSupergraph } from './declared-selection.ts'
import { rideOn, startLive } from './live.ts'

const DAY_MS = 86_400_000
const act = (who: Person, mutation: string, whom: Person) =>
  who.get(`mutation ($id: ID!) { ${mutation}(athleteId: $id) { id } }`, { id: whom.id })

interface Watched {
  /** The field of a subscription, with its arguments. */
  readonly live: string
  /** The query's field of the same thing, with its arguments. */
  readonly query: string
  readonly selection: string
  readonly topic: 'challenge' | 'liveSession' | 'liveLink'
  readonly key: string
  /** How many messages come before there is a change. */
  readonly atStart: number
}

const fieldOf = (text: string): string => text.slice(0, text.indexOf('('))

/**
 * Lets all viewers watch at once, tells of a change, and compares what each is pushed with what the same viewer reads alone. Returns what
 * each was pushed, by the viewer's name; null for who may not watch.
 */
const walk = async (world: World, viewers: Readonly<Record<string, Person>>, watched: Watched) => {
  const { live, query, selection, topic, key, atStart } = watched
  const opened = await Promise.all(
    Object.entries(viewers).map(async ([name, who]) => {
      const socket = await who.live()
      const results: LiveSubscription<Record<string, unknown>> = socket.subscribe(`subscription { ${live} { ${selection} } }`)
      await socket.ready()
      const { data } = await who.ask(`{ ${query} { ${selection} } }`)
      const alone = data?.[fieldOf(query)] ?? null
      if (alone === null) await expect(results.next(), name).rejects.toThrow(/NOT_FOUND/)
      else for (let index = 0; index < atStart; index += 1) await results.next()
      return { name, socket, results, alone }
    }),
  )
  await world.inside(async (runtime) => {
    runtime.live.publish(topic, key)
    await runtime.bus.connection.flush()
  })
  const pushed: Record<string, unknown> = {}
  for (const { name, results, alone } of opened) {
    pushed[name] = alone === null ? null : (await results.next())[fieldOf(live)]
    expect(pushed[name], name).toEqual(alone)
  }
  await Promise.all(opened.map(({ socket }) => socket.close()))
  return pushed
}

/** What many watch at once, each as the viewer they are. */
export const crowds = (world: WorldOf): void => {
  describe('a crowd that watches', () => {
    const cast = async () => {
      const url = world().url
      const names = ['owner', 'follower', 'stranger', 'blocked', 'blocker', 'muted', 'muter', 'staff'] as const
      const people = await Promise.all(names.map((name) => newAthlete(url, name)))
      const [owner, follower, stranger, blocked, blocker, muted, muter, staff] = people
      if (!owner || !follower || !stranger || !blocked || !blocker || !muted || !muter || !staff) throw new Error('nobody')
      await world().settle()
      await follow(follower, owner)
      await act(owner, 'block', blocked)
      await act(blocker, 'block', owner)
      for (const [who, whom] of [
        [owner, muted],
        [muter, owner],
      ] as const) {
        await who.get('mutation ($id: ID!) { mute(athleteId: $id, muted: true) { id } }', { id: whom.id })
      }
      await world().grantStaff(staff.handle)
      await world().settle()
      return { owner, follower, stranger, blocked, blocker, muted, muter, staff, signedOut: world().nobody }
    }

    it('is pushed of a board, in every field that declares itself the same for it, what each of it reads alone', async () => {
      const viewers = await cast()
      const id = await newChallenge(viewers.stranger)
      for (const who of [viewers.owner, viewers.follower]) {
        await join(who, id)
        await sendFile(who, 'ride.gpx', gpxRide(Date.now() - DAY_MS, { points: 240 }))
      }
      await world().settle()
      const selection = declaredSelection(await readSupergraph(), 'Challenge')
      expect(selection).toContain('edges { cursor node { rank athlete { id handle displayName')
      const pushed = await walk(world(), viewers, {
        live: `challengeLeaderboardChanged(challengeId: "${id}")`,
        query: `challenge(id: "${id}")`,
        selection,
        topic: 'challenge',
        key: id,
        atStart: 0,
      })
      const onBoard = (name: string) => JSON.stringify(pushed[name]).includes(viewers.owner.handle)
      expect(Object.keys(viewers).filter((name) => !onBoard(name))).toEqual(['blocked', 'blocker'])
    })

    it('is pushed of a live session what each of it reads alone, by id and by link', async () => {
      const viewers = await cast()
      const { owner } = viewers
      await owner.get('mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { id } }', {
        input: { hideStartEndMeters: 200 },
      })
      await world().settle()
      const session = await startLive(owner, 'EVERYONE')
      await rideOn(owner, session, 0, 50)
      const { setLiveSharing } = await owner.get<{ setLiveSharing: { shareUrl: string } }>(
        'mutation ($id: ID!) { setLiveSharing(id: $id, shared: true) { shareUrl } }',
        { id: session.id },
      )
      const token = setLiveSharing.shareUrl.split('/').at(-1) ?? ''
      const selection = declaredSelection(await readSupergraph(), 'LiveSession')
      expect(selection).toContain('position {')
      await world().settle()
      const common = { selection, atStart: 1 } as const
      const byId = await walk(world(), viewers, {
        ...common,
        live: `liveSessionUpdated(id: "${session.id}")`,
        query: `liveSession(id: "${session.id}")`,
        topic: 'liveSession',
        key: session.id,
      })
      const byLink = await walk(world(), viewers, {
        ...common,
        live: `liveSessionUpdated(shareToken: "${token}")`,
        query: `liveSession(shareToken: "${token}")`,
        topic: 'liveLink',
        key: createHash('sha256').update(token).digest('hex'),
      })
      for (const pushed of [byId, byLink]) {
        const seen = Object.entries(pushed).filter(([, state]) => state !== null)
        expect(seen.map(([name]) => name)).toEqual(['owner', 'follower', 'stranger', 'muted', 'muter', 'staff', 'signedOut'])
        const { owner: own, ...others } = Object.fromEntries(seen)
        expect(new Set(Object.values(others).map((state) => JSON.stringify(state))).size).toBe(1)
        expect(own).not.toEqual(others.signedOut)
      }
    })
  })
}
