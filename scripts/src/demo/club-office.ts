import type { Api } from './api.ts'

type Handle = 'ana' | 'ben' | 'chloe' | 'dara'

interface People {
  readonly as: (handle: Handle) => Api
  readonly idOf: (handle: Handle) => string
}

const DAY_MS = 86_400_000

/** A post that a moderator has removed: its author and those who moderate the club still see it, and why. */
const removeAdvert = async ({ as }: People, clubId: string): Promise<void> => {
  const { createPost } = await as('dara').ask<{ createPost: { id: string } }>(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    { input: { clubId, text: 'Wanted: your old wheels. Cash, car park behind the station, tonight.' } },
  )
  await as('ana').ask('mutation ($input: ReportInput!) { report(input: $input) }', {
    input: { subjectId: createPost.id, reason: 'SPAM' },
  })
  const moderator = as('ben')
  const queue = 'query ($id: ID!) { club(id: $id) { moderationQueue { edges { node { id subjectId } } } } }'
  const { club } = await moderator.ask<{
    club: { moderationQueue: { edges: { node: { id: string; subjectId: string } }[] } }
  }>(queue, { id: clubId })
  const found = club.moderationQueue.edges.find(({ node }) => node.subjectId === createPost.id)
  await moderator.ask('mutation ($id: ID!, $note: String) { resolveModerationCase(id: $id, remove: true, note: $note) { id } }', {
    id: found?.node.id,
    note: 'Buying and selling goes to the noticeboard in the café',
  })
}

/** An evening ride that was called off after somebody had said to come. */
const callOffNightRide = async ({ as }: People, clubId: string, nowMs: number): Promise<void> => {
  const ana = as('ana')
  const title = 'Night ride with lights'
  const startsAt = new Date(Math.floor(nowMs / DAY_MS) * DAY_MS + 3 * DAY_MS + (18 * DAY_MS) / 24)
  const input = { clubId, title, sport: 'RIDE', startsAt, timeZone: 'Europe/Ljubljana', place: 'Bridge', capacity: 12 }
  const { createClubEvent } = await ana.ask<{ createClubEvent: { id: string } }>(
    'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }',
    { input },
  )
  const { id } = createClubEvent
  await as('ben').ask('mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING) { id } }', { id })
  await ana.ask('mutation ($id: ID!, $reason: String) { cancelClubEvent(id: $id, reason: $reason) { id } }', {
    id,
    reason: 'The bridge is closed for repairs.',
  })
}

/** A ride that a participant asks the maker of the race to judge. */
const disputeRide = async ({ as }: People, title: string, activityId: string): Promise<void> => {
  const ben = as('ben')
  const { challenges } = await ben.ask<{ challenges: { edges: { node: { id: string; title: string } | null }[] } }>(
    '{ challenges(first: 100) { edges { node { id title } } } }',
  )
  const challengeId = challenges.edges.find(({ node }) => node?.title === title)?.node?.id
  if (challengeId === undefined) return
  await ben.ask(
    'mutation ($activity: ID!, $challenge: ID!, $note: String) { flagActivity(activityId: $activity, challengeId: $challenge, note: $note) }',
    { activity: activityId, challenge: challengeId, note: 'She sat behind the bus from the bridge on. Does that count?' },
  )
}

/** A club that waits for a member to take it over. */
const offerVineyardClimbers = async ({ as, idOf }: People): Promise<void> => {
  const ana = as('ana')
  const { club } = await ana.ask<{ club: { id: string } }>('{ club(slug: "vineyard-climbers") { id } }')
  await ana.ask('mutation ($id: ID!, $to: ID!) { transferClub(clubId: $id, athleteId: $to) { id } }', {
    id: club.id,
    to: idOf('dara'),
  })
}

interface Office {
  /** The club that all are in. */
  readonly clubId: string
  /** The ride of Chloé that is disputed. */
  readonly ride: string | undefined
}

/** What those who run clubs have to do, and have done. */
export const runClubs = async (people: People, { clubId, ride }: Office, nowMs: number): Promise<void> => {
  await removeAdvert(people, clubId)
  await callOffNightRide(people, clubId, nowMs)
  if (ride !== undefined) await disputeRide(people, 'Fastest into the wind', ride)
  await offerVineyardClimbers(people)
}
