import { describe, expect, it } from 'vitest'
import { createUpload, follow, newAthlete, putBytes, sendFile, uploadOf } from '../people.ts'
import { recording } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

interface FeedMessage {
  readonly feedItemAdded: {
    readonly athlete: { readonly displayName: string }
    readonly activity: {
      readonly id: string
      readonly name: string
      readonly distanceMeters: number
      readonly averagePowerWatts: number
    }
  }
}

interface NotificationMessage {
  readonly notificationReceived: {
    readonly kind: string
    readonly text: string
    readonly actors: readonly { readonly displayName: string }[]
    readonly activity: { readonly id: string; readonly name: string } | null
  }
}

export const mainRoad = (world: WorldOf): void => {
  describe('an uploaded recording', () => {
    it('is pushed to the follower as a feed item, and its kudos to the uploader, each with data of several subgraphs', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url, 'ana'), newAthlete(world().url, 'ben')])
      await follow(ben, ana)
      // The new follower is a notification too, and must arrive before anyone listens.
      await world().settle()
      const [benLive, anaLive] = await Promise.all([ben.live(), ana.live()])
      const feed = benLive.subscribe<FeedMessage>(
        'subscription { feedItemAdded { athlete { displayName } ... on ActivityFeedItem { activity { id name distanceMeters averagePowerWatts } } } }',
      )
      const inbox = anaLive.subscribe<NotificationMessage>(
        'subscription { notificationReceived { kind text actors { displayName } activity { id name } } }',
      )
      const unread = anaLive.subscribe<{ unreadNotificationCountChanged: number }>(
        'subscription { unreadNotificationCountChanged }',
      )
      await Promise.all([benLive.ready(), anaLive.ready()])

      const bytes = recording('ride-power-laps.fit')
      const upload = await createUpload(ana, 'ride.fit', bytes, { name: 'Two laps before breakfast' })
      const progress = anaLive.subscribe<{ uploadProgressed: { status: string; progress: number } }>(
        'subscription ($id: ID!) { uploadProgressed(id: $id) { status progress activities { id } } }',
        { id: upload.id },
      )
      expect((await progress.next()).uploadProgressed.status).toBe('AWAITING_FILE')
      expect(await putBytes(upload, bytes)).toBe(200)

      const message = await feed.next()
      expect(message.feedItemAdded).toMatchObject({
        athlete: { displayName: ana.displayName },
        activity: { name: 'Two laps before breakfast' },
      })
      const { activity } = message.feedItemAdded
      expect(activity.distanceMeters).toBeCloseTo(41_337.5, -2)
      expect(activity.averagePowerWatts).toBeCloseTo(275.5, 0)

      const seen: string[] = []
      for (let status = ''; status !== 'DONE'; ) {
        status = (await progress.next()).uploadProgressed.status
        seen.push(status)
      }
      expect(seen.at(-1)).toBe('DONE')

      const done = await inbox.next()
      expect(done.notificationReceived.kind).toBe('UPLOAD_DONE')
      expect(
        await ben.get('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount viewerHasGivenKudos } }', {
          id: activity.id,
        }),
      ).toEqual({
        giveKudos: { kudosCount: 1, viewerHasGivenKudos: true },
      })
      const kudos = await inbox.next()
      expect(kudos.notificationReceived).toMatchObject({
        kind: 'KUDOS',
        actors: [{ displayName: ben.displayName }],
        activity: { id: activity.id, name: 'Two laps before breakfast' },
      })
      expect(kudos.notificationReceived.text).toContain(ben.displayName)

      // Of activities and social together.
      const year = 'yearInReview(year: 2013) { activeDays longest { id } mostKudos { id name } }'
      expect(await ben.get(`query ($id: ID!) { activity(id: $id) { athlete { ${year} } } }`, { id: activity.id })).toEqual({
        activity: {
          athlete: {
            yearInReview: {
              activeDays: 1,
              longest: { id: activity.id },
              mostKudos: { id: activity.id, name: 'Two laps before breakfast' },
            },
          },
        },
      })

      // For the follower, the upload and the kudos.
      let count = 0
      while (count < 3) count = (await unread.next()).unreadNotificationCountChanged
      expect(count).toBe(3)
      await Promise.all([benLive.close(), anaLive.close()])
    })

    it('is in the follower’s feed and the athlete’s list, with streams, laps, splits and totals', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url, 'ana'), newAthlete(world().url, 'ben')])
      await follow(ben, ana)
      const upload = await sendFile(ana, 'ride.fit', recording('ride-power-laps.fit'))
      await world().settle()
      expect(await uploadOf(ana, upload)).toMatchObject({ status: 'DONE', progress: 1, warnings: [] })
      const answer = await ben.get<{
        viewer: {
          feed: {
            edges: {
              node: {
                activity: {
                  athlete: { handle: string }
                  laps: unknown[]
                  splits: { distanceMeters: number }[]
                  streams: { length: number; original: number; channels: { channel: string; samples: unknown[] }[] }
                }
              }
            }[]
          }
        }
      }>(
        `{ viewer { feed(first: 5) { edges { node { ... on ActivityFeedItem { activity { athlete { handle } laps { index distanceMeters }
           splits { distanceMeters } streams(channels: [TIME, POWER, LATITUDE], maxPoints: 200) { length original channels { channel samples } } } } } } } } }`,
      )
      const [edge] = answer.viewer.feed.edges
      expect(edge?.node.activity.athlete.handle).toBe(ana.handle)
      expect(edge?.node.activity.laps).toHaveLength(8)
      expect(edge?.node.activity.splits.reduce((sum, split) => sum + split.distanceMeters, 0)).toBeCloseTo(41_337.5, -2)
      expect(edge?.node.activity.streams).toMatchObject({ original: 4700 })
      expect(edge?.node.activity.streams.length).toBeLessThanOrEqual(200)
      for (const channel of edge?.node.activity.streams.channels ?? []) {
        expect(channel.samples).toHaveLength(edge?.node.activity.streams.length ?? -1)
      }
      const { athlete } = await ben.get<{
        athlete: { activities: { edges: unknown[] }; totals: { sport: string; count: number }[] }
      }>(
        'query ($id: ID!) { athlete(id: $id) { activities { edges { node { name } } } totals(period: ALL_TIME) { sport count distanceMeters } } }',
        { id: ana.id },
      )
      expect(athlete.activities.edges).toHaveLength(1)
      expect(athlete.totals).toMatchObject([{ sport: 'RIDE', count: 1 }])
    })
  })
}
