import { type Api, unless } from './api.ts'

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
    ...{ access: 'OPEN', latitude: 46.557, longitude: 15.646 },
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
  const { viewer } = await chloe.ask<{ viewer: { clubs: { edges: { node: { name: string } }[] } } }>(
    '{ viewer { clubs { edges { node { name } } } } }',
  )
  const name = 'Dawn Patrol'
  if (viewer.clubs.edges.some(({ node }) => node.name === name)) return
  const { createClub } = await chloe.ask<{ createClub: { id: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
    { input: { name, description: 'Back before anybody is up.', sports: ['RUN'], access: 'SECRET' } },
  )
  for (const guest of ['ana', 'ben'] as const) await chloe.ask(INVITE, { clubId: createClub.id, athleteId: idOf(guest) })
  await as('ana').ask(JOIN, { id: createClub.id })
}

/** Founds the clubs of the demo. Returns the one that all are in. */
export const foundClubs = async (people: People): Promise<string> => {
  const clubId = await foundSundayGruppetto(people)
  await foundVineyardClimbers(people)
  await foundDawnPatrol(people)
  return clubId
}
