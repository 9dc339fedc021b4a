import { beforeAll, describe, expect, it } from 'vitest'
import { clientSchema } from '../client-schema.ts'
import { follow, newAthlete, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'
import { type Scenario, scenarioOf } from './scenario.ts'
import { walk } from './sightings.ts'
import { type Walk, walksOf } from './walk.ts'

const DAY_MS = 86_400_000
/** Returns the date so many days from now. The activities of the scenario are an hour old. */
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const argumentsIn = (scenario: Scenario): Readonly<Record<string, readonly string[]>> => {
  const { ids, athletes } = scenario
  const id = (value: string) => `(id: "${value}")`
  const days = `since: "${dayFromNow(-2)}", until: "${dayFromNow(1)}"`
  return {
    'Query.node': [id(ids.hiddenActivity)],
    'Query.nodes': [`(ids: ${JSON.stringify(ids.entities)})`],
    'Query.activity': [id(ids.hiddenActivity)],
    'Query.upload': [id(ids.upload)],
    'Query.uploadedPhoto': [id(ids.photo)],
    'Query.liveSession': [id(ids.liveSession)],
    'Query.gear': ids.gear.map(id),
    'Query.segment': [id(ids.segment)],
    'Query.segments': ['(within: { south: 46, west: 7, north: 48, east: 9 })'],
    'Query.athlete': athletes.map(id),
    'Query.searchAthletes': ['(query: "blocker", first: 20)'],
    'Query.club': ids.clubs.map(id),
    'Query.clubInvite': ['(token: "none")'],
    'Query.clubEvent': ids.clubEvents.map(id),
    'Query.challenge': ids.challenges.map(id),
    'Query.challenges': ['(first: 50)'],
    'Query.brand': ['(slug: "none")'],
    'Query.product': [id('prod_none')],
    'Query.feedItem': [id(ids.feedItem)],
    'Query.notification': [id(ids.notification)],
    'Query.comment': [id(ids.comment)],
    'Query.moderationCase': [id('case_none')],
    'PremiumSubscription.receiptsUrl': [`(year: ${new Date().getUTCFullYear()})`],
    'Viewer.hasFeature': ['(key: "digest-mail")'],
    'Athlete.totals': ['(period: ALL_TIME)'],
    'Athlete.yearInReview': [`(year: ${new Date().getUTCFullYear()})`],
    'Club.leaderboard': ['(metric: DISTANCE, period: YEAR)'],
    'Performance.fitness': [`(${days})`],
    'Performance.vo2MaxHistory': [`(${days})`],
    'Performance.zoneHistory': [`(kind: HEART_RATE, ${days})`],
    'Activity.exportUrl': ['(format: FIT)', '(format: ORIGINAL)'],
    'Activity.streams': ['(channels: [LATITUDE], maxPoints: 5)'],
    'Partner.offerCodes': [`(challengeId: "${ids.challenge}")`],
    'Partner.affiliateReport': [`(${days})`],
    'Partner.leaderboard': [`(challengeId: "${ids.challenge}")`],
    'Partner.campaignReport': [`(challengeId: "${ids.challenge}")`],
    'Activity.comments': ['(first: 8)'],
    'Post.comments': ['(first: 8)'],
  }
}

/** `argumentsIn` gives this field the id of an activity. `Query.nodes` gets an id of each type. */
const ONLY_TYPE: Readonly<Record<string, string>> = { 'Query.node': 'Activity' }

/**
 * The fields where the walk must find a secret for a person who may see it. Otherwise it would prove little to find none for the
 * others.
 */
const MUST_LEAD = [
  'Query.node',
  'Query.nodes',
  'Query.activity',
  'Query.upload',
  'Query.uploadedPhoto',
  'UploadedPhoto.photo',
  'Activity.photos',
  'Activity.together',
  'Post.photos',
  'Query.liveSession',
  'Query.gear',
  'Query.comment',
  'Query.notification',
  'Query.athlete',
  'Query.club',
  'Query.clubEvent',
  'Query.challenge',
  'Query.challenges',
  'Query.searchAthletes',
  'Upload.activities',
  'Viewer.trainingProfile',
  'Viewer.trainingProfileHistory',
  'PrivacySettings.zones',
  'Viewer.uploads',
  'Viewer.notifications',
  'Viewer.gear',
  'Activity.gear',
  'Notification.gear',
  'ActivityFeedItem.activity',
  'PostFeedItem.post',
  'Athlete.activities',
  'PersonalRecord.activity',
  'Performance.powerCurve',
  'CurvePoint.activity',
  'Athlete.posts',
  'Athlete.following',
  'Athlete.followers',
  'Activity.segmentEfforts',
  'Segment.viewerEfforts',
  'SegmentLeaderboard.edges',
  'SegmentLeaderboardEdge.node',
  'SegmentEffort.activity',
  'Activity.comments',
  'Activity.kudos',
  'Comment.replies',
  'Comment.replyTo',
  'AwardedBadge.activity',
  'Viewer.quietHours',
  'Viewer.goals',
  'Comment.subject',
  'Comment.author',
  'LeaderboardEntry.athlete',
  'LeaderboardEntry.lastActivity',
  'Viewer.clubs',
  'Viewer.clubInvitations',
  'Club.invites',
  'Club.auditLog',
  'Club.members',
  'Club.posts',
  'Club.events',
  'ClubEvent.live',
  'ClubEvent.responses',
  'Club.challenges',
  'KudosEdge.node',
]

/**
 * Queries every field of the schema as each person of the scenario. `LEADING` queries the fields of MUST_LEAD only: the topology changes
 * how a query reaches a field, not the rules of its owner.
 */
export const visibility = (world: WorldOf, which: 'ALL' | 'LEADING'): void => {
  describe('a hidden thing', () => {
    let scenario: Scenario
    let walks: readonly Walk[]

    beforeAll(async () => {
      scenario = await scenarioOf(world())
      const known = argumentsIn(scenario)
      const all = walksOf(
        await clientSchema(world().url),
        (coordinate) => known[coordinate],
        (coordinate) => ONLY_TYPE[coordinate],
      )
      const leading = all.map(({ path, fields }) => ({
        path,
        fields: fields.filter(({ coordinate }) => MUST_LEAD.includes(coordinate)),
      }))
      walks = which === 'ALL' ? all : leading.filter(({ fields }) => fields.length > 0)
    })

    it('is found by persons who may see it, through each field that leads to it, and by nobody else', async () => {
      const { secrets } = scenario
      const reached = new Set<string>()
      // One walk for each person covers the visible and the hidden words, because the queries are the same.
      for (const who of new Set(secrets.flatMap(({ shownTo, hiddenFrom }) => [shownTo, ...hiddenFrom]))) {
        const shown = new Set(secrets.filter(({ shownTo }) => shownTo === who).flatMap(({ words }) => words))
        const hidden = new Set(secrets.filter(({ hiddenFrom }) => hiddenFrom.includes(who)).flatMap(({ words }) => words))
        const sightings = await walk(who, walks, new Set([...shown, ...hidden]))
        for (const { coordinate, word } of sightings) if (shown.has(word)) reached.add(coordinate)
        expect(
          sightings.filter(({ word }) => hidden.has(word)),
          `seen by ${who.handle === '' ? 'somebody signed out' : who.handle}`,
        ).toEqual([])
      }
      expect(MUST_LEAD.filter((coordinate) => !reached.has(coordinate))).toEqual([])
    }, 400_000)

    it('is not counted', async () => {
      const { stranger, owner } = scenario
      const counts =
        'query ($id: ID!) { athlete(id: $id) { activities(first: 20) { totalCount edges { node { id } } } totals(period: ALL_TIME) { count } } }'
      const forStranger = await stranger.get(counts, { id: owner.id })
      expect(forStranger).toMatchObject({ athlete: { activities: { edges: [expect.anything()] }, totals: [{ count: 1 }] } })
      const forOwner = await owner.get(counts, { id: owner.id })
      expect(forOwner).toMatchObject({ athlete: { totals: expect.arrayContaining([{ count: 3 }]) } })
    })

    it('is not pushed: neither the upload of another athlete, nor a hidden activity to a follower', async () => {
      const { owner, ids } = scenario
      const fan = await newAthlete(world().url, 'fan')
      await follow(fan, owner)
      await world().settle()
      const live = await fan.live()
      const feed = live.subscribe('subscription { feedItemAdded { id ... on ActivityFeedItem { activity { name } } } }')
      const upload = live.subscribe('subscription ($id: ID!) { uploadProgressed(id: $id) { id } }', { id: ids.upload })
      await expect(upload.next()).rejects.toThrow(/NOT_FOUND/)
      await live.ready()
      await sendFile(owner, 'hidden.gpx', gpxRide(Date.now() - 7_200_000, { longitude: 9.1 }), {
        name: 'SECRETPUSH',
        visibility: 'ONLY_ME',
      })
      await world().settle()
      await sendFile(owner, 'shown.gpx', gpxRide(Date.now() - 9_200_000, { longitude: 9.2 }), { name: 'Seen by all' })
      expect(await feed.next()).toMatchObject({ feedItemAdded: { activity: { name: 'Seen by all' } } })
      await live.close()
    })
  })
}
