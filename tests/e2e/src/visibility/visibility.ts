import { maySee, RULES, type Rule, type RuleKey, type Viewer } from '@gruppetto/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientSchema } from '../client-schema.ts'
import { follow, newAthlete, type Person, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'
import { type Scenario, type Secret, scenarioOf } from './scenario.ts'
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
    'Query.heatMap': ['(within: { south: 46.9, west: 7.9, north: 47.1, east: 8.1 })'],
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

/** The fields where the walk must find a secret for a person who may see it, by rule. Otherwise it would prove little to find none. */
const LEADS = (Object.keys(RULES) as RuleKey[]).flatMap((rule) =>
  ((RULES[rule] as Rule).leads ?? []).map((coordinate) => ({ rule, coordinate })),
)
const LEADING: ReadonlySet<string> = new Set(LEADS.map(({ coordinate }) => coordinate))

interface Look {
  readonly secret: Secret
  readonly viewer: Viewer
  readonly who: Person
}

/** Returns each person who stands to the owner of a secret in a way that the rule knows. */
const looksOf = (secrets: readonly Secret[]): readonly Look[] =>
  secrets.flatMap((secret) =>
    (Object.entries(secret.viewers) as [Viewer, readonly Person[]][]).flatMap(([viewer, people]) =>
      people.map((who) => ({ secret, viewer, who })),
    ),
  )

/**
 * Queries every field of the schema as each person of the scenario. `LEADING` queries only the fields that lead to something: the topology changes
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
        fields: fields.filter(({ coordinate }) => LEADING.has(coordinate)),
      }))
      walks = which === 'ALL' ? all : leading.filter(({ fields }) => fields.length > 0)
    })

    it('is found by persons who may see it, through each field that leads to it, and by nobody else', async () => {
      const looks = looksOf(scenario.secrets)
      const reached = new Set<string>()
      const unseen: string[] = []
      // One walk for each person covers the visible and the hidden words, because the queries are the same.
      for (const who of new Set(looks.map((look) => look.who))) {
        const own = looks.filter((look) => look.who === who)
        const sightings = await walk(who, walks, new Set(own.flatMap(({ secret }) => secret.words)))
        const hidden = new Set(
          own.filter(({ secret, viewer }) => !maySee(secret.rule, viewer)).flatMap(({ secret }) => secret.words),
        )
        expect(
          sightings.filter(({ word }) => hidden.has(word)),
          `seen by ${who.handle === '' ? 'somebody signed out' : who.handle}`,
        ).toEqual([])
        for (const { secret, viewer } of own.filter((look) => maySee(look.secret.rule, look.viewer))) {
          const seen = sightings.filter(({ word }) => secret.words.includes(word))
          for (const { coordinate } of seen) reached.add(`${secret.rule} by ${coordinate}`)
          if (seen.length === 0) unseen.push(`${secret.rule} (${secret.words[0]}) as ${viewer}`)
        }
      }
      expect(unseen).toEqual([])
      const missing = LEADS.filter(({ rule, coordinate }) => !reached.has(`${rule} by ${coordinate}`))
      const instead = missing.map(({ coordinate }) => [...reached].filter((one) => one.endsWith(` by ${coordinate}`)))
      expect(missing, `these lead there: ${instead.flat().join(', ')}`).toEqual([])
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
