import { newId } from '@gruppetto/graph'
import type { Athlete } from './athletes.ts'
import type { World } from './world.ts'

const CREATE = 'mutation ($input: ClubInput!) { createClub(input: $input) { id } }'
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const CREATE_EVENT = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'

/** Founds an open club whose name begins so, with these members. Returns its id. */
export const foundClub = async (
  world: World,
  name: string,
  owner: Athlete,
  members: readonly Athlete[] = [],
): Promise<string> => {
  const input = { name: `${name} ${world.next()}` }
  const { id } = (await owner.api.ask<{ createClub: { id: string } }>(CREATE, { input })).createClub
  for (const { api } of members) await api.ask(JOIN, { id })
  return id
}

export const createEvent = async (owner: Athlete, input: Readonly<Record<string, unknown>>): Promise<string> =>
  (await owner.api.ask<{ createClubEvent: { id: string } }>(CREATE_EVENT, { input })).createClubEvent.id

/** Fills a club with athletes who do not exist: copies of a member. Returns their ids. */
export const fillClub = async (
  { platform }: World,
  clubId: string,
  member: Athlete,
  count: number,
): Promise<readonly string[]> => {
  const ids = Array.from({ length: count }, () => newId('Athlete'))
  const clubs = { database: 'clubs', ids, order: null } as const
  await platform.copies({ ...clubs, collection: 'relations_accounts', id: member.id, prefix: '', field: null })
  const [id, prefix] = [`${clubId}:${member.id}`, `${clubId}:`]
  await platform.copies({ ...clubs, collection: 'memberships', id, prefix, field: 'athleteId' })
  await platform.raise({ database: 'clubs', collection: 'clubs', id: clubId }, { memberCount: count })
  return ids
}
