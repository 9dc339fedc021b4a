import { newId, subgraphSchema } from '@gruppetto/graph'
import { primariesOf } from '@gruppetto/runtime'
import { type GraphQLField, getNamedType, isInputObjectType } from 'graphql'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { clubs } from '../src/module.ts'
import { makeChallenge, makeClub, type Person, type World } from './world.ts'

/** Every road by which a stranger may name a club: `$c` is its id, and the other ids are of things that the stranger may change. */
const ROADS: Readonly<Record<string, string>> = {
  club: 'query ($c: ID) { club(id: $c) { id name memberCount goals { id } } }',
  updateClub: 'mutation ($c: ID!) { updateClub(id: $c, input: { name: "Mine now" }) { id } }',
  deleteClub: 'mutation ($c: ID!) { deleteClub(id: $c) }',
  joinClub: 'mutation ($c: ID!) { joinClub(id: $c) { id } }',
  leaveClub: 'mutation ($c: ID!) { leaveClub(id: $c) { id } }',
  inviteToClub: 'mutation ($c: ID!, $athlete: ID!) { inviteToClub(clubId: $c, athleteId: $athlete) { id } }',
  respondToJoinRequest:
    'mutation ($c: ID!, $athlete: ID!) { respondToJoinRequest(clubId: $c, athleteId: $athlete, accept: true) { id } }',
  respondToJoinRequests:
    'mutation ($c: ID!, $athlete: ID!) { respondToJoinRequests(clubId: $c, athleteIds: [$athlete], accept: true) { id } }',
  setClubRole: 'mutation ($c: ID!, $athlete: ID!) { setClubRole(clubId: $c, athleteId: $athlete, role: ADMIN) { id } }',
  removeClubMember: 'mutation ($c: ID!, $athlete: ID!) { removeClubMember(clubId: $c, athleteId: $athlete) { id } }',
  muteClubMember: 'mutation ($c: ID!, $athlete: ID!) { muteClubMember(clubId: $c, athleteId: $athlete) { id } }',
  transferClub: 'mutation ($c: ID!, $athlete: ID!) { transferClub(clubId: $c, athleteId: $athlete) { id } }',
  respondToClubTransfer: 'mutation ($c: ID!) { respondToClubTransfer(clubId: $c, accept: true) { id } }',
  createClubInvite: 'mutation ($c: ID!) { createClubInvite(input: { clubId: $c }) { id } }',
  createClubEvent: `mutation ($c: ID!, $at: DateTime!) {
    createClubEvent(input: { clubId: $c, title: "Ride", startsAt: $at, timeZone: "UTC" }) { id } }`,
  updateClubEvent: `mutation ($c: ID!, $event: ID!, $at: DateTime!) {
    updateClubEvent(id: $event, input: { clubId: $c, title: "Ride", startsAt: $at, timeZone: "UTC" }) { id } }`,
  renewCalendarUrl: 'mutation ($c: ID!) { renewCalendarUrl(clubId: $c) { id } }',
  flagActivity: 'mutation ($c: ID!, $activity: ID!) { flagActivity(activityId: $activity, clubId: $c) }',
  judgeActivity: 'mutation ($c: ID!, $activity: ID!) { judgeActivity(activityId: $activity, clubId: $c, counts: true) { id } }',
  createClubGoal: `mutation ($c: ID!, $day: Date!) { createClubGoal(
    input: { clubId: $c, title: "Far", metric: DISTANCE, target: 1, startsOn: $day, endsOn: $day }) { id } }`,
  updateClubGoal: `mutation ($c: ID!, $goal: ID!, $day: Date!) { updateClubGoal(id: $goal,
    input: { clubId: $c, title: "Far", metric: DISTANCE, target: 1, startsOn: $day, endsOn: $day }) { id } }`,
  createChallenge: `mutation ($c: ID!, $at: DateTime!, $later: DateTime!) { createChallenge(
    input: { clubId: $c, title: "Ten", kind: TOTAL, metric: DISTANCE, sports: [RUN], startsAt: $at, endsAt: $later }) { id } }`,
  enterChallenge: 'mutation ($c: ID!, $challenge: ID!) { enterChallenge(id: $challenge, clubId: $c) { id } }',
  withdrawFromChallenge: 'mutation ($c: ID!, $challenge: ID!) { withdrawFromChallenge(id: $challenge, clubId: $c) { id } }',
  joinChallenge: 'mutation ($c: ID!, $challenge: ID!) { joinChallenge(id: $challenge, clubId: $c) { id } }',
}

/** Those that refuse another club than that of the event or goal, and a challenge for the members of its clubs. */
const CODES: Readonly<Record<string, string>> = {
  updateClubEvent: 'BAD_USER_INPUT',
  updateClubGoal: 'BAD_USER_INPUT',
  joinChallenge: 'FORBIDDEN',
}

/** Every road by which a stranger may name what is in a club: `$x` is the id of a thing of this kind, and `$c` that of a club of the stranger. */
const ROADS_INSIDE: Readonly<Record<string, readonly ['event' | 'goal' | 'challenge' | 'invite', string]>> = {
  clubEvent: ['event', 'query ($x: ID!) { clubEvent(id: $x) { id } }'],
  updateClubEvent: [
    'event',
    `mutation ($x: ID!, $c: ID!, $at: DateTime!) {
      updateClubEvent(id: $x, input: { clubId: $c, title: "Ride", startsAt: $at, timeZone: "UTC" }) { id } }`,
  ],
  cancelClubEvent: ['event', 'mutation ($x: ID!) { cancelClubEvent(id: $x) { id } }'],
  restoreClubEvent: ['event', 'mutation ($x: ID!) { restoreClubEvent(id: $x) { id } }'],
  rsvp: ['event', 'mutation ($x: ID!) { rsvp(eventId: $x, answer: GOING) { id } }'],
  recordAttendance: [
    'event',
    'mutation ($x: ID!, $athlete: ID!) { recordAttendance(eventId: $x, athleteIds: [$athlete], attended: true) { id } }',
  ],
  updateClubGoal: [
    'goal',
    `mutation ($x: ID!, $c: ID!, $day: Date!) { updateClubGoal(id: $x,
      input: { clubId: $c, title: "Far", metric: DISTANCE, target: 1, startsOn: $day, endsOn: $day }) { id } }`,
  ],
  endClubGoal: ['goal', 'mutation ($x: ID!) { endClubGoal(id: $x) { id } }'],
  challenge: ['challenge', 'query ($x: ID!) { challenge(id: $x) { id } }'],
  updateChallenge: ['challenge', 'mutation ($x: ID!) { updateChallenge(id: $x, input: { title: "Mine now" }) { id } }'],
  cancelChallenge: ['challenge', 'mutation ($x: ID!) { cancelChallenge(id: $x) { id } }'],
  enterChallenge: ['challenge', 'mutation ($x: ID!, $c: ID!) { enterChallenge(id: $x, clubId: $c) { id } }'],
  withdrawFromChallenge: ['challenge', 'mutation ($x: ID!, $c: ID!) { withdrawFromChallenge(id: $x, clubId: $c) { id } }'],
  joinChallenge: ['challenge', 'mutation ($x: ID!) { joinChallenge(id: $x) { id } }'],
  leaveChallenge: ['challenge', 'mutation ($x: ID!) { leaveChallenge(id: $x) { id } }'],
  setChallengeSharing: ['challenge', 'mutation ($x: ID!) { setChallengeSharing(id: $x, share: true) { id } }'],
  flagActivity: ['challenge', 'mutation ($x: ID!, $activity: ID!) { flagActivity(activityId: $activity, challengeId: $x) }'],
  judgeActivity: [
    'challenge',
    'mutation ($x: ID!, $activity: ID!) { judgeActivity(activityId: $activity, challengeId: $x, counts: true) { id } }',
  ],
  revokeClubInvite: ['invite', 'mutation ($x: ID!) { revokeClubInvite(id: $x) { id } }'],
}
const TYPES = { event: 'ClubEvent', goal: 'ClubGoal', challenge: 'Challenge', invite: 'ClubInvite' } as const

type Field = GraphQLField<unknown, unknown>
const fieldsOf = (): readonly Field[] => {
  const schema = subgraphSchema(clubs)
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}))
}
const isIdOfClub = ({ name, type }: Field, argument: string): boolean =>
  argument === 'id' && (name === 'club' || (name.endsWith('Club') && String(type) !== 'ClubEvent!'))

/** The fields of Query and Mutation that take the id of a club, as an argument or in an input. */
const fieldsWithClub = (): readonly string[] => {
  const takesClub = fieldsOf().filter((field) =>
    field.args.some((arg) => {
      const input = getNamedType(arg.type)
      return arg.name === 'clubId' || isIdOfClub(field, arg.name) || (isInputObjectType(input) && 'clubId' in input.getFields())
    }),
  )
  return takesClub.map(({ name }) => name)
}

/** Those that take the id of something that may be in a club. */
const fieldsWithInside = (): readonly string[] =>
  fieldsOf().flatMap((field) =>
    field.args.some(({ name }) => ['id', 'eventId', 'challengeId'].includes(name) && !isIdOfClub(field, name))
      ? [field.name]
      : [],
  )

/** Tests of what a SECRET club costs a stranger, in the same world as the tests of clubs. */
export const secretClubs = (worldOf: () => World): void => {
  let world: World
  let stranger: Person
  let variables: Readonly<Record<string, unknown>>
  let secret: { id: string; slug: string }
  let inside: Readonly<Record<keyof typeof TYPES, string>>
  /** What a stranger gets for a question, and what it costs: the commands on the database, and those to Redis. */
  const costOf = async (query: string, more: object) => {
    const redis: string[] = []
    const [server] = primariesOf(world.runtime.redis)
    if (server === undefined) throw new Error('there is no Redis')
    const send = server.sendCommand.bind(server)
    const spy = vi.spyOn(server, 'sendCommand').mockImplementation((command, ...rest) => {
      redis.push(command.name)
      return send(command, ...rest)
    })
    let answer: unknown
    try {
      const commands = await world.commandsOf(async () => {
        const { data, errors } = await world.subgraph.execute(
          { query, variables: { ...variables, ...more } },
          stranger.caller,
          null,
        )
        answer = { data, errors: errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code })) }
      })
      return { answer, commands, redis }
    } finally {
      spy.mockRestore()
    }
  }

  describe('a SECRET club is to a stranger as one that there is not', () => {
    // Here, since the tests before move the clock.
    beforeAll(async () => {
      world = worldOf()
      const [owner, other] = [await world.athlete(), await world.athlete()]
      stranger = await world.athlete()
      await world.settle()
      const create = 'mutation ($input: ClubInput!) { createClub(input: $input) { id slug } }'
      secret = (await owner.ask(create, { input: { name: 'Nobody knows us', access: 'SECRET' } })).createClub
      const clubId = await makeClub(stranger)
      const at = new Date(world.now() + 3_600_000).toISOString()
      const later = new Date(world.now() + 7_200_000).toISOString()
      const day = at.slice(0, 10)
      const event = { clubId, title: 'Ride', startsAt: at, timeZone: 'UTC' }
      const goal = { clubId, title: 'Far', metric: 'DISTANCE', target: 1, startsOn: day, endsOn: day }
      const askAs = async (who: Person, field: string, type: string, input: unknown): Promise<string> =>
        (await who.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { id } }`, { input }))[field].id
      const ask = (field: string, type: string, input: unknown) => askAs(stranger, field, type, input)
      inside = {
        event: await askAs(owner, 'createClubEvent', 'ClubEventInput', { ...event, clubId: secret.id }),
        goal: await askAs(owner, 'createClubGoal', 'ClubGoalInput', { ...goal, clubId: secret.id }),
        challenge: await makeChallenge(world, owner, { clubId: secret.id }),
        invite: await askAs(owner, 'createClubInvite', 'ClubInviteInput', { clubId: secret.id }),
      }
      variables = {
        athlete: other.id,
        c: clubId,
        activity: await world.activity(owner),
        event: await ask('createClubEvent', 'ClubEventInput', event),
        goal: await ask('createClubGoal', 'ClubGoalInput', goal),
        challenge: await makeChallenge(world, stranger, { clubId, bestOfTeam: 2 }),
        at,
        later,
        day,
      }
      await world.settle()
    })

    it('on every road that takes a club, which are all of these', () => {
      expect(Object.keys(ROADS).toSorted()).toEqual(fieldsWithClub().toSorted())
    })

    it.each(Object.entries(ROADS))('%s: the same answer for the same commands', async (name, road) => {
      const unknown = await costOf(road, { c: newId('Club') })
      expect(unknown.commands.length + unknown.redis.length).toBeGreaterThan(0)
      expect(await costOf(road, { c: secret.id })).toEqual(unknown)
      expect(unknown.answer).toMatchObject(
        name === 'club' ? { data: { club: null } } : { errors: [{ code: CODES[name] ?? 'NOT_FOUND' }] },
      )
    })

    it('on every road that takes a thing in it, which are all of these', () => {
      expect(Object.keys(ROADS_INSIDE).toSorted()).toEqual(fieldsWithInside().toSorted())
    })

    it.each(Object.entries(ROADS_INSIDE))('%s: the same answer about what is in it', async (name, [kind, road]) => {
      const { answer } = await costOf(road, { x: newId(TYPES[kind]) })
      expect((await costOf(road, { x: inside[kind] })).answer).toEqual(answer)
      expect(answer).toMatchObject(
        kind === name || name === 'clubEvent' ? { data: { [name]: null } } : { errors: [{ code: 'NOT_FOUND' }] },
      )
    })

    it('by its slug, and as what another subgraph refers to', async () => {
      const bySlug = 'query ($slug: String) { club(slug: $slug) { id name } }'
      const unknown = await costOf(bySlug, { slug: 'there-is-none' })
      expect(unknown.commands.length).toBeGreaterThan(1)
      expect(await costOf(bySlug, { slug: secret.slug })).toEqual(unknown)
      const entity = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { id name goals { id } } } }'
      for (const key of ['id', 'ref']) {
        const referTo = (id: string) => ({ r: [{ __typename: 'Club', [key]: id }] })
        expect(await costOf(entity, referTo(secret.id))).toEqual(await costOf(entity, referTo(newId('Club'))))
      }
    })
  })
}
