import { newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { CREATE_CLUB, makeChallenge, makeClub, type Person, type World } from './world.ts'

const DAY_MS = 86_400_000
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id memberCount viewerMembership { role status } } }'
const LEAVE = 'mutation ($id: ID!) { leaveClub(id: $id) { id slug memberCount viewerMembership { status } } }'
const INVITE = 'mutation ($clubId: ID!, $athleteId: ID!) { inviteToClub(clubId: $clubId, athleteId: $athleteId) { memberCount } }'
const CARD = 'id slug name description avatarUrl sports access location { latitude } memberCount'
const LOOK = `query ($id: ID!) { club(id: $id) { ${CARD} viewerMembership { role status mutedUntil invitedBy { id } } members { totalCount edges { role node { id } } } transferOfferedTo { id } } }`
const INVITATIONS = `query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Viewer { clubInvitations { ${CARD} viewerMembership { status invitedBy { id } } members { totalCount } } } } }`
const CREATE_INVITE = 'mutation ($input: ClubInviteInput!) { createClubInvite(input: $input) { id url role usesLeft expiresAt } }'
const BY_INVITE = 'mutation ($token: String!) { joinByInvite(token: $token) { id memberCount viewerMembership { role } } }'
const SET_ROLE =
  'mutation ($clubId: ID!, $athleteId: ID!, $role: ClubRole!) { setClubRole(clubId: $clubId, athleteId: $athleteId, role: $role) { id } }'
const REMOVE =
  'mutation ($clubId: ID!, $athleteId: ID!, $ban: Boolean, $reason: String) { removeClubMember(clubId: $clubId, athleteId: $athleteId, ban: $ban, reason: $reason) { memberCount } }'
const MUTE =
  'mutation ($clubId: ID!, $athleteId: ID!, $until: DateTime) { muteClubMember(clubId: $clubId, athleteId: $athleteId, until: $until) { id } }'
const TRANSFER =
  'mutation ($clubId: ID!, $athleteId: ID!) { transferClub(clubId: $clubId, athleteId: $athleteId) { transferOfferedTo { id } } }'
const RESPOND_TRANSFER =
  'mutation ($clubId: ID!, $accept: Boolean!) { respondToClubTransfer(clubId: $clubId, accept: $accept) { viewerMembership { role } } }'
const UPDATE = `mutation ($id: ID!, $input: ClubInput!) { updateClub(id: $id, input: $input) { ${CARD} } }`
const AUDIT =
  'query ($id: ID!, $actorId: ID, $action: String, $first: Int, $after: String) { club(id: $id) { auditLog(actorId: $actorId, action: $action, first: $first, after: $after) { edges { node { action actor { id } subjectId athlete { id } event { id } challenge { id } note } } pageInfo { hasNextPage endCursor } } } }'

/** Tests of membership: roles, invitations, SECRET clubs, heirs. In the same world as the tests of clubs. */
export const memberships = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let admin: Person
  let moderator: Person
  let member: Person
  let stranger: Person
  beforeAll(async () => {
    world = worldOf()
    const made = await Promise.all(Array.from({ length: 5 }, () => world.athlete()))
    ;[owner, admin, moderator, member, stranger] = made as [Person, Person, Person, Person, Person]
    await world.settle()
  })

  const viewerRep = ({ id }: Person) => [{ __typename: 'Viewer', id: `vwr_${id.slice(4)}` }]
  const invitationsOf = async (who: Person) => (await who.ask(INVITATIONS, { reps: viewerRep(who) }))._entities[0].clubInvitations
  const roleOf = async (who: Person, id: string) => (await who.ask(LOOK, { id })).club?.viewerMembership?.role ?? null
  const statusOf = async (who: Person, id: string) => (await who.ask(LOOK, { id })).club?.viewerMembership?.status ?? null
  const tokenOf = ({ url }: { readonly url: string }) => url.split('/').at(-1)
  const audit = async (who: Person, id: string, filter: object = {}) =>
    (await who.ask(AUDIT, { id, ...filter })).club.auditLog?.edges.map(({ node }: { node: { action: string } }) => node.action) ??
    null
  const makeTeam = async (input: object = {}): Promise<string> => {
    const id = await makeClub(owner, { access: 'SECRET', ...input })
    for (const [who, role] of [
      [admin, 'ADMIN'],
      [moderator, 'MODERATOR'],
      [member, 'MEMBER'],
    ] as const) {
      await owner.ask(INVITE, { clubId: id, athleteId: who.id })
      await who.ask(JOIN, { id })
      if (role !== 'MEMBER') await owner.ask(SET_ROLE, { clubId: id, athleteId: who.id, role })
    }
    return id
  }

  describe('a SECRET club', () => {
    it('does not exist for outsiders, on any road, with the errors of a club that does not exist', async () => {
      const id = await makeTeam({ description: 'Hidden.' })
      const gone = newId('Club')
      const { club } = await member.ask(LOOK, { id })
      expect(club).toMatchObject({ memberCount: 4, members: { totalCount: 4 }, viewerMembership: { role: 'MEMBER' } })
      for (const who of [stranger, world.anyone]) {
        for (const clubId of [id, gone]) expect((await who.ask(LOOK, { id: clubId })).club).toBeNull()
        expect((await who.ask('query ($slug: String) { club(slug: $slug) { id } }', { slug: club.slug })).club).toBeNull()
        const found = await who.ask('query ($query: String) { searchClubs(query: $query) { edges { node { id } } } }', {
          query: club.name,
        })
        expect(found.searchClubs.edges).toEqual([])
        const { _entities } = await who.ask(
          'query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Club { name } } }',
          {
            reps: [{ __typename: 'Club', id }],
          },
        )
        expect(_entities).toEqual([null])
      }
      const messages = async (query: string, variables: Record<string, unknown>) => {
        const { errors = [] } = await world.subgraph.execute({ query, variables }, stranger.caller, null)
        return errors.map(({ message, extensions }) => [message, extensions?.code])
      }
      for (const [query, variables] of [
        [JOIN, {}],
        [LEAVE, {}],
        [UPDATE, { input: { name: 'Mine now' } }],
        ['mutation ($id: ID!) { deleteClub(id: $id) }', {}],
        [INVITE, { athleteId: stranger.id }],
        [SET_ROLE, { athleteId: member.id, role: 'MEMBER' }],
        [REMOVE, { athleteId: member.id, ban: true }],
        [MUTE, { athleteId: member.id }],
        [TRANSFER, { athleteId: member.id }],
        [RESPOND_TRANSFER, { accept: true }],
        [CREATE_INVITE, {}],
      ] as const) {
        const [there, notThere] = await Promise.all(
          [id, gone].map((clubId) => {
            const input = 'input' in variables ? variables.input : { clubId }
            return messages(query, { id: clubId, clubId, ...variables, input })
          }),
        )
        expect(there, query).toEqual([[expect.any(String), 'NOT_FOUND']])
        expect(there, query).toEqual(notThere)
      }
    })

    it('takes no slug that somebody else could find out to be taken', async () => {
      const id = await makeClub(owner, { name: 'Midnight Wheelers', access: 'SECRET' })
      expect(await stranger.codes(CREATE_CLUB, { input: { name: 'Midnight Wheelers' } })).toEqual([])
      expect(await owner.codes(CREATE_CLUB, { input: { name: 'Other', access: 'SECRET', slug: 'my-own' } })).toEqual([
        'BAD_USER_INPUT',
      ])
      // To be found, it needs another slug than the one that is taken meanwhile.
      expect(await owner.codes(UPDATE, { id, input: { name: 'Midnight Wheelers', access: 'OPEN' } })).toEqual(['CONFLICT'])
      const opened = await owner.ask(UPDATE, { id, input: { name: 'Midnight Wheelers', access: 'OPEN', slug: 'midnight-2' } })
      expect(opened.updateClub).toMatchObject({ slug: 'midnight-2', access: 'OPEN' })
    })

    it('shows its name and picture, and who invited, to whoever is invited', async () => {
      const id = await makeTeam({ description: 'Hidden.', avatarUrl: 'https://example.org/a.png', latitude: 47, longitude: 8 })
      const guest = await world.athlete()
      await world.settle()
      for (let again = 0; again < 2; again += 1) await admin.ask(INVITE, { clubId: id, athleteId: guest.id })
      const card = {
        ...{ id, slug: id, description: null, avatarUrl: 'https://example.org/a.png', sports: [], access: 'SECRET' },
        ...{ location: null, memberCount: 0 },
      }
      expect(await invitationsOf(guest)).toMatchObject([
        { ...card, viewerMembership: { status: 'INVITED', invitedBy: { id: admin.id } }, members: { totalCount: 0 } },
      ])
      expect((await guest.ask(LOOK, { id })).club).toMatchObject(card)
      // Declining takes everything away again.
      expect((await guest.ask(LEAVE, { id })).leaveClub).toMatchObject({ slug: id, memberCount: 0, viewerMembership: null })
      expect(await invitationsOf(guest)).toEqual([])
      expect((await guest.ask(LOOK, { id })).club).toBeNull()
      expect(await guest.codes(JOIN, { id })).toEqual(['NOT_FOUND'])
      await admin.ask(INVITE, { clubId: id, athleteId: guest.id })
      expect((await guest.ask(JOIN, { id })).joinClub).toMatchObject({ memberCount: 5, viewerMembership: { status: 'ACTIVE' } })
    })

    it('hides its challenges and events at once when it was open before', async () => {
      const id = await makeClub(owner)
      const challengeId = await makeChallenge(world, owner, { clubId: id })
      const SEE = 'query ($id: ID!) { challenge(id: $id) { id } }'
      expect((await stranger.ask(SEE, { id: challengeId })).challenge).toEqual({ id: challengeId })
      const { updateClub } = await owner.ask(UPDATE, { id, input: { name: 'Now hidden', access: 'SECRET' } })
      expect(updateClub.slug).toMatch(/^club-[0-9a-z]{16}$/)
      expect((await stranger.ask(SEE, { id: challengeId })).challenge).toBeNull()
      expect((await owner.ask(SEE, { id: challengeId })).challenge).toEqual({ id: challengeId })
      await world.settle()
      expect(world.events('challenge.changed', { challengeId }).at(-1)).toMatchObject({ revision: 2, isPublic: false })
      expect(world.events('club.changed', { clubId: id }).at(-1)).toMatchObject({ revision: 2, access: 'SECRET' })
    })
  })

  describe('inviting', () => {
    it('is for every member of an OPEN club, and for owner and admins of another', async () => {
      const open = await makeClub(owner)
      const closed = await makeClub(owner, { access: 'ON_REQUEST' })
      await member.ask(JOIN, { id: open })
      await member.ask(INVITE, { clubId: open, athleteId: stranger.id })
      expect(await statusOf(stranger, open)).toBe('INVITED')
      expect(await stranger.codes(INVITE, { clubId: open, athleteId: member.id })).toEqual(['FORBIDDEN'])
      await member.ask(JOIN, { id: closed })
      expect(await member.codes(INVITE, { clubId: closed, athleteId: stranger.id })).toEqual(['FORBIDDEN'])
      // Who has asked to join is let in by an invitation.
      expect((await owner.ask(INVITE, { clubId: closed, athleteId: member.id })).inviteToClub.memberCount).toBe(2)
      await world.settle()
      expect(world.events('club.membership-changed', { clubId: closed, athleteId: member.id })).toMatchObject([
        { status: 'REQUESTED', byId: null },
        { status: 'ACTIVE', byId: owner.id },
      ])
    })

    it('reaches nobody who is blocked either way, banned, or not there', async () => {
      const id = await makeClub(owner)
      const blocker = await world.athlete()
      await world.block(blocker, owner)
      await world.settle()
      for (const athleteId of [blocker.id, newId('Athlete')]) {
        expect(await owner.codes(INVITE, { clubId: id, athleteId })).toEqual(['NOT_FOUND'])
      }
      await owner.ask(REMOVE, { clubId: id, athleteId: stranger.id, ban: true })
      expect(await owner.codes(INVITE, { clubId: id, athleteId: stranger.id })).toEqual(['CONFLICT'])
    })

    it('by link lets in as many as it may, once each, and ends when it is revoked or over', async () => {
      const id = await makeTeam()
      const people = await Promise.all(Array.from({ length: 4 }, () => world.athlete()))
      const { createClubInvite: link } = await admin.ask(CREATE_INVITE, { input: { clubId: id, maxUses: 2 } })
      expect(link).toMatchObject({ url: expect.stringMatching(/\/join\/inv_/), role: 'MEMBER', usesLeft: 2, expiresAt: null })
      const token = tokenOf(link)
      const PREVIEW = 'query ($token: String!) { clubInvite(token: $token) { clubName role invitedBy { id } } }'
      expect((await world.anyone.ask(PREVIEW, { token })).clubInvite).toMatchObject({
        role: 'MEMBER',
        invitedBy: { id: admin.id },
      })
      // A member uses nothing up.
      expect((await member.ask(BY_INVITE, { token })).joinByInvite.memberCount).toBe(4)
      const tried = await Promise.all(people.map((person) => person.codes(BY_INVITE, { token })))
      expect(tried.flat()).toEqual(['NOT_FOUND', 'NOT_FOUND'])
      expect((await owner.ask(LOOK, { id })).club.memberCount).toBe(6)
      expect((await world.anyone.ask(PREVIEW, { token })).clubInvite).toBeNull()

      const expiresAt = new Date(world.now() + DAY_MS).toISOString()
      const { createClubInvite: second } = await admin.ask(CREATE_INVITE, { input: { clubId: id, expiresAt } })
      const INVITES = 'query ($id: ID!) { club(id: $id) { invites { id } } }'
      expect((await admin.ask(INVITES, { id })).club.invites).toEqual([{ id: second.id }])
      expect((await moderator.ask(INVITES, { id })).club.invites).toBeNull()
      const REVOKE = 'mutation ($id: ID!) { revokeClubInvite(id: $id) { id } }'
      for (const who of [moderator, stranger]) expect(await who.codes(REVOKE, { id: second.id })).toEqual(['NOT_FOUND'])
      await owner.ask(REVOKE, { id: second.id })
      expect(await stranger.codes(BY_INVITE, { token: tokenOf(second) })).toEqual(['NOT_FOUND'])
      for (const wrong of ['', 'inv_1.x', `${token}x`])
        expect(await stranger.codes(BY_INVITE, { token: wrong })).toEqual(['NOT_FOUND'])
    })

    it('by link shows a page in a browser, whatever the club is called', async () => {
      const id = await makeClub(owner, { name: '<b>Bold</b> & "quoted"', access: 'SECRET' })
      const { createClubInvite: link } = await owner.ask(CREATE_INVITE, { input: { clubId: id } })
      const open = (url: string) => callRoute([publicRoutesOf(world.subgraph)], url)
      const shown = await open(new URL(link.url).pathname)
      expect([shown.statusCode, shown.headers['referrer-policy']]).toEqual([200, 'no-referrer'])
      expect(shown.body).toContain('Join &#60;b&#62;Bold&#60;/b&#62; &#38; &#34;quoted&#34;')
      expect((await open('/join/inv_1.wrong')).statusCode).toBe(404)
    })

    it('by link gives a role below that of its creator, and ends with the right to make it', async () => {
      const id = await makeTeam()
      const [first, second] = [await world.athlete(), await world.athlete()]
      const input = (role: string) => ({ input: { clubId: id, role, maxUses: 5 } })
      expect(await admin.codes(CREATE_INVITE, input('ADMIN'))).toEqual(['FORBIDDEN'])
      expect(await owner.codes(CREATE_INVITE, input('OWNER'))).toEqual(['BAD_USER_INPUT'])
      expect(await moderator.codes(CREATE_INVITE, input('MEMBER'))).toEqual(['FORBIDDEN'])
      const { createClubInvite: link } = await admin.ask(CREATE_INVITE, input('MODERATOR'))
      expect((await first.ask(BY_INVITE, { token: tokenOf(link) })).joinByInvite.viewerMembership.role).toBe('MODERATOR')
      await owner.ask(REMOVE, { clubId: id, athleteId: admin.id })
      expect(await second.codes(BY_INVITE, { token: tokenOf(link) })).toEqual(['NOT_FOUND'])
    })
  })

  describe('roles', () => {
    it('are given below one’s own, and never that of the owner', async () => {
      const id = await makeTeam()
      const set = (who: Person, whom: Person, role: string) => who.codes(SET_ROLE, { clubId: id, athleteId: whom.id, role })
      expect(await admin.codes(SET_ROLE, { clubId: id, athleteId: member.id, role: 'ADMIN' })).toEqual(['FORBIDDEN'])
      expect(await set(owner, member, 'OWNER')).toEqual(['BAD_USER_INPUT'])
      expect(await set(moderator, member, 'MODERATOR')).toEqual(['FORBIDDEN'])
      expect(await set(admin, owner, 'MEMBER')).toEqual(['FORBIDDEN'])
      expect(await set(owner, owner, 'MEMBER')).toEqual(['CONFLICT'])
      expect(await set(member, member, 'ADMIN')).toEqual(['FORBIDDEN'])
      expect(await set(admin, stranger, 'MODERATOR')).toEqual(['NOT_FOUND'])
      expect(await set(admin, member, 'MODERATOR')).toEqual([])
      expect(await roleOf(member, id)).toBe('MODERATOR')
      expect(await set(admin, admin, 'MEMBER')).toEqual([])
      expect(await roleOf(admin, id)).toBe('MEMBER')
    })

    it('let members be removed, banned and let back; a ban cannot be escaped', async () => {
      const id = await makeTeam({ access: 'OPEN' })
      const remove = (who: Person, whom: Person, more: object = {}) =>
        who.codes(REMOVE, { clubId: id, athleteId: whom.id, ...more })
      expect(await remove(member, moderator)).toEqual(['FORBIDDEN'])
      expect(await remove(moderator, admin, { ban: true })).toEqual(['FORBIDDEN'])
      expect(await remove(moderator, moderator)).toEqual(['CONFLICT'])
      expect(await remove(moderator, stranger)).toEqual(['NOT_FOUND'])
      const challengeId = await makeChallenge(world, owner, { clubId: id })
      await member.ask('mutation ($id: ID!) { joinChallenge(id: $id) { id } }', { id: challengeId })
      // Leaving first does not help.
      await member.ask(LEAVE, { id })
      expect(await remove(moderator, member, { ban: true, reason: 'Spam.' })).toEqual([])
      expect(await remove(moderator, member, { ban: true })).toEqual([])
      expect(await statusOf(member, id)).toBe('BANNED')
      expect(await member.codes(JOIN, { id })).toEqual(['FORBIDDEN'])
      const { createClubInvite: link } = await owner.ask(CREATE_INVITE, { input: { clubId: id } })
      expect(await member.codes(BY_INVITE, { token: tokenOf(link) })).toEqual(['NOT_FOUND'])
      expect((await member.ask(LEAVE, { id })).leaveClub.viewerMembership).toEqual({ status: 'BANNED' })
      const BANNED = 'query ($id: ID!) { club(id: $id) { members(status: BANNED) { totalCount edges { node { id } } } } }'
      expect((await moderator.ask(BANNED, { id })).club.members).toEqual({ totalCount: 1, edges: [{ node: { id: member.id } }] })
      expect(await stranger.codes(BANNED, { id })).toEqual(['FORBIDDEN'])
      expect(await remove(moderator, member)).toEqual([])
      expect((await member.ask(JOIN, { id })).joinClub.memberCount).toBe(4)
      expect(await audit(admin, id, { action: 'MEMBER_BANNED' })).toEqual(['MEMBER_BANNED'])
    })

    it('let members be muted for a while, also one who leaves and comes back', async () => {
      const id = await makeTeam({ access: 'OPEN' })
      const until = new Date(world.now() + DAY_MS).toISOString()
      const mute = (who: Person, whom: Person, more: object = { until }) =>
        who.codes(MUTE, { clubId: id, athleteId: whom.id, ...more })
      expect(await mute(member, moderator)).toEqual(['FORBIDDEN'])
      expect(await mute(moderator, admin)).toEqual(['FORBIDDEN'])
      expect(await mute(moderator, member, { until: new Date(world.now() - 1).toISOString() })).toEqual(['BAD_USER_INPUT'])
      for (let again = 0; again < 2; again += 1) expect(await mute(moderator, member)).toEqual([])
      await member.ask(LEAVE, { id })
      await member.ask(JOIN, { id })
      expect((await member.ask(LOOK, { id })).club.viewerMembership.mutedUntil).toBe(until)
      expect(await mute(moderator, member, {})).toEqual([])
      await world.settle()
      const told = world.events('club.membership-changed', { clubId: id, athleteId: member.id }).slice(-4)
      expect(told.map(({ status, mutedUntilMs }) => [status, mutedUntilMs])).toEqual([
        ...[
          ['ACTIVE', Date.parse(until)],
          ['NONE', Date.parse(until)],
          ['ACTIVE', Date.parse(until)],
          ['ACTIVE', null],
        ],
      ])
      expect(await audit(admin, id, { actorId: moderator.id })).toEqual(['MUTE_LIFTED', 'MEMBER_MUTED'])
    })

    it('leave lines in an audit log that owner and admins read, in pages', async () => {
      const id = await makeTeam()
      expect((await audit(owner, id)).toSorted()).toEqual([
        ...['MEMBER_INVITED', 'MEMBER_INVITED', 'MEMBER_INVITED', 'ROLE_SET', 'ROLE_SET'],
      ])
      for (const who of [moderator, member]) expect(await audit(who, id)).toBeNull()
      expect(await admin.codes(AUDIT, { id, action: 'UNHEARD_OF' })).toEqual(['BAD_USER_INPUT'])
      const { club } = await admin.ask(AUDIT, { id, first: 4 })
      for (const { node } of club.auditLog.edges) {
        expect(node).toMatchObject({ athlete: { id: node.subjectId }, event: null, challenge: null })
      }
      expect(club.auditLog.pageInfo.hasNextPage).toBe(true)
      expect(await audit(admin, id, { first: 4, after: club.auditLog.pageInfo.endCursor })).toHaveLength(1)
    })
  })

  describe('the members of a club', () => {
    it('are found by the beginnings of their names, by those who run it', async () => {
      const id = await makeTeam({ access: 'OPEN' })
      const zoe = await world.athlete({ displayName: 'Zoé van Aert', handle: 'aero.zoe' })
      await world.settle()
      await zoe.ask(JOIN, { id })
      const FIND =
        'query ($id: ID!, $query: String) { club(id: $id) { members(query: $query) { totalCount edges { node { id } } } } }'
      for (const query of ['zoe', 'van ZO', 'aero']) {
        expect((await moderator.ask(FIND, { id, query })).club.members, query).toEqual({
          totalCount: 1,
          edges: [{ node: { id: zoe.id } }],
        })
      }
      for (const query of ['oe', '.*', '!!']) expect((await moderator.ask(FIND, { id, query })).club.members.totalCount).toBe(0)
      expect(await member.codes(FIND, { id, query: 'zoe' })).toEqual(['FORBIDDEN'])
      await world.account(zoe, { displayName: 'Zita', handle: 'zita', revision: 2 })
      await world.settle()
      expect((await moderator.ask(FIND, { id, query: 'zoe' })).club.members.totalCount).toBe(0)
      expect((await moderator.ask(FIND, { id, query: 'zita' })).club.members.totalCount).toBe(1)
    })

    it('are let in or turned away together', async () => {
      const id = await makeClub(owner, { access: 'ON_REQUEST' })
      const people = await Promise.all(Array.from({ length: 4 }, () => world.athlete()))
      for (const person of people) await person.ask(JOIN, { id })
      const RESPOND =
        'mutation ($clubId: ID!, $athleteIds: [ID!]!, $accept: Boolean!) { respondToJoinRequests(clubId: $clubId, athleteIds: $athleteIds, accept: $accept) { memberCount joinRequests { totalCount } } }'
      const [first, second, third, fourth] = people.map(({ id: athleteId }) => athleteId)
      await people[0]?.ask(LEAVE, { id })
      const accepted = await owner.ask(RESPOND, { clubId: id, athleteIds: [first, second, third, third], accept: true })
      expect(accepted.respondToJoinRequests).toEqual({ memberCount: 3, joinRequests: { totalCount: 1 } })
      const declined = await owner.ask(RESPOND, { clubId: id, athleteIds: [fourth], accept: false })
      expect(declined.respondToJoinRequests).toEqual({ memberCount: 3, joinRequests: { totalCount: 0 } })
      expect(await people[1]?.codes(RESPOND, { clubId: id, athleteIds: [fourth], accept: true })).toEqual(['FORBIDDEN'])
      const many = Array.from({ length: 101 }, () => newId('Athlete'))
      expect(await owner.codes(RESPOND, { clubId: id, athleteIds: many, accept: true })).toEqual(['BAD_USER_INPUT'])
    })
  })

  describe('the owner', () => {
    it('hands the club over to a member who accepts it', async () => {
      const id = await makeTeam()
      const offer = (who: Person, whom: Person) => who.codes(TRANSFER, { clubId: id, athleteId: whom.id })
      const respond = (who: Person, accept: boolean) => who.codes(RESPOND_TRANSFER, { clubId: id, accept })
      expect(await offer(admin, member)).toEqual(['FORBIDDEN'])
      expect(await offer(owner, stranger)).toEqual(['NOT_FOUND'])
      expect(await respond(member, true)).toEqual(['NOT_FOUND'])
      const { transferClub } = await owner.ask(TRANSFER, { clubId: id, athleteId: member.id })
      expect(transferClub.transferOfferedTo).toEqual({ id: member.id })
      expect((await admin.ask(LOOK, { id })).club.transferOfferedTo).toBeNull()
      expect(await respond(admin, true)).toEqual(['NOT_FOUND'])
      expect(await offer(owner, owner)).toEqual([])
      expect(await respond(member, true)).toEqual(['NOT_FOUND'])
      await offer(owner, member)
      expect(await respond(member, false)).toEqual([])
      await offer(owner, member)
      expect(await respond(member, true)).toEqual([])
      expect([await roleOf(owner, id), await roleOf(member, id)]).toEqual(['ADMIN', 'OWNER'])
      expect(await owner.codes(LEAVE, { id })).toEqual([])
      expect(await member.codes(LEAVE, { id })).toEqual(['CONFLICT'])
      await world.settle()
      const offers = world.events('club.offer-changed', { clubId: id }).toSorted((a, b) => a.revision - b.revision)
      const { id: ownerId } = owner
      const [offered, ended] = [
        { athleteId: member.id, ownerId },
        { athleteId: null, formerAthleteId: member.id, ownerId },
      ]
      expect(offers).toMatchObject([
        { ...offered, formerAthleteId: null, answer: null },
        { ...ended, answer: null },
        offered,
        { ...ended, answer: 'DECLINED' },
        offered,
        { ...ended, answer: 'ACCEPTED' },
      ])
      expect(new Set(offers.map(({ revision }) => revision)).size).toBe(offers.length)
      const roles = world.events('club.membership-changed', { clubId: id, athleteId: member.id })
      expect(roles.at(-1)).toMatchObject({ role: 'OWNER', formerRole: 'MEMBER', byId: ownerId })
    })

    it('no longer offers the club to who has left it', async () => {
      const id = await makeClub(owner)
      await member.ask(JOIN, { id })
      await owner.ask(TRANSFER, { clubId: id, athleteId: member.id })
      await member.ask(LEAVE, { id })
      await member.ask(JOIN, { id })
      expect(await member.codes(RESPOND_TRANSFER, { clubId: id, accept: true })).toEqual(['NOT_FOUND'])
      await world.settle()
      expect(world.events('club.offer-changed', { clubId: id }).at(-1)).toMatchObject({ athleteId: null, ownerId: null })
    })

    it('deletes the club, and all memberships end', async () => {
      const id = await makeTeam()
      const DELETE = 'mutation ($id: ID!) { deleteClub(id: $id) }'
      expect(await admin.codes(DELETE, { id })).toEqual(['FORBIDDEN'])
      expect(await owner.ask(DELETE, { id })).toEqual({ deleteClub: true })
      expect(await owner.codes(DELETE, { id })).toEqual(['NOT_FOUND'])
      for (const who of [owner, member]) expect((await who.ask(LOOK, { id })).club).toBeNull()
      await world.settle()
      for (const { id: athleteId } of [owner, admin, moderator, member]) {
        expect(world.events('club.membership-changed', { clubId: id, athleteId }).at(-1)?.status).toBe('NONE')
      }
    })

    it('who closes the account leaves the club to whoever of the highest role is there longest', async () => {
      const founder = await world.athlete()
      const heir = await world.athlete()
      await world.settle()
      const id = await makeClub(founder)
      for (const who of [member, heir]) await who.ask(JOIN, { id })
      await founder.ask(SET_ROLE, { clubId: id, athleteId: heir.id, role: 'MODERATOR' })
      await world.account(founder, { revision: 2, deleted: true })
      await world.settle()
      expect([await roleOf(heir, id), await roleOf(member, id)]).toEqual(['OWNER', 'MEMBER'])
      expect((await heir.ask(LOOK, { id })).club.memberCount).toBe(2)
      expect(await audit(heir, id, { action: 'OWNER_SUCCEEDED' })).toEqual(['OWNER_SUCCEEDED'])
      const inherited = world.events('club.membership-changed', { clubId: id, athleteId: heir.id }).at(-1)
      expect(inherited).toMatchObject({ role: 'OWNER', formerRole: 'MODERATOR', byId: null })
      // Who comes back is an admin beside the new owner.
      await world.account(founder, { revision: 3 })
      await world.settle()
      expect([await roleOf(founder, id), await roleOf(heir, id)]).toEqual(['ADMIN', 'OWNER'])
      expect((await heir.ask(LOOK, { id })).club.memberCount).toBe(3)
    })

    it('who is alone finds the club again after coming back, and it dissolves with the erasure', async () => {
      const loner = await world.athlete()
      await world.settle()
      const id = await makeClub(loner)
      await world.account(loner, { revision: 2, deleted: true })
      await world.settle()
      await world.account(loner, { revision: 3 })
      await world.settle()
      expect(await roleOf(loner, id)).toBe('OWNER')
      await world.account(loner, { revision: 4, deleted: true })
      await world.erase(loner)
      await world.settle()
      expect(world.events('club.changed', { clubId: id }).at(-1)?.dissolved).toBe(true)
    })

    it('is owned by whoever joins first while its only member is away, who is an admin after coming back', async () => {
      const [loner, first, second] = [await world.athlete(), await world.athlete(), await world.athlete()]
      await world.settle()
      const id = await makeClub(loner)
      await world.account(loner, { revision: 2, deleted: true })
      await world.settle()
      for (const who of [first, second]) await who.ask(JOIN, { id })
      expect([await roleOf(first, id), await roleOf(second, id)]).toEqual(['OWNER', 'MEMBER'])
      expect(await audit(first, id, { action: 'OWNER_SUCCEEDED' })).toEqual(['OWNER_SUCCEEDED'])
      await world.account(loner, { revision: 3 })
      await world.settle()
      expect([await roleOf(loner, id), await roleOf(first, id)]).toEqual(['ADMIN', 'OWNER'])
      expect((await second.ask(LOOK, { id })).club.memberCount).toBe(3)
    })
  })

  describe('the picture of a club', () => {
    it('is an own photo of whoever runs it, and the former one is let go', async () => {
      const id = await makeTeam({ access: 'OPEN', avatarUrl: 'https://example.org/a.png' })
      const [owners, admins, members] = await Promise.all([owner, admin, member].map((who) => world.photo(who)))
      await world.settle()
      const change = (who: Person, more: object) => who.codes(UPDATE, { id, input: { name: 'With a picture', ...more } })
      const urlOf = async () => (await stranger.ask(LOOK, { id })).club.avatarUrl
      for (const avatarPhotoId of [members, newId('Photo')]) {
        expect(await change(admin, { avatarPhotoId })).toEqual(['BAD_USER_INPUT'])
      }
      expect(await change(owner, { avatarPhotoId: owners })).toEqual([])
      expect(await urlOf()).toContain(`${owners}/thumbnail/`)
      // Another admin changes the name, and then the picture.
      expect(await change(admin, {})).toEqual([])
      expect(await urlOf()).toContain(owners)
      expect(await change(admin, { avatarPhotoId: admins })).toEqual([])
      expect(await urlOf()).toContain(admins)
      expect(await change(owner, { avatarPhotoId: null })).toEqual([])
      expect(await urlOf()).toBe('https://example.org/a.png')
      await world.settle()
      const carried = [owner, admin].map(({ id: athleteId }) =>
        world.events('photos.carried', { athleteId }).map(({ photoIds }) => photoIds),
      )
      expect(carried).toEqual([
        [[owners], []],
        [[admins], []],
      ])
    })

    it('of a SECRET club opens for its members, and for nobody who has left', async () => {
      const photo = await world.photo(owner)
      await world.settle()
      await world.runtime.objects.write(`photos/${owner.id}/${photo}/thumbnail.webp`, Buffer.from('a picture'))
      const id = await makeTeam({ access: 'SECRET', avatarPhotoId: photo })
      const { pathname, search } = new URL((await member.ask(LOOK, { id })).club.avatarUrl)
      const opens = async (who: string) => {
        const path = pathname.replace(member.id, who)
        return (await callRoute([publicRoutesOf(world.subgraph)], `${path}${search}`)).statusCode
      }
      expect([await opens(member.id), await opens(stranger.id)]).toEqual([200, 403])
      await member.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id })
      expect(await opens(member.id)).toBe(404)
    })

    it('goes with the club', async () => {
      const photo = await world.photo(owner)
      await world.settle()
      const id = await makeClub(owner, { avatarPhotoId: photo })
      await owner.ask('mutation ($id: ID!) { deleteClub(id: $id) }', { id })
      await world.settle()
      const carried = world.events('photos.carried').filter(({ carrierId }) => carrierId.startsWith(id))
      expect(carried.map(({ photoIds }) => photoIds)).toEqual([[photo], []])
    })
  })

  describe('finding clubs near a place', () => {
    it('finds those within the circle, also over the date line, but no SECRET one', async () => {
      const NEAR =
        'query ($near: NearInput, $query: String) { searchClubs(near: $near, query: $query) { edges { node { id } } } }'
      const at = (longitude: number, more: object = {}) => makeClub(owner, { latitude: -17, longitude, ...more })
      const [east, west] = [await at(179.9), await at(-179.9)]
      await at(179.9, { access: 'SECRET' })
      await at(170)
      const idsNear = async (more: object = {}) => {
        const { searchClubs } = await stranger.ask(NEAR, { near: { latitude: -17, longitude: 180, radiusKm: 50 }, ...more })
        return searchClubs.edges.map(({ node }: { node: { id: string } }) => node.id).toSorted()
      }
      expect(await idsNear()).toEqual([east, west].toSorted())
      expect(await idsNear({ query: 'nothing like it' })).toEqual([])
      expect(await stranger.codes(NEAR, { near: { latitude: 95, longitude: 0, radiusKm: 5 } })).toEqual(['BAD_USER_INPUT'])
    })
  })
}
