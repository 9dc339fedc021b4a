import { within } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { createPhotoUpload, createUpload, follow, newAthlete, type Person, putBytes, putPicture } from '../people.ts'
import { arm, type PlatformProcess } from '../processes.ts'
import { gpxRide } from '../recordings.ts'
import { type Home, openHome } from './home.ts'

/** The points at which the process is killed, in their order during an upload. */
export const STAGES = {
  measuring: [
    'objects:stored',
    'activities-measure-upload:begun',
    'activities-measure-upload:kept',
    'activities-measure-upload:prepared',
    'activities-measure-upload:saved',
    'athletes-prepare-photos:written',
    'athletes-prepare-photos:saved',
  ],
  spreading: [
    'activities-measure-upload:committed',
    'relay:activity.measured',
    'social-record-feed-item:committed',
    'social-fan-out:prepared',
    'social-fan-out:committed',
  ],
  telling: [
    'clubs-score:saved',
    'clubs-score:committed',
    'social-notify-uploads:committed',
    'social-notify-kudos:saved',
    'social-notify-kudos:committed',
  ],
} as const

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

/** Waits until the activity is in the friend's feed or the process has ended. */
const roadOrEnd = async (friend: Person, started: PlatformProcess): Promise<string | null> => {
  for (const end = Date.now() + 45_000; Date.now() < end && started.isRunning(); ) {
    const [id] = await feedOf(friend).catch((): string[] => [])
    if (id !== undefined) return id
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return null
}

/**
 * Defines tests that kill -9 the process at each of these stages of an upload. The process that recovers from one stage is killed at
 * the next one, during another upload.
 */
export const kill = (stages: readonly string[]): void => {
  describe('a new start after kill -9 loses nothing and does nothing twice', () => {
    let home: Home
    beforeAll(async () => {
      home = await openHome()
    })
    afterAll(() => home?.close())

    it.each(stages.map((stage, i) => [stage, stages[i + 1] ?? null] as const))('%s', async (stage, next) => {
      const { url } = home
      const first = await home.processFor(stage)
      const [ana, ben] = [await newAthlete(url, 'ana'), await newAthlete(url, 'ben')]
      await follow(ben, ana)
      const challenge = await newChallenge(ana, { target: null })
      await join(ana, challenge)
      expect(await feedOf(ben)).toEqual([])
      // It is named before its bytes are sent.
      const photo = await createPhotoUpload(ana, 'Before the storm')
      const avatar = 'mutation ($id: ID!) { updateProfile(input: { avatarPhotoId: $id }) { id } }'
      await ana.get(avatar, { id: photo.photoId })
      await arm(first)
      const bytes = gpxRide(Date.now() - 86_400_000, { points: 300 })
      const upload = await createUpload(ana, 'ride.gpx', bytes, { name: 'Through the storm' })
      await putBytes(upload, bytes).catch(() => 0)
      await putPicture(photo).catch(() => 0)
      const seen = await roadOrEnd(ben, first)
      if (seen !== null) await ben.ask(giveKudos, { id: seen }).catch(() => null)
      expect(await within(30_000, first.ended, () => 'still running'), first.output()).toBe('SIGKILL')

      await home.processFor(next)
      // The client cannot know whether the first try arrived.
      await putPicture(photo)
      // A sweep would find the object that was not announced. The client may also announce it, as the contract allows.
      if (stage === 'objects:stored')
        await ana.get('mutation ($id: ID!) { completeUpload(id: $id) { status } }', { id: upload.id })
      await home.settle()
      const [activity] = (await stateOf(ana)).viewer.athlete.activities.edges
      expect(activity, 'the activity is there').toBeDefined()
      await ben.get(giveKudos, { id: activity?.node.id })
      await home.settle()

      const { viewer } = await stateOf(ana)
      expect(viewer.uploads.edges).toEqual([{ node: { status: 'DONE', activities: [{ id: activity?.node.id }] } }])
      expect(viewer.athlete.activities.edges).toEqual([
        { node: { id: activity?.node.id, distanceMeters: expect.any(Number), kudosCount: 1 } },
      ])
      expect(viewer.notifications.edges.map(({ node }) => [node.kind, node.actorCount]).sort()).toEqual([
        ['FOLLOWED', 1],
        ['KUDOS', 1],
        ['UPLOAD_DONE', expect.any(Number)],
      ])
      expect(viewer.notifications.unreadCount).toBe(3)
      expect(await feedOf(ben)).toEqual([activity?.node.id])
      const { challenge: board } = await ana.get<{
        challenge: { participantCount: number; viewerEntry: { score: number; rank: number } }
      }>('query ($id: ID!) { challenge(id: $id) { participantCount viewerEntry { score rank } } }', { id: challenge })
      expect(board.participantCount).toBe(1)
      expect(board.viewerEntry.score).toBeCloseTo(activity?.node.distanceMeters ?? -1, 0)
      const { avatarUrl } = (
        await ana.get<{ viewer: { athlete: { avatarUrl: string } } }>('{ viewer { athlete { avatarUrl } } }')
      ).viewer.athlete
      expect((await fetch(avatarUrl)).headers.get('content-type')).toBe('image/webp')
      if (next === null) {
        const [code, output] = await home.stop()
        expect(code, output).toBe('0')
      }
    })
  })
}
