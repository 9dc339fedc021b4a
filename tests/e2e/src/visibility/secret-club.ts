import { newChallenge } from '../challenge/challenge.ts'
import { newAthlete, type Person } from '../people.ts'
import type { World } from '../world.ts'
import type { Secret } from './scenario.ts'

interface People {
  /** Founds the club. */
  readonly owner: Person
  /** Joins by a link, and is muted in the end: whoever is muted still reads everything. */
  readonly member: Person
  readonly invited: Person
  /** Has been a member before. */
  readonly banned: Person
  /** Has never had to do with the club. */
  readonly outsider: Person
}

export interface SecretClub {
  readonly club: string
  readonly event: string
  readonly challenge: string
  readonly entities: readonly string[]
  readonly secrets: readonly Secret[]
}

const MUTED_UNTIL = new Date(Date.now() + 200 * 86_400_000).toISOString()

/** An encoded polyline that JSON writes as it is. */
const SECRET_ROUTE = '_p~iF~ps|U_ulLnnqC'

const newClub = async (owner: Person, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const query = 'mutation ($input: ClubInput!) { createClub(input: $input) { id } }'
  return (await owner.get<{ createClub: { id: string } }>(query, { input })).createClub.id
}

/** Returns the token of a new link by which people join the club. */
const newLink = async (owner: Person, clubId: string, role: string): Promise<string> => {
  const query = 'mutation ($input: ClubInviteInput!) { createClubInvite(input: $input) { url } }'
  const { createClubInvite } = await owner.get<{ createClubInvite: { url: string } }>(query, { input: { clubId, role } })
  return createClubInvite.url.split('/').at(-1) ?? ''
}

const writePost = async (author: Person, clubId: string, text: string): Promise<string> => {
  const query = 'mutation ($clubId: ID, $text: String!) { createPost(input: { clubId: $clubId, text: $text }) { id } }'
  return (await author.get<{ createPost: { id: string } }>(query, { clubId, text })).createPost.id
}

const writeComment = async (author: Person, subjectId: string, text: string): Promise<string> => {
  const query = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }'
  return (await author.get<{ addComment: { id: string } }>(query, { input: { subjectId, text } })).addComment.id
}

const joinByLink = (who: Person, token: string) =>
  who.get('mutation ($token: String!) { joinByInvite(token: $token) { id } }', { token })

/** Founds a SECRET club with somebody in each role, and with something of each kind in it. */
export const buildSecretClub = async (world: World, people: People): Promise<SecretClub> => {
  const { owner, member, invited, banned, outsider } = people
  const [moderator, admin] = await Promise.all([newAthlete(world.url, 'moderator'), newAthlete(world.url, 'admin')])
  const club = await newClub(owner, { name: 'SECRETCLUBNAME', description: 'SECRETCLUBTEXT', access: 'SECRET' })
  const link = await newLink(owner, club, 'MEMBER')
  await joinByLink(moderator, await newLink(owner, club, 'MODERATOR'))
  await joinByLink(admin, await newLink(owner, club, 'ADMIN'))
  await joinByLink(member, link)
  await joinByLink(banned, link)
  const about = { club, who: invited.id }
  await owner.get('mutation ($club: ID!, $who: ID!) { inviteToClub(clubId: $club, athleteId: $who) { id } }', about)
  const { createClubEvent } = await owner.get<{ createClubEvent: { id: string } }>(
    'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }',
    {
      input: {
        clubId: club,
        title: 'SECRETCLUBRIDE',
        startsAt: new Date(Date.now() + 1_800_000).toISOString(),
        timeZone: 'UTC',
        route: SECRET_ROUTE,
      },
    },
  )
  const challenge = await newChallenge(owner, { clubId: club, title: 'SECRETCLUBSEASON' })
  for (const who of [member, banned]) await who.get('mutation ($id: ID!) { joinChallenge(id: $id) { id } }', { id: challenge })
  await world.settle()
  const posts = [await writePost(owner, club, 'SECRETCLUBPOST'), await writePost(banned, club, 'SECRETOLDPOST')]
  await moderator.get(
    'mutation ($club: ID!, $who: ID!) { removeClubMember(clubId: $club, athleteId: $who, ban: true, reason: "SECRETREASON") { id } }',
    { club, who: banned.id },
  )
  await owner.get(
    'mutation ($club: ID!, $who: ID!, $until: DateTime!) { muteClubMember(clubId: $club, athleteId: $who, until: $until) { id } }',
    { club, who: member.id, until: MUTED_UNTIL },
  )
  await world.settle()
  const comments = await Promise.all(posts.map((post) => writeComment(moderator, post, 'SECRETCLUBCOMMENT')))
  await world.settle()
  const viewers = {
    self: [owner],
    clubMate: [member],
    moderator: [moderator],
    admin: [admin],
    invited: [invited],
    banned: [banned],
    stranger: [outsider],
    signedOut: [world.nobody],
  }
  return {
    club,
    event: createClubEvent.id,
    challenge,
    entities: [club, createClubEvent.id, challenge, ...posts, ...comments],
    secrets: [
      { rule: 'clubName', words: ['SECRETCLUBNAME', club], viewers },
      {
        rule: 'insideSecretClub',
        words: ['SECRETCLUBTEXT', 'SECRETCLUBRIDE', SECRET_ROUTE, createClubEvent.id, 'SECRETCLUBSEASON', challenge],
        viewers,
      },
      // Also what was written by somebody who was banned since.
      {
        rule: 'insideSecretClub',
        words: ['SECRETCLUBPOST', 'SECRETOLDPOST', 'SECRETCLUBCOMMENT', ...posts, ...comments],
        viewers,
      },
      { rule: 'clubMute', words: [MUTED_UNTIL.slice(0, 19)], viewers: { ...viewers, clubMate: [] } },
      { rule: 'clubOffice', words: ['SECRETREASON', link], viewers },
    ],
  }
}
