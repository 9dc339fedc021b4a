import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { createPhotoUpload, createUpload, follow, newAthlete, type Person, putBytes, putPicture } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { type Home, JOURNEY_MS, openHome } from './home.ts'

const DAY_MS = 86_400_000

const giveKudos = 'mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }'

interface State {
  readonly viewer: {
    readonly uploads: {
      readonly edges: readonly {
        readonly node: { readonly status: string; readonly activities: readonly { readonly id: string }[] }
      }[]
    }
    readonly notifications: {
      readonly unreadCount: number
      readonly edges: readonly { readonly node: { readonly kind: string; readonly actorCount: number } }[]
    }
    readonly athlete: {
      readonly activities: {
        readonly edges: readonly {
          readonly node: { readonly id: string; readonly distanceMeters: number; readonly kudosCount: number }
        }[]
      }
    }
  }
}

const stateOf = (who: Person) =>
  who.get<State>(`{ viewer { uploads { edges { node { status activities { id } } } }
    notifications { unreadCount edges { node { kind actorCount } } }
    athlete { activities { edges { node { id distanceMeters kudosCount } } } } } }`)

const feedOf = async (who: Person) => {
  const { viewer } = await who.get<{ viewer: { feed: { edges: { node: { activity: { id: string } } }[] } } }>(
    '{ viewer { feed { edges { node { ... on ActivityFeedItem { activity { id } } } } } } }',
  )
  return viewer.feed.edges.map(({ node }) => node.activity.id)
}

/**
 * Defines a test that kills -9 the process at one point after another of an upload. What one event sets off in several workers at once is
 * killed during an upload of its own each time: otherwise a worker might be through before its turn to be killed comes.
 */
export const killUpload = (): void => {
  describe('a new start after kill -9 loses nothing and does nothing twice', () => {
    let home: Home
    beforeEach(async () => {
      home = await openHome()
      await home.processFor('objects:stored')
    })
    afterEach(() => home?.close())

    it('three rides, a photo and kudos', { timeout: JOURNEY_MS }, async () => {
      const { url } = home
      const [ana, ben] = [await newAthlete(url, 'ana'), await newAthlete(url, 'ben')]
      await follow(ben, ana)
      const challenge = await newChallenge(ana, { target: null })
      await join(ana, challenge)
      expect(await feedOf(ben)).toEqual([])
      // It is named before its bytes are sent.
      const photo = await createPhotoUpload(ana, 'Before the storm')
      const avatar = 'mutation ($id: ID!) { updateProfile(input: { avatarPhotoId: $id }) { id } }'
      await ana.get(avatar, { id: photo.photoId })
      const newRide = async (daysAgo: number) => {
        const bytes = gpxRide(Date.now() - daysAgo * DAY_MS, { points: 300 })
        const upload = await createUpload(ana, 'ride.gpx', bytes, { name: 'Through the storm' })
        return { id: upload.id, send: () => putBytes(upload, bytes) }
      }
      const [first, second, third] = [await newRide(1), await newRide(2), await newRide(3)]
      /** Kills a process during what the client does, which finds all done that was before. */
      const diesDuring = async (stage: string, client: () => Promise<unknown>) => {
        await home.processFor(stage)
        await home.settle()
        await home.diesAt(stage, client)
      }

      await diesDuring('objects:stored', first.send)
      // A sweep would find the object that was not announced. The client may also announce it, as the contract allows.
      const announce = () => ana.get('mutation ($id: ID!) { completeUpload(id: $id) { status } }', { id: first.id })
      await diesDuring('activities-measure-upload:begun', announce)
      for (const stage of [
        'activities-measure-upload:kept',
        'activities-measure-upload:prepared',
        'activities-measure-upload:saved',
        'activities-measure-upload:committed',
        'relay:activity.measured',
        'social-record-feed-item:committed',
        'social-fan-out:prepared',
        'social-fan-out:committed',
      ])
        await home.diesAt(stage)
      await diesDuring('clubs-score:saved', second.send)
      await home.diesAt('clubs-score:committed')
      await diesDuring('social-notify-uploads:committed', third.send)
      await diesDuring('athletes-prepare-photos:written', () => putPicture(photo))
      await home.diesAt('athletes-prepare-photos:saved')
      await home.processFor('social-notify-kudos:saved')
      await home.settle()
      const [activity] = (await stateOf(ana)).viewer.uploads.edges.flatMap(({ node }) => node.activities)
      expect(activity, 'the activity is there').toBeDefined()
      await home.diesAt('social-notify-kudos:saved', () => ben.ask(giveKudos, { id: activity?.id }))
      await home.diesAt('social-notify-kudos:committed')
      await home.processFor(null)
      // The client cannot know whether the first try arrived.
      await putPicture(photo)
      await ben.get(giveKudos, { id: activity?.id })
      await home.settle()

      const { viewer } = await stateOf(ana)
      expect(viewer.uploads.edges.map(({ node }) => node.status)).toEqual(['DONE', 'DONE', 'DONE'])
      const [ofThird, ofSecond, ofFirst] = viewer.uploads.edges.map(({ node }) => node.activities.map(({ id }) => id))
      const rides = [ofFirst, ofSecond, ofThird].map((ids) => {
        expect(ids).toHaveLength(1)
        return ids?.[0]
      })
      expect(viewer.athlete.activities.edges).toEqual(
        rides.map((id) => ({ node: { id, distanceMeters: expect.any(Number), kudosCount: id === activity?.id ? 1 : 0 } })),
      )
      expect(viewer.notifications.edges.map(({ node }) => [node.kind, node.actorCount]).sort()).toEqual([
        ['FOLLOWED', 1],
        ['KUDOS', 1],
        ['UPLOAD_DONE', expect.any(Number)],
        ['UPLOAD_DONE', expect.any(Number)],
        ['UPLOAD_DONE', expect.any(Number)],
      ])
      expect(viewer.notifications.unreadCount).toBe(5)
      expect(await feedOf(ben)).toEqual(rides)
      const { challenge: board } = await ana.get<{
        challenge: { participantCount: number; viewerEntry: { score: number; rank: number } }
      }>('query ($id: ID!) { challenge(id: $id) { participantCount viewerEntry { score rank } } }', { id: challenge })
      expect(board.participantCount).toBe(1)
      const metres = viewer.athlete.activities.edges.reduce((sum, { node }) => sum + node.distanceMeters, 0)
      expect(metres).toBeGreaterThan(3000)
      expect(board.viewerEntry.score).toBeCloseTo(metres, 0)
      const { avatarUrl } = (
        await ana.get<{ viewer: { athlete: { avatarUrl: string } } }>('{ viewer { athlete { avatarUrl } } }')
      ).viewer.athlete
      expect((await fetch(avatarUrl)).headers.get('content-type')).toBe('image/webp')
      const [code, output] = await home.stop()
      expect(code, output).toBe('0')
    })
  })
}
