import { athletes } from '@gruppetto/athletes'
import type { Runtime } from '@gruppetto/runtime'
import { describe, expect, it } from 'vitest'
import { emailOf, PASSWORD, type Person, person } from '../people.ts'
import { type Scenario, takeScenario } from '../visibility/scenario.ts'
import type { World, WorldOf } from '../world.ts'
import { everythingStored } from './stored.ts'
import { unzip } from './unzip.ts'

const DAY_MS = 24 * 3600_000

const deleteAccount = 'mutation ($password: String!) { deleteAccount(password: $password) }'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { athlete { id } } } }'

const wordsOf = (who: Person): readonly string[] => [who.id, who.handle, emailOf(who), who.displayName]

/** The owner of the scenario has activities, gear, a segment, clubs and more. Here the rest is done: to, with and about others. */
const doTheRest = async (world: World, { owner, friend, stranger, ids }: Scenario): Promise<string> => {
  const { activities } = (
    await stranger.get<{ viewer: { athlete: { activities: { edges: { node: { id: string } }[] } } } }>(
      '{ viewer { athlete { activities { edges { node { id } } } } } }',
    )
  ).viewer.athlete
  const subject = activities.edges[0]?.node.id ?? ''
  const mutations = [
    ['mutation ($id: ID!) { follow(athleteId: $id) { id } }', { id: stranger.id }],
    ['mutation ($id: ID!) { giveKudos(subjectId: $id) { id: kudosCount } }', { id: subject }],
    [
      'mutation ($i: AddCommentInput!) { addComment(input: $i) { id } }',
      { i: { subjectId: subject, text: `Well done @${stranger.handle}` } },
    ],
    ['mutation ($i: CreatePostInput!) { createPost(input: $i) { id } }', { i: { text: `With @${friend.handle}` } }],
    ['mutation ($id: ID!) { starSegment(id: $id, starred: true) { id } }', { id: ids.segment }],
    ['mutation ($id: ID!) { mute(athleteId: $id, muted: true) { id } }', { id: friend.id }],
    ['mutation ($id: ID!) { cheer(input: { athleteId: $id, message: "Go on!" }) }', { id: stranger.id }],
    ['mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM, note: "Look" }) }', { id: subject }],
    ['mutation { setPersonalGoal(input: { metric: DISTANCE, period: YEAR, target: 1000000 }) { id } }', {}],
    ['mutation { setQuietHours(from: "22:00", until: "07:00") { id } }', {}],
    ['mutation { setAutomaticFreezes(automatic: true) { id } }', {}],
    [
      'mutation ($e: EmailAddress!, $p: String!) { changeEmail(newEmail: $e, password: $p) { id } }',
      { e: `new.${emailOf(owner)}`, p: PASSWORD },
    ],
  ] as const
  for (const [query, variables] of mutations) await owner.get(query, variables)
  await friend.get('mutation ($id: ID!) { follow(athleteId: $id) { id } }', { id: owner.id })
  await friend.get('mutation ($i: AddCommentInput!) { addComment(input: $i) { id } }', {
    i: { subjectId: subject, text: `Ask @${owner.handle}, who knows.` },
  })
  await friend.get('mutation ($id: ID!) { cheer(input: { athleteId: $id, message: "Keep going!" }) }', { id: owner.id })
  await stranger.get('mutation ($id: ID!) { report(input: { subjectId: $id, reason: OTHER, note: "A look" }) }', { id: owner.id })
  const { addComment } = await friend.get<{ addComment: { id: string } }>(
    'mutation ($i: AddCommentInput!) { addComment(input: $i) { id } }',
    { i: { subjectId: subject, text: 'Who replies?' } },
  )
  await owner.get('mutation ($i: AddCommentInput!) { addComment(input: $i) { id } }', {
    i: { subjectId: subject, text: 'I do', replyToId: addComment.id },
  })
  await world.settle()
  return subject
}

/** What a friend sees of the things that the owner has part in, with all counts. */
const seenBy = (who: Person, { owner, stranger, ids }: Scenario, subject: string) =>
  who.get(
    `query ($owner: ID!, $stranger: ID!, $club: ID!, $challenge: ID!, $subject: ID!, $segment: ID!) {
      athlete(id: $owner) { id }
      stranger: athlete(id: $stranger) { followerCount followers { edges { node { id } } } }
      club(id: $club) { memberCount members { edges { node { id } } } }
      challenge(id: $challenge) { participantCount leaderboard { totalCount edges { node { rank athlete { id } } } } }
      activity(id: $subject) { kudosCount kudos { edges { node { id } } } commentCount comments { edges { node { text author { id } } } } }
      segment(id: $segment) { athleteCount leaderboard(first: 20) { edges { node { athlete { id } } } } }
      viewer { unreadNotificationCount notifications { unreadCount edges { node { actors { id } } } } athlete { followerCount followingCount } }
    }`,
    { owner: owner.id, stranger: stranger.id, club: ids.clubs[0], challenge: ids.challenge, subject, segment: ids.segment },
  )

const runErasure = async (world: World): Promise<void> => {
  await world.inside(async (runtime) => {
    const opened = await athletes.open(runtime)
    await opened.jobs.find(({ name }) => name === 'athletes-erase-accounts')?.run()
    await opened.close()
  })
  await world.settle()
}

const closeLongAgo = (runtime: Runtime, athleteId: string) =>
  runtime
    .database('athletes')
    .then(({ connection }) =>
      connection
        .collection<{ _id: string }>('accounts')
        .updateOne({ _id: athleteId }, { $set: { closedAt: new Date(Date.now() - 15 * DAY_MS) } }),
    )

/** The places where a word is stored. */
const placesOf = (world: World, who: Person): Promise<readonly string[]> =>
  world.inside(async (runtime) => {
    const words = wordsOf(who)
    const { displayName } = who
    const places = new Set<string>()
    for await (const { place, text: stored } of everythingStored(runtime)) {
      // The scenario names clubs after their owner. The name of a club is the club's, as its members know it.
      const text = words.reduce((left, word) => left.replaceAll(`Town ${word}`, '').replaceAll(`Open ${word}`, ''), stored)
      const word = words.find((each) => text.includes(each))
      // A mail that is on its way may name the athlete for an hour, such as a digest on a Monday. Accounts are erased long after.
      const isOnItsWay = place.includes('.evt.mail.requested.') && word === displayName
      if (word !== undefined && !isOnItsWay) places.add(`${place}: ${word}`)
    }
    return [...places]
  })

interface DataExports {
  readonly viewer: {
    readonly dataExports: readonly {
      readonly id: string
      readonly status: string
      readonly progress: number
      readonly url: string | null
    }[]
    readonly notifications: { readonly edges: readonly { readonly node: { readonly kind: string } }[] }
  }
}

const requestExport = 'mutation { requestDataExport { id status } }'
const exportsOf = (who: Person) =>
  who.get<DataExports>('{ viewer { dataExports { id status progress url } notifications { edges { node { kind } } } } }')

/** Exports everything, twice at the same moment, and looks into the archive. */
const expectWholeExport = async (world: World, { owner, friend, ids }: Scenario): Promise<void> => {
  const asked = await Promise.all([1, 2].map(() => owner.get<{ requestDataExport: { id: string } }>(requestExport)))
  expect(new Set(asked.map(({ requestDataExport: { id } }) => id)).size).toBe(1)
  await world.settle()
  const { viewer } = await exportsOf(owner)
  expect(viewer.dataExports).toMatchObject([{ status: 'DONE', progress: 1, url: expect.stringContaining('http') }])
  expect(viewer.notifications.edges.map(({ node }) => node.kind)).toContain('EXPORT_READY')
  const answer = await fetch(viewer.dataExports[0]?.url ?? '')
  expect(answer.status).toBe(200)
  const files = unzip(Buffer.from(await answer.arrayBuffer()))
  const names = [...files.keys()]
  expect(names).toEqual(
    expect.arrayContaining(['index.html', 'athletes/accounts.json', 'athletes/accounts.schema.json', 'clubs/memberships.json']),
  )
  expect(names.filter((name) => name.startsWith('activities/originals/')).length).toBeGreaterThan(3)
  const rowsOf = (name: string): Record<string, unknown>[] => JSON.parse(files.get(name)?.toString('utf8') ?? 'null')
  expect(rowsOf('athletes/accounts.json')).toMatchObject([{ _id: owner.id, handle: owner.handle }])
  expect(rowsOf('activities/activities.json').map(({ _id }) => _id)).toContain(ids.hiddenActivity)
  expect(rowsOf('activities/activity_details.json').map(({ activityId }) => activityId)).toContain(ids.hiddenActivity)
  expect(rowsOf('social/comments.json').every(({ authorId }) => authorId === owner.id)).toBe(true)
  const everything = [...files]
    .filter(([name]) => name.endsWith('.json'))
    .map(([, bytes]) => bytes.toString('utf8'))
    .join('\n')
  for (const secret of ['Hash', 'SECRETUNDERFOLLOWERS', friend.displayName]) expect(everything).not.toContain(secret)
}

export const leaving = (world: WorldOf): void => {
  describe('an athlete who leaves', () => {
    it('is gone from every road at once, comes back whole, and in the end is stored nowhere', async () => {
      const scenario = await takeScenario(world())
      const { owner, friend } = scenario
      const subject = await doTheRest(world(), scenario)
      const before = await seenBy(friend, scenario, subject)
      expect(JSON.stringify(before)).toContain(owner.id)
      await expectWholeExport(world(), scenario)
      const socket = await owner.live()
      socket.subscribe('subscription { notificationReceived { id } }')
      await socket.ready()

      expect(await owner.get(deleteAccount, { password: PASSWORD })).toEqual({ deleteAccount: true })
      expect(await owner.refused('{ viewer { id } }')).toBe('UNAUTHENTICATED')
      expect(await socket.closed).toMatchObject({ code: 4403 })
      await world().settle()
      const after = await seenBy(friend, scenario, subject)
      expect(JSON.stringify(after)).not.toContain(owner.id)
      expect(after).toMatchObject({ athlete: null })

      const input = { email: emailOf(owner), password: PASSWORD }
      expect(await world().nobody.refused(signIn, { input })).toBe('ACCOUNT_DELETED')
      await world().nobody.get(signIn, { input: { ...input, restore: true } })
      await world().settle()
      const { viewer: _now, ...restored } = (await seenBy(friend, scenario, subject)) as Record<string, unknown>
      const { viewer: _then, ...original } = before as Record<string, unknown>
      expect(restored).toEqual(original)

      const again = await world().nobody.get<{ signIn: { accessToken: string } }>(signIn, { input })
      await person(world().url, { ...owner, token: again.signIn.accessToken }).get(deleteAccount, { password: PASSWORD })
      await world().inside((runtime) => closeLongAgo(runtime, owner.id))
      for (let round = 0; round < 4; round += 1) await runErasure(world())
      expect(await placesOf(world(), owner)).toEqual([])
      const left = await seenBy(friend, scenario, subject)
      expect({ ...(left as object), viewer: null, activity: null }).toEqual({
        ...(after as object),
        viewer: null,
        activity: null,
      })
      expect(JSON.stringify(left)).toContain('Ask @deleted, who knows.')
    }, 240_000)
  })
}
