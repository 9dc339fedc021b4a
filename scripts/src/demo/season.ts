import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, unless } from './api.ts'

type Handle = 'ana' | 'ben' | 'chloe' | 'dara'
type As = (handle: Handle) => Api

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const ZONE = 'Europe/Ljubljana'

const offsetAt = (at: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' })
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

interface Series {
  readonly clubEvent: {
    readonly occurrences: { readonly edges: readonly { readonly node: { readonly originalStartsAt: string } }[] }
  }
}

/** Fills the first date of a series after the clocks have changed: two go with two guests each, and one waits for a place. */
export const fillDateAfterClockChange = async (as: As, eventId: string): Promise<void> => {
  const { clubEvent } = await as('chloe').ask<Series>(
    'query ($id: ID!) { clubEvent(id: $id) { occurrences(first: 53) { edges { node { originalStartsAt } } } } }',
    { id: eventId },
  )
  const dates = clubEvent.occurrences.edges.map(({ node }) => node.originalStartsAt)
  const occurrence = dates.find((at, index) => index > 0 && offsetAt(at) !== offsetAt(dates[index - 1] ?? at))
  if (occurrence === undefined) return
  const rsvp = `mutation ($id: ID!, $at: DateTime!, $guests: Int) {
    rsvp(eventId: $id, occurrence: $at, answer: GOING, guests: $guests) { id } }`
  for (const [who, guests] of [
    ['chloe', 2],
    ['dara', 2],
    ['ben', 0],
  ] as const)
    await as(who).ask(rsvp, { id: eventId, at: occurrence, guests })
}

/** Two clubs that have ridden against each other, until a moment ago: the standing is final a good minute later. */
export const finishWeekOfClubs = async (as: As): Promise<void> => {
  const title = 'A week out of doors, club against club'
  const clubOf = async (who: Handle, slug: string): Promise<string> =>
    (await as(who).ask<{ club: { id: string } }>('query ($slug: String) { club(slug: $slug) { id } }', { slug })).club.id
  const [sunday, climbers] = [await clubOf('chloe', 'sunday-gruppetto'), await clubOf('ana', 'vineyard-climbers')]
  const nowMs = Date.now()
  const { createChallenge } = await as('chloe').ask<{ createChallenge: { id: string } }>(
    'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id } }',
    {
      input: {
        ...{ title, description: 'The longest out of each club counts, so the small one may win.' },
        ...{ kind: 'TOTAL', metric: 'MOVING_TIME', sports: ['RIDE', 'HIKE', 'RUN', 'NORDIC_SKI', 'OTHER'], target: 3_600 },
        ...{ clubId: sunday, bestOfTeam: 1, badgeName: 'Week of the clubs', graceHours: 0 },
        ...{ startsAt: new Date(nowMs - 7 * DAY_MS).toISOString(), endsAt: new Date(nowMs + 60_000).toISOString() },
      },
    },
  )
  const { id } = createChallenge
  await as('ana').ask('mutation ($id: ID!, $clubId: ID!) { enterChallenge(id: $id, clubId: $clubId) { id } }', {
    id,
    clubId: climbers,
  })
  // A demo that went on later than that finds it over.
  for (const [who, clubId] of [
    ['ana', climbers],
    ['dara', climbers],
    ['ben', sunday],
    ['chloe', sunday],
  ] as const)
    await unless(
      'CONFLICT',
      () => as(who).ask('mutation ($id: ID!, $clubId: ID) { joinChallenge(id: $id, clubId: $clubId) { id } }', { id, clubId }),
      async () => null,
    )
}

/** Metres a second over the half kilometre. */
const RACERS = [
  ['ana', 12.9],
  ['ben', 13.4],
  ['chloe', 12.2],
] as const
const RACE_SECONDS = 38
const RACE_LASTS_MS = 60 * MINUTE_MS

interface RaceSession {
  readonly who: Handle
  readonly id: string
  readonly startedAtMs: number
}

/** A sprint on the rollers of the club: each is followed live. Returns the sessions, for `endRace`. */
export const startRace = async (as: As, clubId: string): Promise<readonly RaceSession[]> => {
  const title = 'Half a kilometre on the rollers'
  const startsAtMs = await as('ana').done('the start of the race', async () => Date.now() + 2_000)
  const [startsAt, endsAt] = [startsAtMs, startsAtMs + RACE_LASTS_MS].map((ms) => new Date(ms).toISOString())
  const { createClubEvent } = await as('ana').ask<{ createClubEvent: { id: string } }>(
    'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }',
    {
      input: {
        ...{ clubId, title, description: 'The back room of the café, all at once, and loud.', sport: 'VIRTUAL_RIDE' },
        ...{ startsAt, endsAt, timeZone: ZONE, isVirtual: true },
      },
    },
  )
  // What is ridden before an event begins does not count in it.
  await sleep(Math.max(0, startsAtMs - Date.now()))
  const sessions: RaceSession[] = []
  for (const [who, speed] of RACERS) {
    // A demo that went on later finds it over.
    if (Date.now() >= startsAtMs + RACE_LASTS_MS) break
    const { startLiveSession } = await as(who).ask<{ startLiveSession: { id: string; startedAt: string } }>(
      'mutation ($input: StartLiveSessionInput!) { startLiveSession(input: $input) { id startedAt } }',
      { input: { sport: 'VIRTUAL_RIDE', visibility: 'EVERYONE', eventId: createClubEvent.id } },
    )
    const startedAtMs = Date.parse(startLiveSession.startedAt)
    const positions = Array.from({ length: RACE_SECONDS + 1 }, (_, second) => ({
      at: new Date(startedAtMs + second * 1_000).toISOString(),
      distanceMeters: speed * second,
      powerWatts: 420 - 4 * second,
      cadenceRpm: 118,
    }))
    await as(who).ask(
      'mutation ($id: ID!, $positions: [PositionInput!]!) { recordPositions(liveSessionId: $id, positions: $positions) { id } }',
      { id: startLiveSession.id, positions },
    )
    sessions.push({ who, id: startLiveSession.id, startedAtMs })
  }
  return sessions
}

/** Ends the race. Its results are there three minutes later, when no more positions can come. */
export const endRace = async (as: As, sessions: readonly RaceSession[]): Promise<void> => {
  const overAtMs = Math.max(0, ...sessions.map(({ startedAtMs }) => startedAtMs + RACE_SECONDS * 1_000))
  // What is recorded after the end of a session is not part of it.
  if (overAtMs > Date.now()) await sleep(overAtMs - Date.now())
  for (const { who, id } of sessions) await as(who).ask('mutation ($id: ID!) { endLiveSession(id: $id) { id } }', { id })
}
