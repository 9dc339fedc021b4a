import { newId } from '@gruppetto/graph'
import { findsOf, hasIndexFor, makeFlagFile, mostRowsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, BLOCK, FOLLOW, MUTE, openWorld, type Person, type World } from './world.ts'

const flags = makeFlagFile()
/** Longer than any test takes: candidates are gathered again only where a test moves the clock. */
const KEPT_MS = 600_000
let world: World

beforeAll(async () => {
  world = await openWorld({ suggestionsKeptMs: KEPT_MS }, undefined, flags.env)
})
afterAll(() => world.close())
// The candidates of an earlier test are not kept any longer.
beforeEach(() => world.pass(2 * KEPT_MS))

const SUGGESTIONS =
  'query ($first: Int) { viewer { suggestions(first: $first) { athlete { id } reason reasons text } suggestedAthletes(first: $first) { id } } }'
const DISMISS = 'mutation ($id: ID!) { dismissSuggestion(athleteId: $id) }'

const suggestionsOf = async (person: Person, first = 10): Promise<readonly Answer[]> => {
  const { viewer } = await person.ask(SUGGESTIONS, { first })
  expect(viewer.suggestedAthletes).toEqual(viewer.suggestions.map(({ athlete }: Answer) => athlete))
  for (const { reason, reasons } of viewer.suggestions) expect(reason).toBe(reasons[0])
  return viewer.suggestions
}
const idsOf = async (person: Person): Promise<readonly string[]> => (await suggestionsOf(person)).map(({ athlete }) => athlete.id)

const club = async (name: string, isOpen: boolean): Promise<string> => {
  const clubId = newId('Club')
  await world.emit('club.changed', {
    clubId,
    revision: 1,
    slug: clubId,
    name,
    access: isOpen ? 'OPEN' : 'ON_REQUEST',
    dissolved: false,
    at: world.runtime.now(),
  })
  return clubId
}
const join = (clubId: string, { id }: Person, status: 'ACTIVE' | 'NONE' = 'ACTIVE', revision = 1) =>
  world.emit('club.membership-changed', {
    clubId,
    athleteId: id,
    revision,
    status,
    role: 'MEMBER',
    mutedUntilMs: null,
    byId: null,
    at: world.runtime.now(),
  })
const challenge = async (title: string, isForAll: boolean): Promise<string> => {
  const [challengeId, at] = [newId('Challenge'), world.runtime.now()]
  await world.emit('challenge.changed', {
    challengeId,
    revision: 1,
    createdById: 'ath_maker',
    clubId: isForAll ? null : 'club_1',
    isPublic: isForAll,
    title,
    kind: 'TOTAL',
    metric: 'DISTANCE',
    sports: ['RUN'],
    target: null,
    segmentId: null,
    rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE', membersOnly: false },
    bestOfTeam: null,
    startsAtMs: at,
    endsAtMs: at + 1000,
    settlesAtMs: at + 1000,
    cancelled: false,
    badgeName: null,
    at,
  })
  return challengeId
}
const enter = (challengeId: string, { id }: Person, sharesWithBrand = false) =>
  world.emit('challenge.participation-changed', {
    challengeId,
    athleteId: id,
    revision: 1,
    participating: true,
    sharesWithBrand,
    at: world.runtime.now(),
  })
const race = async (
  segmentId: string,
  { id }: Person,
  change: {
    effortId?: string
    revision?: number
    hidden?: boolean
    deleted?: boolean
    visibility?: 'EVERYONE' | 'FOLLOWERS'
  } = {},
): Promise<string> => {
  const { effortId = newId('SegmentEffort'), revision = 1, hidden = false, deleted = false, visibility = 'EVERYONE' } = change
  const at = world.runtime.now()
  const effort = { effortId, revision, deleted, segmentId, startedAtMs: at, elapsedSeconds: 60, hidden, counts: true }
  const of = { activityId: newId('Activity'), athleteId: id, visibility, isBackfilled: false, at }
  await world.emit('effort.recorded', { ...of, efforts: [effort] })
  return effortId
}
const segment = async (name: string): Promise<string> => {
  const [segmentId, at] = [newId('Segment'), world.runtime.now()]
  await world.emit('segment.created', {
    segmentId,
    revision: 1,
    createdById: 'ath_m',
    name,
    sport: 'RUN',
    distanceMeters: 900,
    at,
  })
  return segmentId
}

const five = async () => (await world.athletes('Ana', 'Ben', 'Chloe', 'Dara', 'Emil')) as [Person, Person, Person, Person, Person]

describe('suggestions', () => {
  it('come from the followed, open clubs, segments and challenges, each with its reason', async () => {
    const [ana, ben, chloe, dara, emil] = await five()
    const fay = await world.athlete('Fay')
    await world.settle()
    await ana.ask(FOLLOW, { id: ben.id })
    await ben.ask(FOLLOW, { id: chloe.id })
    const [open, loop, hundred] = [await club('Early Birds', true), await segment('Loop road'), await challenge('Hundred', true)]
    for (const person of [ana, dara]) await join(open, person)
    for (const person of [ana, emil]) await race(loop, person)
    for (const person of [ana, fay]) await enter(hundred, person)
    await world.settle()
    expect(await suggestionsOf(ana)).toMatchObject([
      { athlete: { id: chloe.id }, reason: 'FOLLOWED_BY_FOLLOWED', text: 'Followed by Ben, whom you follow' },
      { athlete: { id: dara.id }, reason: 'SAME_CLUB', text: 'You are both in Early Birds' },
      { athlete: { id: emil.id }, reason: 'SAME_SEGMENTS', text: 'You both raced Loop road' },
      { athlete: { id: fay.id }, reason: 'SAME_CHALLENGE', text: 'You both take part in Hundred' },
    ])
    expect(await suggestionsOf(ana, 1)).toHaveLength(1)
    expect(await ana.codes(SUGGESTIONS, { first: 51 })).toContain('BAD_USER_INPUT')
    expect((await world.stranger.ask(SUGGESTIONS)).viewer).toBe(null)
  })

  it('say that a model has brought somebody up, beside what is true', async () => {
    const [ana, , , dara, emil] = await five()
    const [first, second] = [await club('First', true), await club('Second', true)]
    for (const person of [ana, dara, emil]) await join(first, person)
    for (const person of [ana, dara]) await join(second, person)
    await emil.ask(FOLLOW, { id: ana.id })
    await world.settle()
    const byScore = [
      { athlete: { id: dara.id }, reasons: ['SAME_CLUB'], text: 'You are both in First and 1 other club' },
      { athlete: { id: emil.id }, reasons: ['SAME_CLUB'], text: 'You are both in First' },
    ]
    expect(await suggestionsOf(ana, 1)).toMatchObject([byScore[0]])
    flags.set({ 'suggestions-by-model': true })
    world.pass(2 * KEPT_MS)
    expect(await suggestionsOf(ana, 1)).toMatchObject([
      { ...byScore[1], reasons: ['MODEL', 'SAME_CLUB'], text: 'A model has picked this athlete for you: you are both in First' },
    ])
    expect(await suggestionsOf(ana, 2)).toMatchObject([byScore[1], byScore[0]])
    flags.set({})
  })

  it('are told of as an event where that list is drawn, with what the order was made of', async () => {
    const [ana, , , dara, emil] = await five()
    const [first, second] = [await club('First', true), await club('Second', true)]
    for (const person of [ana, dara, emil]) await join(first, person)
    for (const person of [ana, dara]) await join(second, person)
    await emil.ask(FOLLOW, { id: ana.id })
    await world.settle()
    const told = async () => {
      await world.settle()
      return world.eventsOf('athlete-suggestions.ranked').filter(({ athleteId }) => athleteId === ana.id)
    }
    flags.set({ 'kept-suggestion-lists': '0' })
    await suggestionsOf(ana, 1)
    expect(await told()).toEqual([])
    flags.set({ 'kept-suggestion-lists': '100', 'suggestions-by-model': true })
    world.pass(2 * KEPT_MS)
    expect((await suggestionsOf(ana, 1)).map(({ athlete }) => athlete.id)).toEqual([emil.id])
    const [list, ...others] = await told()
    // Asked twice, told once.
    expect(others).toEqual([])
    expect(list).toMatchObject({
      modelVersion: expect.any(Number),
      ranked: [
        { athleteId: emil.id, shown: true },
        { athleteId: dara.id, shown: false },
      ],
    })
    expect(list?.ranked[0]).toMatchObject({ clubs: 1, followsViewer: 1, friends: 0, chance: expect.any(Number) })
    flags.set({})
  })

  it('lead through nothing that not everybody may see', async () => {
    const [ana, ben, chloe, dara, emil] = await five()
    const [secret, unknown, inside, hidden] = [
      await club('Secret Circle', false),
      newId('Club'),
      await challenge('Of the club', false),
      await segment('Home hill'),
    ]
    for (const person of [ana, ben]) await join(secret, person)
    for (const person of [ana, chloe]) await join(unknown, person)
    for (const person of [ana, dara]) await enter(inside, person)
    await race(hidden, ana)
    await race(hidden, emil, { hidden: true })
    await race(hidden, ben, { visibility: 'FOLLOWERS' })
    const effortId = await race(hidden, chloe)
    await world.settle()
    await race(hidden, chloe, { effortId, revision: 2, deleted: true })
    await world.settle()
    await race(hidden, chloe, { effortId, revision: 1 })
    const sponsored = await challenge('The winter hundred', true)
    for (const [person, shares] of [
      [ana, false],
      [ben, false],
      [emil, true],
    ] as const)
      await enter(sponsored, person, shares)
    await world.emit('sponsorship.agreed', { challengeId: sponsored, brandId: 'brand_1', at: 1 })
    await world.settle()
    expect(await idsOf(ana)).toEqual([emil.id])
  })

  it('stop at once with a block, a mute, a follow, a dismissal or a wish, though candidates are kept', async () => {
    const [ana, ben, chloe, dara, emil] = await five()
    const [fay, gil] = [await world.athlete('Fay'), await world.athlete('Gil')]
    const open = await club('Early Birds', true)
    for (const person of [ana, ben, chloe, dara, emil, fay, gil]) await join(open, person)
    await world.settle()
    expect(new Set(await idsOf(ana))).toEqual(new Set([ben.id, chloe.id, dara.id, emil.id, fay.id, gil.id]))
    await ben.ask(BLOCK, { id: ana.id })
    await ana.ask(MUTE, { id: chloe.id })
    await ana.ask(FOLLOW, { id: dara.id })
    expect(await ana.ask(DISMISS, { id: emil.id })).toEqual({ dismissSuggestion: true })
    await world.account(fay.id, { displayName: 'Fay', suggestible: false })
    await world.account(gil.id, { displayName: 'Gil', isPrivate: true })
    await world.settle()
    expect(await idsOf(ana)).toEqual([])
    // Dismissed for good, and only for the one who did it.
    world.pass(400 * 24 * 3_600_000)
    expect(await idsOf(ana)).not.toContain(emil.id)
    expect(await idsOf(dara)).toContain(emil.id)
    expect(await ana.codes(DISMISS, { id: ana.id })).toEqual(['BAD_USER_INPUT'])
    expect(await ana.codes(DISMISS, { id: ben.id })).toEqual(['NOT_FOUND'])
    expect(await world.stranger.codes(DISMISS, { id: ben.id })).toEqual(['UNAUTHENTICATED'])
  })

  it('name no club that has closed meanwhile, and nobody who has left it', async () => {
    const [ana, ben, chloe] = await five()
    const [first, second] = [await club('First', true), await club('Second', true)]
    for (const clubId of [first, second]) for (const person of [ana, ben]) await join(clubId, person)
    await join(first, chloe)
    await world.settle()
    expect((await suggestionsOf(ana))[0]?.text).toBe('You are both in First and 1 other club')
    const closed = {
      clubId: first,
      revision: 2,
      slug: first,
      name: 'First',
      access: 'ON_REQUEST' as const,
      dissolved: false,
      at: 1,
    }
    await world.emit('club.changed', closed)
    await join(second, ben, 'NONE', 2)
    await world.settle()
    expect(await suggestionsOf(ana)).toMatchObject([{ athlete: { id: ben.id }, text: 'You are both in Second' }])
    world.pass(2 * KEPT_MS)
    expect(await suggestionsOf(ana)).toEqual([])
  })
})

describe('the flags', () => {
  it('switch suggestions, and those from segments', async () => {
    const [ana, ben, chloe] = await five()
    const [open, loop] = [await club('Early Birds', true), await segment('Loop road')]
    for (const person of [ana, ben]) await join(open, person)
    for (const person of [ana, chloe]) await race(loop, person)
    await world.settle()
    expect(await idsOf(ana)).toEqual([ben.id, chloe.id])
    flags.set({ 'suggestions-from-segments': false })
    world.pass(2 * KEPT_MS)
    expect(await idsOf(ana)).toEqual([ben.id])
    flags.set({ suggestions: false })
    world.pass(2 * KEPT_MS)
    expect(await idsOf(ana)).toEqual([])
    flags.set({})
    world.pass(2 * KEPT_MS)
    expect(await idsOf(ana)).toEqual([ben.id, chloe.id])
  })
})

describe('the cost of suggestions', () => {
  const watchFinds = (work: () => Promise<unknown>) => findsOf(world.subgraph.opened.database, work)

  it('does not grow with clubs and follows: every query follows an index and has a limit', async () => {
    const [ana, ben] = await five()
    const { connection } = world.subgraph.opened.database
    const open = await club('The whole town', true)
    await ana.ask(FOLLOW, { id: ben.id })
    await join(open, ana)
    await world.settle()
    const many = Array.from({ length: 1000 }, () => newId('Athlete'))
    const changedAt = new Date(world.runtime.now())
    const insert = (name: string, rows: readonly { _id: string }[]) =>
      connection.collection<{ _id: string }>(name).insertMany([...rows])
    await insert(
      'participations',
      many.map((athleteId) => ({
        ...{ _id: `${open}:${athleteId}`, kind: 'CLUB', groupId: open, athleteId, present: true, isNamed: true },
        ...{ revision: 1, changedAt, expiresAt: null },
      })),
    )
    await insert(
      'follows',
      many.map((followeeId) => ({
        ...{ _id: `${ben.id}:${followeeId}`, followerId: ben.id, followeeId, state: 'FOLLOWING', revision: 1, changedAt },
      })),
    )

    const ASK = '{ viewer { suggestions { reason text } } }'
    const finds = await watchFinds(() => ana.ask(ASK))
    expect(finds.length).toBeLessThanOrEqual(20)
    for (const find of finds) {
      expect(await hasIndexFor(world.subgraph.opened.database, find), find.collection).toBe(true)
      expect(mostRowsOf(find) ?? Number.POSITIVE_INFINITY, find.collection).toBeLessThanOrEqual(2000)
    }
    // A second read gathers nothing.
    const again = await watchFinds(() => ana.ask(ASK))
    expect(again.map(({ collection }) => collection)).not.toContain('participations')
  })
})
