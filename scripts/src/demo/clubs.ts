import { addDays, instantOfHour } from '@gruppetto/graph'
import { type Api, unless } from './api.ts'
import { fillDateAfterClockChange } from './season.ts'

type Handle = 'ana' | 'ben' | 'chloe' | 'dara'

interface People {
  readonly as: (handle: Handle) => Api
  readonly idOf: (handle: Handle) => string
}

const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const INVITE = 'mutation ($clubId: ID!, $athleteId: ID!) { inviteToClub(clubId: $clubId, athleteId: $athleteId) { id } }'

/** Founds a club, or finds it by its slug when it is there already. */
const foundClub = async (founder: Api, input: { readonly slug: string; readonly [field: string]: unknown }): Promise<string> => {
  const { id } = await unless(
    'CONFLICT',
    async () =>
      (
        await founder.ask<{ createClub: { id: string } }>('mutation ($input: ClubInput!) { createClub(input: $input) { id } }', {
          input,
        })
      ).createClub,
    async () =>
      (await founder.ask<{ club: { id: string } }>('query ($slug: String) { club(slug: $slug) { id } }', { slug: input.slug }))
        .club,
  )
  return id
}

/** A club that everybody may join, with an admin and a moderator, and a link for the noticeboard in the café. */
const foundSundayGruppetto = async ({ as, idOf }: People): Promise<string> => {
  const clubId = await foundClub(as('chloe'), {
    ...{ name: 'Sunday Gruppetto', slug: 'sunday-gruppetto', description: 'Nobody is dropped.', sports: ['RIDE', 'GRAVEL_RIDE'] },
    ...{ access: 'OPEN', latitude: 46.557, longitude: 15.646, heldWords: ['half price'] },
  })
  for (const member of ['ana', 'ben', 'dara'] as const) await as(member).ask(JOIN, { id: clubId })
  const setRole =
    'mutation ($clubId: ID!, $athleteId: ID!, $role: ClubRole!) { setClubRole(clubId: $clubId, athleteId: $athleteId, role: $role) { id } }'
  await as('chloe').ask(setRole, { clubId, athleteId: idOf('ana'), role: 'ADMIN' })
  await as('chloe').ask(setRole, { clubId, athleteId: idOf('ben'), role: 'MODERATOR' })
  await as('ana').ask('mutation ($input: ClubInviteInput!) { createClubInvite(input: $input) { url } }', {
    input: { clubId, maxUses: 50 },
  })
  return clubId
}

/** A club that is asked first: one request is accepted, and one waits for an answer. */
const foundVineyardClimbers = async ({ as, idOf }: People): Promise<void> => {
  const clubId = await foundClub(as('ana'), {
    ...{ name: 'Vineyard Climbers', slug: 'vineyard-climbers', description: 'A hill before breakfast, twice a week.' },
    ...{ sports: ['RIDE', 'RUN'], access: 'ON_REQUEST', latitude: 46.57, longitude: 15.66 },
  })
  for (const who of ['ben', 'dara'] as const) await as(who).ask(JOIN, { id: clubId })
  await as('ana').ask(
    'mutation ($clubId: ID!, $athleteId: ID!) { respondToJoinRequest(clubId: $clubId, athleteId: $athleteId, accept: true) { id } }',
    { clubId, athleteId: idOf('dara') },
  )
}

/** A club that only its members and Ben, who is invited, know of. */
const foundDawnPatrol = async ({ as, idOf }: People): Promise<void> => {
  const chloe = as('chloe')
  const name = 'Dawn Patrol'
  const { createClub } = await chloe.ask<{ createClub: { id: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
    { input: { name, description: 'Back before anybody is up.', sports: ['RUN'], access: 'SECRET' } },
  )
  for (const guest of ['ana', 'ben'] as const) await chloe.ask(INVITE, { clubId: createClub.id, athleteId: idOf(guest) })
  await as('ana').ask(JOIN, { id: createClub.id })
}

const DAY_MS = 24 * 3_600_000

/** A ride on every Sunday at half past eight, on the clock of Maribor, and one that meets elsewhere. */
const planSundayRides = async ({ as }: People, clubId: string): Promise<void> => {
  const chloe = as('chloe')
  const title = 'Sunday ride'
  const today = new Date()
  const sunday = addDays(today.toISOString().slice(0, 10), 7 - today.getUTCDay())
  const startsAt = instantOfHour(sunday, 8, 'Europe/Ljubljana') + DAY_MS / 48
  const input = {
    ...{ clubId, title, description: 'Two hours, coffee at the end.', sport: 'RIDE', timeZone: 'Europe/Ljubljana' },
    ...{ startsAt: new Date(startsAt), endsAt: new Date(startsAt + DAY_MS / 12), recurrence: 'FREQ=WEEKLY;BYDAY=SU' },
    ...{ latitude: 46.557, longitude: 15.646, place: 'Main square', capacity: 6, guestsAllowed: 2 },
  }
  const { createClubEvent } = await chloe.ask<{
    createClubEvent: { id: string; occurrences: { edges: { node: { originalStartsAt: string; endsAt: string } }[] } }
  }>(
    `mutation ($input: ClubEventInput!) {
      createClubEvent(input: $input) { id occurrences(first: 2) { edges { node { originalStartsAt endsAt } } } } }`,
    { input },
  )
  await fillDateAfterClockChange(as, createClubEvent.id)
  const second = createClubEvent.occurrences.edges[1]?.node
  if (second === undefined) return
  await chloe.ask(
    `mutation ($id: ID!, $input: ClubEventInput!, $occurrence: DateTime) {
      updateClubEvent(id: $id, input: $input, occurrence: $occurrence, scope: ONE) { id } }`,
    {
      id: createClubEvent.id,
      occurrence: second.originalStartsAt,
      input: { ...input, startsAt: second.originalStartsAt, endsAt: second.endsAt, place: 'Café by the river' },
    },
  )
}

/** A post that waits in the queue of the club's moderators for a word in it. */
export const advertiseInClub = async ({ as }: People, clubId: string): Promise<void> => {
  await as('dara').ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', {
    input: { clubId, text: 'Half price jerseys for the whole club: jerseys.example' },
  })
}

/** Founds the clubs of the demo. Returns the one that all are in. */
export const foundClubs = async (people: People): Promise<string> => {
  const clubId = await foundSundayGruppetto(people)
  await planSundayRides(people, clubId)
  await foundVineyardClimbers(people)
  await foundDawnPatrol(people)
  return clubId
}
