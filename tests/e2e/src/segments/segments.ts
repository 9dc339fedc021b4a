import { describe, expect, it } from 'vitest'
import { newAthlete, type Person, sendFile, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

export const newSegment = async (who: Person, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const { createSegment } = await who.get<{ createSegment: { id: string } }>(
    'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { id } }',
    { input },
  )
  return createSegment.id
}

interface Board {
  readonly segment: {
    readonly leaderboard: {
      readonly edges: readonly {
        readonly rank: number
        readonly node: { readonly id: string; readonly athlete: { readonly id: string; readonly handle: string } | null }
      }[]
    }
  }
}
const BOARD = `query ($id: ID!) { segment(id: $id) { name leaderboard(first: 20) {
  edges { rank node { id elapsedSeconds athlete { id handle } activity { name } } } } } }`

/** Returns the best efforts on a segment that a person sees. */
export const effortsOn = async (who: Person, id: string) => {
  const { edges } = (await who.get<Board>(BOARD, { id })).segment.leaderboard
  return {
    ids: edges.map(({ node }) => node.id),
    of(athlete: Person): string {
      const edge = edges.find(({ node }) => node.athlete?.id === athlete.id)
      if (edge === undefined) throw new Error(`${athlete.handle} is not on the board`)
      return edge.node.id
    },
  }
}

/** Returns a person's own last effort. */
export const ownEffortOn = async (who: Person, id: string): Promise<string> => {
  const { segment } = await who.get<{ segment: { viewerEfforts: { edges: readonly { node: { id: string } }[] } } }>(
    'query ($id: ID!) { segment(id: $id) { viewerEfforts(first: 1) { edges { node { id } } } } }',
    { id },
  )
  const [edge] = segment.viewerEfforts.edges
  if (edge === undefined) throw new Error(`${who.handle} has no effort there`)
  return edge.node.id
}

export const segments = (world: WorldOf): void => {
  describe('a segment', () => {
    it('is created from a ride, ridden by others, has leaderboards, and notifies who lost the record', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url, 'ana'), newAthlete(world().url, 'ben')])
      const yesterday = Date.now() - 86_400_000
      const longitude = 7 + Math.random()
      const anas = await sendFile(ana, 'a.gpx', gpxRide(yesterday, { points: 240, longitude }), { name: 'Her way' })
      await world().settle()
      const [activity] = (await uploadOf(ana, anas)).activities
      const id = await newSegment(ana, { activityId: activity?.id, name: 'Up north', startSeconds: 30, endSeconds: 200 })
      await world().settle()
      const live = await ana.live()
      const changes = live.subscribe(
        'subscription ($id: ID!) { segmentLeaderboardChanged(segmentId: $id) { name leaderboard(first: 1) { totalCount } } }',
        {
          id,
        },
      )
      await live.ready()
      await sendFile(ben, 'b.gpx', gpxRide(yesterday, { points: 200, longitude, step: 0.00006 }), { name: 'His way' })
      expect(await changes.next()).toEqual({ segmentLeaderboardChanged: { name: 'Up north', leaderboard: { totalCount: 2 } } })
      await world().settle()
      expect((await ana.get<Board>(BOARD, { id })).segment.leaderboard.edges).toMatchObject([
        { rank: 1, node: { athlete: { handle: ben.handle }, activity: { name: 'His way' } } },
        { rank: 2, node: { athlete: { handle: ana.handle }, activity: { name: 'Her way' } } },
      ])
      const inbox = '{ viewer { notifications(first: 5) { edges { node { kind text segment { name } activity { name } } } } } }'
      const told = async (who: Person, kind: string) => {
        const { viewer } = await who.get<{ viewer: { notifications: { edges: { node: { kind: string } }[] } } }>(inbox)
        return viewer.notifications.edges.map(({ node }) => node).filter((node) => node.kind === kind)
      }
      const about = { segment: { name: 'Up north' }, activity: { name: 'His way' } }
      expect(await told(ana, 'SEGMENT_RECORD_LOST')).toMatchObject([
        { text: `${ben.displayName} took your record on Up north`, ...about },
      ])
      expect(await told(ben, 'SEGMENT_RECORD')).toMatchObject([{ text: 'You set the record on Up north', ...about }])
      expect(await told(ana, 'SEGMENT_RECORD')).toEqual([])
      await live.close()
    })
  })
}
