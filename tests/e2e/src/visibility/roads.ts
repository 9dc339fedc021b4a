import { createECDH, randomBytes } from 'node:crypto'
import { maySee, ROADS, type Road, RULES, type RuleKey, VIEWERS, type Viewer } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { rideOn, startLive } from '../live/live.ts'
import { newBrand, newProduct, newStaff, partnerWith } from '../partner/partner.ts'
import { follow, newAthlete, type Person, sendFile, sendPhoto, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { World, WorldOf } from '../world.ts'

const DAY_MS = 86_400_000
const VIEWER_NAMES = Object.keys(VIEWERS) as Viewer[]

export type People = Readonly<Record<Viewer, Person>>
/** The query that an answer to must contain the word for those who see it, or another way to look. */
type Probe = { readonly query: string; readonly word: string } | ((who: Person, viewer: Viewer) => Promise<boolean>)
/** One probe for each road that the table names. */
type Probes = {
  readonly [Key in RuleKey]: {
    readonly [R in (typeof RULES)[Key]['roads'][number]]: Probe
  } & { readonly owner?: Person }
}

/** Who is offered a thing on a road. Others may see it, but it does not come to them there. */
const COMES_TO: Partial<Record<Road, readonly Viewer[]>> = { feed: ['self', 'follower'] }

const idOf = async (who: Person, mutation: string, variables: Readonly<Record<string, unknown>>): Promise<string> => {
  const answer = await who.get<Readonly<Record<string, { readonly id: string }>>>(mutation, variables)
  return Object.values(answer)[0]?.id ?? ''
}

const ride = (who: Person, name: string, visibility: string) =>
  idOf(who, 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }', {
    input: {
      name,
      visibility,
      sport: 'RIDE',
      startedAt: new Date(Date.now() - 2 * DAY_MS).toISOString(),
      timeZone: 'UTC',
      elapsedSeconds: 3600,
      distanceMeters: 20_000,
    },
  })

export const makePeople = async (world: World): Promise<People> => {
  const named = (name: string) => newAthlete(world.url, name)
  const [self, follower, stranger, blocked, blocker, muted, suspended] = await Promise.all([
    named('owner'),
    named('fan'),
    named('stranger'),
    named('blocked'),
    named('blocker'),
    named('muted'),
    named('suspended'),
  ])
  const [clubMate, moderator, admin, requested, invited, banned] = await Promise.all([
    named('mate'),
    named('mod'),
    named('admin'),
    named('requested'),
    named('invited'),
    named('banned'),
  ])
  const staff = await newStaff(() => world)
  const { id: brandId, secret } = await newBrand(staff)
  await newProduct(staff, { brandId, name: 'Gravel bike', category: 'BIKE' })
  const ofClub = { clubMate, moderator, admin, requested, invited, banned }
  const people = { self, follower, stranger, blocked, blocker, muted, ...ofClub, staff, suspended }
  await world.verify(...Object.values(people))
  return { ...people, signedOut: world.nobody, partner: partnerWith(world.url, secret) }
}

export const relate = async (owner: Person, { follower, blocked, blocker, muted }: People): Promise<void> => {
  await follow(follower, owner)
  if (owner !== follower)
    await owner.ask('mutation ($id: ID!) { respondToFollowRequest(athleteId: $id, accept: true) { id } }', { id: follower.id })
  await owner.get('mutation ($id: ID!) { block(athleteId: $id) { id } }', { id: blocked.id })
  await blocker.get('mutation ($id: ID!) { block(athleteId: $id) { id } }', { id: owner.id })
  await owner.get('mutation ($id: ID!) { mute(athleteId: $id, muted: true) { id } }', { id: muted.id })
}

/** Founds a club with somebody in each role. Returns its id and the address of its link for members. */
const makeClub = async (
  owner: Person,
  people: People,
  input: object,
): Promise<{ readonly id: string; readonly link: string }> => {
  const id = await idOf(owner, 'mutation ($input: ClubInput!) { createClub(input: $input) { id } }', { input })
  const linkFor = async (role: string) => {
    const query = 'mutation ($input: ClubInviteInput!) { createClubInvite(input: $input) { url } }'
    const made = await owner.get<{ createClubInvite: { url: string } }>(query, { input: { clubId: id, role } })
    return made.createClubInvite.url
  }
  const enter = (who: Person, url: string) =>
    who.get('mutation ($token: String!) { joinByInvite(token: $token) { id } }', { token: url.split('/').at(-1) })
  const link = await linkFor('MEMBER')
  await enter(people.moderator, await linkFor('MODERATOR'))
  await enter(people.admin, await linkFor('ADMIN'))
  await enter(people.clubMate, link)
  await enter(people.banned, link)
  await owner.get('mutation ($club: ID!, $who: ID!) { inviteToClub(clubId: $club, athleteId: $who) { id } }', {
    club: id,
    who: people.invited.id,
  })
  await owner.get(
    'mutation ($club: ID!, $who: ID!) { removeClubMember(clubId: $club, athleteId: $who, ban: true, reason: "Spam") { id } }',
    { club: id, who: people.banned.id },
  )
  return { id, link }
}

const makeEvent = (owner: Person, clubId: string, title: string) =>
  idOf(owner, 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }', {
    input: { clubId, title, startsAt: new Date(Date.now() + DAY_MS).toISOString(), timeZone: 'UTC', isVirtual: true },
  })

const post = (who: Person, text: string, clubId?: string) =>
  idOf(who, 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input: { text, clubId } })

/** Registers a browser whose push service does not exist. */
const registerDevice = (who: Person) => {
  const browser = createECDH('prime256v1')
  const input = {
    endpoint: `https://push.gruppetto.example/${who.id}`,
    p256dh: browser.generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
  return who.get('mutation ($input: WebPushInput!) { registerWebPush(input: $input) }', { input })
}

/** Looks whether a query shows the word. An answer with errors may show it too. */
const shows = async (who: Person, query: string, word: string): Promise<boolean> =>
  JSON.stringify(await who.ask(query)).includes(word)

const FEED =
  '{ viewer { feed(first: 50) { edges { node { ... on ActivityFeedItem { activity { id } } ... on PostFeedItem { post { id } } } } } } }'

/** Makes a thing for each rule, and the probes of its roads. */
const prepare = async (world: World, people: People): Promise<Probes> => {
  const { self: owner, follower, suspended, staff } = people
  const [privately, forFollowers] = await Promise.all([newAthlete(world.url, 'private'), newAthlete(world.url, 'shy')])
  await world.verify(privately, forFollowers)
  await privately.get('mutation { updatePrivacy(input: { approveFollowers: true }) { id } }')
  await forFollowers.get('mutation { updatePrivacy(input: { profile: FOLLOWERS }) { id } }')
  for (const one of [forFollowers, owner])
    await one.get('mutation ($bio: String) { updateProfile(input: { bio: $bio }) { id } }', { bio: `BIO OF ${one.handle}` })
  for (const one of [owner, privately, forFollowers]) await relate(one, people)
  const challenge = await newChallenge(staff)
  for (const [viewer, who] of Object.entries(people)) if (!['signedOut', 'partner'].includes(viewer)) await join(who, challenge)

  const secret = await makeClub(owner, people, { name: `Secret ${owner.handle}`, access: 'SECRET' })
  const closed = await makeClub(owner, people, { name: `Closed ${owner.handle}`, access: 'ON_REQUEST' })
  const ask = 'mutation ($id: ID!) { joinClub(id: $id) { viewerMembership { status } } }'
  const asked = await people.requested.get(ask, { id: closed.id })
  expect(asked).toEqual({ joinClub: { viewerMembership: { status: 'REQUESTED' } } })
  expect(await people.requested.refused(ask, { id: secret.id })).toBe('NOT_FOUND')
  const secretEvent = await makeEvent(owner, secret.id, 'In secret')
  const closedEvent = await makeEvent(owner, closed.id, 'Among us')
  const secretChallenge = await newChallenge(owner, { clubId: secret.id })
  const closedChallenge = await newChallenge(owner, { clubId: closed.id })
  await world.settle()
  const secretPost = await post(owner, 'In secret', secret.id)

  const open = await ride(owner, 'For everyone', 'EVERYONE')
  const own = await ride(owner, 'For me', 'ONLY_ME')
  const ofPrivate = await ride(privately, 'For everyone, nearly', 'EVERYONE')
  // The second is worn by the distance of one ride, so that its owner may need another.
  const [gear, ownGear] = await Promise.all(
    [{ name: 'Bike' }, { name: 'Hidden bike', retireAtMeters: 20_000 }].map((input) =>
      idOf(owner, 'mutation ($input: GearInput!) { addGear(input: $input) { id } }', { input: { ...input, kind: 'BIKE' } }),
    ),
  )
  await owner.get('mutation ($id: ID!, $gear: ID) { updateActivity(id: $id, input: { gearId: $gear }) { id } }', {
    id: own,
    gear: ownGear,
  })
  const upload = await sendFile(owner, 'ride.gpx', gpxRide(Date.now() - DAY_MS), { visibility: 'FOLLOWERS', gearId: gear })
  const photo = await sendPhoto(owner, 'On the way')
  await world.settle()
  const among = (await uploadOf(owner, upload)).activities[0]?.id ?? ''
  await owner.get('mutation ($id: ID!, $photos: [ID!]) { updateActivity(id: $id, input: { photoIds: $photos }) { id } }', {
    id: among,
    photos: [photo],
  })
  const openPost = await post(owner, 'A good day')
  for (const [viewer, who] of Object.entries(people)) if (!['signedOut', 'partner'].includes(viewer)) await registerDevice(who)
  const postOfPrivate = await post(privately, 'A quiet day')
  const mentioned = Object.entries(people).flatMap(([viewer, { handle }]) =>
    ['self', 'signedOut', 'partner'].includes(viewer) ? [] : [`@${handle}`],
  )
  const addComment = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }'
  const comment = await idOf(owner, addComment, { input: { subjectId: among, text: `Thanks to ${mentioned.join(' ')}` } })
  await idOf(follower, addComment, { input: { subjectId: among, text: 'Well done' } })
  const openComment = await idOf(owner, addComment, { input: { subjectId: open, text: 'A good day' } })
  const live = await startLive(owner, 'FOLLOWERS')
  await rideOn(owner, live, 0, 10)
  await owner.get('mutation { setPersonalGoal(input: { metric: DISTANCE, period: YEAR, target: 5514123 }) { id } }')
  await staff.get(
    'mutation ($id: ID!, $until: DateTime!) { suspendAthlete(athleteId: $id, until: $until, reason: "Spam") { id } }',
    {
      id: suspended.id,
      until: new Date(Date.now() + DAY_MS).toISOString(),
    },
  )
  await world.settle()
  const { viewer } = await owner.get<{ viewer: { notifications: { edges: { node: { id: string } }[] } } }>(
    '{ viewer { notifications(first: 1) { edges { node { id } } } } }',
  )
  const notification = viewer.notifications.edges[0]?.node.id ?? ''

  const at = (field: string, id: string, word = id): Probe => ({ query: `{ ${field}(id: "${id}") { id } }`, word })
  const node = (id: string): Probe => ({ query: `{ node(id: "${id}") { id } nodes(ids: ["${id}"]) { id } }`, word: `"${id}"` })
  const ofAthlete = (id: string, selection: string, word: string): Probe => ({
    query: `{ athlete(id: "${id}") { ${selection} } }`,
    word,
  })
  const rides = (athleteId: string, id: string) => ofAthlete(athleteId, 'activities(first: 20) { edges { node { id } } }', id)
  const posts = (athleteId: string, id: string) => ofAthlete(athleteId, 'posts { edges { node { id } } }', id)
  const inFeed = (id: string): Probe => ({ query: FEED, word: id })
  /** The count tells as much as the list may. */
  const count = async (who: Person, seen: Viewer): Promise<boolean> => {
    const { data } = await who.ask(
      `{ athlete(id: "${owner.id}") { activities(first: 1) { totalCount } totals(period: ALL_TIME) { count } } }`,
    )
    const rules = ['activity', 'activityForFollowers', 'activityForNobody'] as const
    const expected = rules.filter((rule) => maySee(rule, seen)).length
    const athlete = data?.athlete as
      | { activities: { totalCount: number } | null; totals: { count: number }[] | null }
      | null
      | undefined
    const summed = (athlete?.totals ?? []).reduce((sum, total) => sum + total.count, 0)
    expect([athlete?.activities?.totalCount ?? 0, summed], `counted by ${seen}`).toEqual([expected, expected])
    return expected > 0
  }
  const counts = (rule: 'activity' | 'activityForFollowers' | 'activityForNobody') => async (who: Person, seen: Viewer) =>
    (await count(who, seen)) && maySee(rule, seen)
  const photoUrl = async (who: Person): Promise<boolean> => {
    const { data } = await who.ask(`{ activity(id: "${among}") { photos { url } } }`)
    const url = (data?.activity as { photos: { url: string }[] } | null | undefined)?.photos[0]?.url
    return url !== undefined && (await fetch(url)).status === 200
  }
  const exported = async (who: Person): Promise<boolean> => {
    const { data } = await who.ask(`{ activity(id: "${among}") { exportUrl(format: GPX) } }`)
    const url = (data?.activity as { exportUrl: string | null } | null | undefined)?.exportUrl
    return typeof url === 'string' && (await fetch(url)).status === 200
  }
  const followed = async (who: Person): Promise<boolean> => {
    const socket = await who.live().catch(() => null)
    if (socket === null) return false
    const updates = socket.subscribe<{ liveSessionUpdated: { id: string } }>(
      `subscription { liveSessionUpdated(id: "${live.id}") { id } }`,
    )
    const first = await updates.next().catch(() => null)
    await socket.close()
    return first?.liveSessionUpdated.id === live.id
  }
  // What a channel is to send stands there until it is sent; a mail waits a quarter of an hour.
  const deliveries = await world.inside(async (runtime) =>
    (await runtime.database('social')).connection
      .collection('notification_deliveries')
      .find({ topic: /MENTION/ })
      .toArray(),
  )
  const delivered =
    (channel: string) =>
    async ({ id }: Person): Promise<boolean> =>
      deliveries.some((row) => row.channel === channel && row.athleteId === id)
  const mentionNotices: Probe = {
    query: '{ viewer { notifications { edges { node { kind comment { id } } } } } }',
    word: `"kind":"MENTION","comment":{"id":"${comment}"}`,
  }
  const cardOf = (id: string) => `{ athlete(id: "${id}") { handle bio followerCount } }`
  return {
    card: { id: { query: cardOf(owner.id), word: owner.handle }, node: node(owner.id) },
    presence: {
      list: { query: `{ athlete(id: "${follower.id}") { following { edges { node { id } } } } }`, word: owner.id },
      search: { query: `{ searchAthletes(query: "${owner.handle}") { edges { node { id } } } }`, word: owner.id },
      leaderboard: {
        query: `{ challenge(id: "${challenge}") { leaderboard(first: 50) { edges { node { athlete { id } } } } } }`,
        word: owner.id,
      },
    },
    suggestion: { suggestion: { query: '{ viewer { suggestedAthletes(first: 50) { id } } }', word: owner.id } },
    profile: {
      id: { query: cardOf(owner.id), word: `BIO OF ${owner.handle}` },
      count: { query: cardOf(owner.id), word: '"followerCount":1' },
    },
    profileForFollowers: {
      owner: forFollowers,
      id: { query: cardOf(forFollowers.id), word: `BIO OF ${forFollowers.handle}` },
      node: {
        query: `{ node(id: "${forFollowers.id}") { ... on Athlete { bio } } }`,
        word: `BIO OF ${forFollowers.handle}`,
      },
      count: { query: cardOf(forFollowers.id), word: '"followerCount":1' },
    },
    activity: {
      id: at('activity', open),
      node: node(open),
      list: rides(owner.id, open),
      count: counts('activity'),
      feed: inFeed(open),
    },
    activityForFollowers: {
      id: at('activity', among),
      node: node(among),
      list: rides(owner.id, among),
      count: counts('activityForFollowers'),
      feed: inFeed(among),
      export: exported,
    },
    activityForNobody: {
      id: at('activity', own),
      node: node(own),
      list: rides(owner.id, own),
      count: counts('activityForNobody'),
      feed: inFeed(own),
    },
    activityOfPrivateAccount: {
      owner: privately,
      id: at('activity', ofPrivate),
      node: node(ofPrivate),
      list: rides(privately.id, ofPrivate),
      feed: inFeed(ofPrivate),
    },
    photo: { list: { query: `{ activity(id: "${among}") { photos { id } } }`, word: photo }, 'photo URL': photoUrl },
    effort: {},
    effortInZone: {},
    clubMute: {},
    answerNote: {},
    live: { id: at('liveSession', live.id), node: node(live.id), subscription: followed },
    gear: {
      id: at('gear', gear ?? ''),
      node: node(gear ?? ''),
      list: { query: `{ activity(id: "${among}") { gear { id } } }`, word: gear ?? '' },
    },
    post: { node: node(openPost), list: posts(owner.id, openPost), feed: inFeed(openPost) },
    postOfPrivateAccount: {
      owner: privately,
      node: node(postOfPrivate),
      list: posts(privately.id, postOfPrivate),
      feed: inFeed(postOfPrivate),
    },
    comment: {
      id: at('comment', comment),
      node: node(comment),
      list: { query: `{ activity(id: "${among}") { comments { edges { node { id } } } } }`, word: comment },
    },
    commentForEveryone: {
      id: at('comment', openComment),
      node: node(openComment),
      list: { query: `{ activity(id: "${open}") { comments { edges { node { id } } } } }`, word: openComment },
    },
    mention: { notification: mentionNotices, mail: delivered('MAIL'), push: delivered('PUSH') },
    clubName: {
      id: { query: `{ club(id: "${secret.id}") { name } }`, word: `Secret ${owner.handle}` },
      node: { query: `{ node(id: "${secret.id}") { ... on Club { name } } }`, word: `Secret ${owner.handle}` },
      list: {
        query: '{ viewer { clubs { edges { node { name } } } clubInvitations { name } } }',
        word: `Secret ${owner.handle}`,
      },
    },
    insideSecretClub: {
      id: { query: `{ clubEvent(id: "${secretEvent}") { id } challenge(id: "${secretChallenge}") { id } }`, word: secretEvent },
      node: { query: `{ nodes(ids: ["${secretPost}", "${secretEvent}", "${secretChallenge}"]) { id } }`, word: secretPost },
      list: { query: `{ club(id: "${secret.id}") { posts { edges { node { id } } } } }`, word: secretPost },
      feed: { query: FEED, word: secretPost },
    },
    insideClosedClub: {
      id: { query: `{ clubEvent(id: "${closedEvent}") { id } }`, word: closedEvent },
      node: node(closedChallenge),
      list: { query: `{ club(id: "${closed.id}") { members { edges { node { id } } } } }`, word: owner.id },
    },
    clubOffice: { list: { query: `{ club(id: "${secret.id}") { invites { url } } }`, word: secret.link } },
    own: {
      id: at('upload', upload),
      node: node(ownGear ?? ''),
      list: { query: '{ viewer { goals { target } } }', word: '5514123' },
      suggestion: { query: '{ viewer { productSuggestions(first: 50) { text } } }', word: 'has gone 20 km of about 20 km' },
    },
    notification: {
      id: at('notification', notification),
      node: node(notification),
      list: { query: '{ viewer { notifications { edges { node { id } } } } }', word: notification },
    },
  }
}

const rulesAndRoads = (Object.keys(RULES) as RuleKey[]).flatMap((rule) => RULES[rule].roads.map((road) => [rule, road] as const))

/** Tries each road of the table as each viewer. */
export const roads = (world: WorldOf): void => {
  describe('who sees what', () => {
    it('is on each road as the table says', async () => {
      const people = await makePeople(world())
      const probes = await prepare(world(), people)
      const wrong: string[] = []
      for (const [rule, road] of rulesAndRoads) {
        const { owner, ...own } = probes[rule]
        const probe = (own as Partial<Record<Road, Probe>>)[road]
        if (probe === undefined) throw new Error(`there is no probe for ${rule} by ${road}`)
        const looks = await Promise.all(
          VIEWER_NAMES.map(async (viewer) => {
            const who = viewer === 'self' ? (owner ?? people.self) : people[viewer]
            const sees = typeof probe === 'function' ? await probe(who, viewer) : await shows(who, probe.query, probe.word)
            return { viewer, sees }
          }),
        )
        for (const { viewer, sees } of looks) {
          const may = maySee(rule, viewer)
          const comes = COMES_TO[road]?.includes(viewer) ?? true
          if (sees && !may) wrong.push(`${viewer} sees ${RULES[rule].subject} by ${road}`)
          if (!sees && may && comes) wrong.push(`${viewer} does not see ${RULES[rule].subject} by ${road}`)
        }
      }
      expect(wrong).toEqual([])
    }, 300_000)

    it('is tried on every road', () => {
      const tried = new Set<Road>(rulesAndRoads.map(([, road]) => road))
      expect(ROADS.filter((road) => !tried.has(road))).toEqual([])
    })
  })
}
