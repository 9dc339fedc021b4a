import { newId } from '@gruppetto/graph'
import { eraseKeys, primariesOf } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  COMMENT,
  ENTITIES,
  FEED,
  FOLLOW,
  KUDOS,
  openWorld,
  type Person,
  POST,
  RESPOND,
  subjectsOf,
  UNFOLLOW,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const feedOf = async (person: Person, variables: Record<string, unknown> = {}) => subjectsOf(await person.ask(FEED, variables))

/** Reads every subject of a feed, page by page to its end. */
const readToEnd = async (person: Person, first: number, between: () => Promise<unknown> = async () => {}) => {
  const seen: string[] = []
  let after: string | null = null
  for (let pages = 0; pages < 100; pages += 1) {
    const answer: Answer = await person.ask(FEED, { first, after })
    seen.push(...subjectsOf(answer))
    const { hasNextPage, endCursor } = answer.viewer.feed.pageInfo
    if (!hasNextPage) return seen
    expect(answer.viewer.feed.edges).toHaveLength(first)
    after = endCursor
    await between()
  }
  throw new Error('the feed has no end')
}
const clearRedis = () => eraseKeys(world.runtime.redis, [''])

describe('feed', () => {
  it('shows the items of the viewer and the followees, newest first, and sends hints to those who are watching', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const hints: string[] = []
    const listening = [ana, ben].map(({ id, name }) =>
      world.runtime.live.subscribe('feed', id, (payload) => void hints.push(`${name} ${payload.id}`)),
    )
    await ana.ask(FOLLOW, { id: ben.id })
    expect(await feedOf(ana)).toEqual([])
    const ride = await world.activity(ben, { at: world.runtime.now() - 3000 })
    const run = await world.activity(ana, { at: world.runtime.now() - 2000, sport: 'RUN' })
    await world.settle()
    const { createPost } = await ben.ask(POST, { text: 'Who rides tomorrow?' })
    await world.settle()
    expect(await feedOf(ana)).toEqual([createPost.id, run, ride])
    expect(await feedOf(ben)).toEqual([createPost.id, ride])
    const item = (id: string) => `feed_${id.split('_')[1]}`
    expect(hints.sort()).toEqual(
      [
        `Ana ${item(ride)}`,
        `Ana ${item(run)}`,
        `Ana ${item(createPost.id)}`,
        `Ben ${item(ride)}`,
        `Ben ${item(createPost.id)}`,
      ].sort(),
    )
    for (const one of listening) one.unsubscribe()
    const twin = await ana.ask(
      `{ feedItem(id: "${item(ride)}") { id athlete { id } ... on ActivityFeedItem { activity { id } } } }`,
    )
    expect(twin.feedItem).toEqual({ id: item(ride), athlete: { id: ben.id }, activity: { id: ride } })
    expect((await world.stranger.ask(`{ feedItem(id: "${item(ride)}") { id } }`)).feedItem).toBeNull()
    expect(await feedOf(ana, { filter: { kinds: ['POST'] } })).toEqual([createPost.id])
    expect(await feedOf(ana, { filter: { sports: ['RUN'] } })).toEqual([run])
    expect(await feedOf(ana, { filter: { kinds: ['POST'], sports: ['RUN'] } })).toEqual([])
  })

  it('contains an own post at once', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    expect(await feedOf(ana)).toEqual([])
    const { createPost } = await ana.ask(POST, { text: 'Hello' })
    expect(await feedOf(ana)).toEqual([createPost.id])
  })

  it('shows the items of a new followee, and hides them after unfollowing or a block', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const shy = await world.athlete('Shy', { isPrivate: true })
    await world.settle()
    const ride = await world.activity(ben, { at: 3_000_000 })
    const run = await world.activity(cleo, { at: 2_000_000 })
    const swim = await world.activity(shy, { at: 1_000_000 })
    await world.settle()
    expect(await feedOf(ana)).toEqual([])
    await ana.ask(FOLLOW, { id: ben.id })
    await ana.ask(FOLLOW, { id: shy.id })
    expect(await feedOf(ana)).toEqual([ride])
    await ana.ask(FOLLOW, { id: cleo.id })
    expect(await feedOf(ana)).toEqual([ride, run])
    await shy.ask(RESPOND, { id: ana.id, accept: true })
    expect(await feedOf(ana)).toEqual([ride, run, swim])
    await ana.ask(UNFOLLOW, { id: ben.id })
    expect(await feedOf(ana)).toEqual([run, swim])
    await cleo.ask(BLOCK, { id: ana.id })
    expect(await feedOf(ana)).toEqual([swim])
  })

  it('respects a change of the visibility of an activity, and its deletion', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    await feedOf(ana)
    const hints: string[] = []
    const listening = world.runtime.live.subscribe('feed', ana.id, (payload) => void hints.push(payload.id ?? ''))
    const state = world.activityState(ben, { visibility: 'ONLY_ME' })
    await world.emit('activity.measured', state)
    await world.settle()
    expect(await feedOf(ana)).toEqual([])
    expect(await feedOf(ben)).toEqual([state.activityId])
    expect(hints).toEqual([])
    await world.emit('activity.changed', { ...state, revision: 2, visibility: 'EVERYONE', sport: 'GRAVEL_RIDE' })
    await world.settle()
    expect(await feedOf(ana, { filter: { sports: ['GRAVEL_RIDE'] } })).toEqual([state.activityId])
    await world.emit('activity.changed', { ...state, revision: 4, deleted: true })
    await world.emit('activity.changed', { ...state, revision: 3 })
    await world.emit('activity.measured', state)
    await world.settle()
    expect(await feedOf(ana)).toEqual([])
    expect(await feedOf(ben)).toEqual([])
    listening.unsubscribe()
  })

  it('makes one item, whichever event arrives first', async () => {
    const [ben] = (await world.athletes('Ben')) as [Person]
    const state = world.activityState(ben, { at: 5_000_000 })
    await world.emit('activity.changed', { ...state, revision: 2, visibility: 'FOLLOWERS', at: 6_000_000 })
    await world.settle()
    await world.emit('activity.measured', state)
    await world.emit('activity.measured', state)
    await world.settle()
    expect(await feedOf(ben)).toEqual([state.activityId])
    expect(
      (await world.stranger.ask(ENTITIES('... on Activity { id }'), { refs: [{ __typename: 'Activity', id: state.activityId }] }))
        ._entities,
    ).toEqual([null])
    expect(world.eventsOf('feed.item-recorded').filter((event) => event.athleteId === ben.id)).toHaveLength(1)
  })

  it('pages to the end without a lost or repeated item, while items arrive and some are hidden', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    await ana.ask(FOLLOW, { id: cleo.id })
    await feedOf(ana)
    const base = world.runtime.now() - 100_000
    const shown: string[] = []
    for (let index = 0; index < 24; index += 1) {
      // Several items share a millisecond; every third is hidden.
      const hidden = index % 3 === 2
      const id = await world.activity(index % 2 === 0 ? ben : cleo, {
        at: base + Math.floor(index / 4),
        visibility: hidden ? 'ONLY_ME' : 'EVERYONE',
      })
      if (!hidden) shown.push(id)
    }
    await world.settle()
    let extra = 0
    const arrive = async () => {
      extra += 1
      await world.activity(ben, { at: world.runtime.now() })
      if (extra === 2) await clearRedis()
      if (extra % 2 === 0) await world.settle()
    }
    const seen = await readToEnd(ana, 3, arrive)
    expect(new Set(seen).size).toBe(seen.length)
    expect([...seen].sort()).toEqual([...shown].sort())
    await world.settle()
    expect(await readToEnd(ana, 7)).toHaveLength(shown.length + extra)
  })

  it('is rebuilt when Redis has lost it, and is read from MongoDB while Redis is down', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    const ride = await world.activity(ben, { at: 1_000_000 })
    await world.settle()
    const before = await feedOf(ana)
    expect(before).toEqual([ride])
    expect(await clearRedis()).toBeGreaterThan(0)
    expect(await feedOf(ana)).toEqual(before)
    const later = await world.activity(ben, { at: 2_000_000 })
    await world.settle()
    expect(await feedOf(ana)).toEqual([later, ride])
    world.runtime.redis.disconnect()
    expect(await feedOf(ana)).toEqual([later, ride])
    const { createPost } = await ana.ask(POST, { text: 'While it was down' })
    expect(await feedOf(ana)).toEqual([createPost.id, later, ride])
    await world.runtime.redis.connect()
    // The fan-out is retried until Redis is back.
    await world.settle()
    expect(await feedOf(ana)).toEqual([createPost.id, later, ride])
  })

  it('contains everything that is fanned out while it is being built, even when that happens twice', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    const base = world.runtime.now()
    const rides: string[] = []
    for (let round = 0; round < 6; round += 1) {
      await clearRedis()
      const [id] = await Promise.all([world.activity(ben, { at: base + round }), feedOf(ana), feedOf(ana)])
      rides.push(id)
      await feedOf(ana)
    }
    await world.settle()
    for (const event of world.eventsOf('feed.item-recorded').filter((one) => one.athleteId === ben.id)) {
      await world.emit('feed.item-recorded', event)
    }
    await world.settle()
    expect(await feedOf(ana)).toEqual(rides.toReversed())
  })

  it('is filtered by club, sport and length, with full pages', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    for (const { id } of [ben, cleo]) await ana.ask(FOLLOW, { id })
    const clubId = newId('Club')
    const join = (athlete: Person, revision = 1, status: 'ACTIVE' | 'NONE' = 'ACTIVE') =>
      world.emit('club.membership-changed', {
        ...{ clubId, athleteId: athlete.id, revision, status, role: 'MEMBER', mutedUntilMs: null, byId: null },
        at: world.runtime.now(),
      })
    const base = world.runtime.now() - 100_000
    const rides: string[] = []
    for (let index = 0; index < 40; index += 1) {
      const isLong = index % 10 === 0
      const change = { sport: isLong ? 'RIDE' : 'VIRTUAL_RIDE', distanceMeters: isLong ? 90_000 : 10_000 }
      rides.push(await world.activity(index % 20 === 0 ? cleo : ben, { ...change, at: base + index }))
    }
    // For others it is shorter.
    const shown = { distanceMeters: 79_999, elapsedSeconds: 3600, movingSeconds: 3500, elevationGainMeters: null }
    await world.activity(ben, { distanceMeters: 90_000, shown, sport: 'RUN', at: base + 50 })
    await world.settle()
    const { createPost } = await ben.ask(POST, { text: 'Hello' })
    await world.settle()
    const page = async (filter: Record<string, unknown>) => {
      const answer: Answer = await ana.ask(FEED, { first: 3, filter })
      return [subjectsOf(answer), answer.viewer.feed.pageInfo.hasNextPage]
    }
    const [first, second, third, fourth] = [0, 10, 20, 30].map((index) => rides[index])
    const check = async () => {
      expect(await page({ minDistanceMeters: 80_000 })).toEqual([[fourth, third, second], true])
      expect(await page({ kinds: ['ACTIVITY'], excludeSports: ['VIRTUAL_RIDE', 'RUN'] })).toEqual([[fourth, third, second], true])
      expect(await page({ excludeSports: ['VIRTUAL_RIDE', 'RUN'] })).toEqual([[createPost.id, fourth, third], true])
      expect(await page({ minMovingSeconds: 3501 })).toEqual([[], false])
    }
    await check()
    expect(await ana.codes(FEED, { filter: { clubId } })).toEqual(['NOT_FOUND'])
    expect(await ana.codes(FEED, { filter: { minMovingSeconds: -1 } })).toEqual(['BAD_USER_INPUT'])
    for (const member of [ana, cleo]) await join(member)
    await world.settle()
    const cleos = [[third, first], false]
    expect(await page({ clubId })).toEqual(cleos)
    await join(ben)
    await join(ben, 2, 'NONE')
    await world.settle()
    world.runtime.redis.disconnect()
    expect(await page({ clubId })).toEqual(cleos)
    await check()
    await world.runtime.redis.connect()
  })

  it('shows activities of one outing as one item, whatever the page, as far as the viewer follows and may see them', async () => {
    const [ana, ben, cleo, dara] = (await world.athletes('Ana', 'Ben', 'Cleo', 'Dara')) as [Person, Person, Person, Person]
    for (const { id } of [ben, cleo]) for (const viewer of [ana, dara]) await viewer.ask(FOLLOW, { id })
    const base = world.runtime.now() - 100_000
    const pair = async (a: readonly [Person, string], b: readonly [Person, string], revision = 1, paired = true) => {
      const both = [a, b].sort(([, one], [, other]) => (one < other ? -1 : 1))
      const activityIds = both.map(([, id]) => id)
      const athleteIds = both.map(([person]) => person.id)
      await world.emit('activities.paired', {
        pairId: activityIds.join(':'),
        activityIds,
        athleteIds,
        revision,
        paired,
        at: base,
      })
    }
    const states = [ben, cleo, ana].map((rider, index) => world.activityState(rider, { at: base + index * 10 }))
    const [bens, cleos, anas] = states.map(({ activityId }) => activityId) as [string, string, string]
    for (const state of states) await world.emit('activity.measured', state)
    const between = await world.activity(cleo, { at: base + 15 })
    await pair([ben, bens], [cleo, cleos])
    await pair([cleo, cleos], [ana, anas])
    await world.settle()
    // Ana's ride was in company with Cleo's alone, for which Ben's stands, so it keeps its own item.
    expect(await feedOf(ana)).toEqual([anas, between, bens])
    expect(await readToEnd(ana, 1)).toEqual([anas, between, bens])
    expect(await feedOf(dara)).toEqual([between, bens])
    expect(await feedOf(cleo)).toEqual([between, cleos])
    await pair([ben, bens], [ana, anas])
    await world.settle()
    expect(await feedOf(ana)).toEqual([between, bens])
    // Ben leaves, so that Cleo's ride stands for Ana's.
    await world.emit('activity.changed', { ...(states[0] as (typeof states)[number]), revision: 2, leftTogether: true })
    await world.settle()
    expect(await feedOf(ana)).toEqual([between, cleos, bens])
    await cleo.ask(BLOCK, { id: ana.id })
    expect(await feedOf(ana)).toEqual([anas, bens])
    await pair([ben, bens], [cleo, cleos], 2, false)
    await world.emit('activity.changed', { ...(states[0] as (typeof states)[number]), revision: 3, leftTogether: false })
    await world.settle()
    expect(await feedOf(dara)).toEqual([between, cleos, bens])
    expect(await feedOf(ana)).toEqual([bens])
  })

  it('of a thousand followees is one read of Redis and a few of MongoDB', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const { connection } = await world.runtime.database('social')
    const at = new Date(world.runtime.now() - 10_000_000)
    const ids = Array.from({ length: 1000 }, () => newId('Athlete'))
    const account = await connection.collection('relations_accounts').findOne({ _id: ana.id as never })
    const insert = (name: string, rows: object[]) => connection.collection(name).insertMany(rows)
    await insert(
      'relations_accounts',
      ids.map((_id) => ({ ...account, _id, handle: _id })),
    )
    const edge = { followerId: ana.id, state: 'FOLLOWING', revision: 1, changedAt: at }
    await insert(
      'follows',
      ids.map((followeeId) => ({ ...edge, _id: `${ana.id}:${followeeId}`, followeeId })),
    )
    const activity = { visibility: 'EVERYONE', sport: 'RIDE', name: 'Ride', deleted: false, revision: 1 }
    await insert(
      'activities',
      ids.map((ownerId) => ({ ...activity, _id: ownerId.replace('ath', 'act'), ownerId })),
    )
    const item = { kind: 'ACTIVITY', sport: 'RIDE', distanceMeters: 1, movingSeconds: 1 }
    const items = ids.map((athleteId, index) => ({
      ...{ ...item, athleteId, _id: athleteId.replace('ath', 'feed'), subjectId: athleteId.replace('ath', 'act') },
      recordedAt: new Date(at.getTime() + index),
    }))
    await insert('feed_items', items)
    expect((await feedOf(ana, { first: 3 })).length).toBe(3)
    const rounds = { redis: 0 }
    const [redis] = primariesOf(world.runtime.redis)
    if (redis === undefined) throw new Error('there is no Redis')
    const { stream } = redis
    // What leaves in one write, however many commands it has.
    const [one, many] = [stream._write.bind(stream), stream._writev?.bind(stream)]
    stream._write = (...args) => {
      rounds.redis += 1
      one(...args)
    }
    stream._writev = (...args) => {
      rounds.redis += 1
      many?.(...args)
    }
    const reads = async (variables: Record<string, unknown>) => {
      rounds.redis = 0
      const commands = await world.commands(() => ana.ask(FEED, variables))
      return { commands: commands.filter((command) => !command.startsWith('outbox')), redis: rounds.redis }
    }
    const answer: Answer = await ana.ask(FEED, { first: 20 })
    const after = answer.viewer.feed.pageInfo.endCursor
    const first = await reads({ first: 50 })
    const next = await reads({ first: 50, after })
    stream._write = one
    if (many !== undefined) stream._writev = many
    // The first page also keeps the feed for another month.
    expect([first.redis, next.redis]).toEqual([2, 1])
    expect(next.commands.length, next.commands.join(' ')).toBeLessThanOrEqual(14)
    expect(next.commands.filter((command) => command.startsWith('feed_items'))).toEqual(['feed_items.find'])
    expect(next.commands).not.toContain('follows.aggregate')
  })

  it('needs a limited number of commands for fifty items with their counts', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    await ana.ask(FOLLOW, { id: cleo.id })
    const base = world.runtime.now() - 1_000_000
    const rides = await Promise.all(
      Array.from({ length: 52 }, (_, index) => world.activity(index % 2 === 0 ? ben : cleo, { at: base + index })),
    )
    await world.settle()
    await ana.ask(KUDOS, { id: rides[51] })
    await ana.ask(COMMENT, { id: rides[51], text: 'Strong!' })
    await feedOf(ana)
    // The commands of the workers do not count.
    await world.settle()
    const query = `{ viewer { feed(first: 50) { edges { node { athlete { id viewerFollow } ... on ActivityFeedItem { activity {
      kudosCount viewerHasGivenKudos commentCount kudos(first: 3) { totalCount edges { node { id } } }
      comments(last: 2) { totalCount edges { node { text author { id } mentions { id } } } } } } } } } } }`
    let answer: Answer
    const commands = await world.commands(async () => {
      answer = await ana.ask(query)
    })
    const { edges } = answer.viewer.feed
    expect(edges).toHaveLength(50)
    expect(edges[0].node.activity).toMatchObject({
      kudosCount: 1,
      viewerHasGivenKudos: true,
      commentCount: 1,
      kudos: { totalCount: 1, edges: [{ node: { id: ana.id } }] },
      comments: { totalCount: 1, edges: [{ node: { text: 'Strong!', author: { id: ana.id } } }] },
    })
    expect(commands).toContain('feed_items.find')
    expect(commands.length, commands.join(' ')).toBeLessThanOrEqual(20)
  })
})

describe('achievements', () => {
  const ITEMS = `{ viewer { unreadNotificationCount notifications { edges { node { kind text badge { key } activity { id } } } }
    feed(filter: { kinds: [ACHIEVEMENT] }) { edges { node { id at athlete { id } ... on AchievementFeedItem {
      activity { id } badge { key } badges { key } challenge { id } segmentEffort { __typename } segmentEfforts { __typename } } } } } } }`
  const itemsOf = async (person: Person) => (await person.ask(ITEMS)).viewer.feed.edges.map((edge: Answer) => edge.node)
  const noticesOf = async (person: Person) =>
    (await person.ask(ITEMS)).viewer.notifications.edges
      .map((edge: Answer) => edge.node.text)
      .filter((text: string) => !text.endsWith('is following you'))
  const award = (person: Person, badgeKey: string, revision: number, change = {}) =>
    world.emit('badge.awarded', {
      athleteId: person.id,
      badgeKey,
      name: badgeKey,
      activityId: null,
      challengeId: null,
      revision,
      audience: 'EVERYONE',
      isNew: true,
      isQuiet: false,
      others: 0,
      at: world.runtime.now(),
      ...change,
    })
  const takeBack = (person: Person, badgeKey: string, revision: number, audience: 'ONLY_ME' | null = null) =>
    world.emit('badge.taken-back', {
      athleteId: person.id,
      badgeKey,
      name: badgeKey,
      activityId: null,
      challengeId: null,
      revision,
      audience,
      at: world.runtime.now(),
    })

  it('of the activities of one upload are one item, of what each viewer may see', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    const uploadId = newId('Upload')
    const [swim, ride, run] = [0, 1, 2].map(() => world.activityState(ben, { uploadId }))
    for (const state of [swim, ride, run]) if (state) await world.emit('activity.measured', state)
    await world.settle()
    await award(ben, 'first-swim', 1, { activityId: swim?.activityId })
    await award(ben, 'first-ride', 1, { activityId: ride?.activityId })
    await award(ben, 'triathlon', 1, { activityId: run?.activityId })
    await world.settle()
    const badgesFor = async (who: Person) =>
      (await itemsOf(who)).map(({ badges }: Answer) => badges.map(({ key }: { key: string }) => key).sort())
    expect(await badgesFor(ana)).toEqual([['first-ride', 'first-swim', 'triathlon']])
    // What is hidden or deleted takes its own with it, and leaves the others.
    await world.emit('activity.changed', { ...(swim as object), revision: 2, visibility: 'ONLY_ME' } as never)
    await world.emit('activity.changed', { ...(run as object), revision: 2, deleted: true } as never)
    await world.settle()
    expect([await badgesFor(ana), await badgesFor(ben)]).toEqual([[['first-ride']], [['first-ride', 'first-swim']]])
    expect((await itemsOf(ana))[0].activity.id).toBe(ride?.activityId)
  })

  it('of one activity are one item, for those who may see it, and go with what earned them', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    const state = world.activityState(ben)
    await world.emit('activity.measured', state)
    await world.settle()
    const { activityId } = state
    await award(ben, 'century', 1, { activityId, others: 1 })
    await award(ben, 'first-pass', 1, { activityId, others: null })
    await award(ben, 'century', 1, { activityId, others: 1 })
    await award(ben, 'secret', 2, { activityId, audience: 'ONLY_ME', others: 0 })
    const effortId = newId('SegmentEffort')
    const record = { segmentId: 'seg_1', segmentName: 'Hill', effortId, activityId, athleteId: ben.id }
    await world.emit('segment.record-won', { ...record, elapsedSeconds: 60, previousSeconds: null, at: world.runtime.now() })
    await world.settle()
    const [item, ...others] = await itemsOf(ana)
    expect(others).toEqual([])
    expect(item).toMatchObject({ athlete: { id: ben.id }, activity: { id: activityId }, challenge: null })
    expect(item.badges.map(({ key }: { key: string }) => key).sort()).toEqual(['century', 'first-pass'])
    expect(item.segmentEfforts).toEqual([{ __typename: 'SegmentEffort' }])
    expect((await itemsOf(ben))[0].badges).toHaveLength(3)
    expect(await itemsOf(cleo)).toEqual([])
    expect((await cleo.ask(`{ feedItem(id: "${item.id}") { id } }`)).feedItem).toEqual({ id: item.id })
    expect((await noticesOf(ben)).toSorted()).toEqual([
      'You earned century and another badge',
      'You earned secret',
      'You set the record on a segment',
    ])
    await takeBack(ben, 'century', 3)
    await takeBack(ben, 'first-pass', 3)
    const effort = { effortId, revision: 2, deleted: true, segmentId: 'seg_1', startedAtMs: 0, elapsedSeconds: 60 }
    const efforts = [{ ...effort, hidden: false, counts: true }]
    const change = { activityId, athleteId: ben.id, visibility: 'EVERYONE' as const, isBackfilled: false }
    await world.emit('effort.recorded', { ...change, efforts, at: world.runtime.now() })
    await award(ben, 'century', 1, { activityId })
    await world.settle()
    expect(await itemsOf(ana)).toEqual([])
    expect((await cleo.ask(`{ feedItem(id: "${item.id}") { id } }`)).feedItem).toBeNull()
    expect((await itemsOf(ben))[0].badges).toEqual([{ key: 'secret' }])
    expect(await noticesOf(ben)).toEqual(['You earned secret'])
    await world.emit('activity.changed', { ...state, revision: 2, deleted: true })
    await takeBack(ben, 'secret', 4)
    await world.settle()
    expect(await itemsOf(ben)).toEqual([])
    expect(await noticesOf(ben)).toEqual([])
    // Ana follows.
    expect((await ben.ask(ITEMS)).viewer.unreadNotificationCount).toBe(1)
  })

  it('are hidden with their activity, and quiet when they are old', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ana.ask(FOLLOW, { id: ben.id })
    const state = world.activityState(ben)
    await world.emit('activity.measured', state)
    await award(ben, 'century', 1, { activityId: state.activityId })
    await award(ben, 'ancient', 2, { isQuiet: true })
    await award(ben, 'challenge.chl_1', 3, { challengeId: 'chl_1', others: 0 })
    await world.settle()
    const challenge = expect.objectContaining({ challenge: { id: 'chl_1' }, badge: { key: 'challenge.chl_1' }, activity: null })
    expect(await itemsOf(ana)).toEqual([challenge, expect.objectContaining({ badge: { key: 'century' } })])
    await world.emit('activity.changed', { ...state, revision: 2, visibility: 'ONLY_ME' })
    await takeBack(ben, 'challenge.chl_1', 4, 'ONLY_ME')
    await world.settle()
    expect(await itemsOf(ana)).toEqual([])
    expect(await itemsOf(ben)).toHaveLength(2)
    expect(await noticesOf(ben)).toEqual(['You earned challenge.chl_1', 'You earned century'])
  })

  it('ask one friend for a word to somebody who has not been out, of those who may and want to be asked', async () => {
    const [ana, ben, chloe, dara, emil] = (await world.athletes('Ana', 'Ben', 'Chloe', 'Dara', 'Emil')) as [
      Person,
      Person,
      Person,
      Person,
      Person,
    ]
    // Emil alone is a friend whom nothing keeps: Ben has blocked Ana, Chloe wants no such notices, and Dara is not followed back.
    for (const friend of [ben, chloe, dara, emil]) await friend.ask(FOLLOW, { id: ana.id })
    for (const friend of [ben, chloe, emil]) await ana.ask(FOLLOW, { id: friend.id })
    await world.settle()
    await ben.ask(BLOCK, { id: ana.id })
    await chloe.ask('mutation { setNotificationPreference(kind: NUDGE, inApp: false) { id } }')
    for (const friend of [emil, chloe, ben, dara]) await world.activity(friend)
    await world.settle()
    const at = world.runtime.now()
    const lastDay = new Date(at - 14 * 86_400_000).toISOString().slice(0, 10)
    const considered = { athleteId: ana.id, lastDay, modelVersion: null, chanceAlone: null, chanceNudged: null, at }
    await world.emit('nudge.considered', { ...considered, isWanted: false })
    await world.emit('nudge.considered', { ...considered, isWanted: true, at: at - 3 * 86_400_000 })
    await world.settle()
    expect(await noticesOf(emil)).toEqual([])
    await world.emit('nudge.considered', { ...considered, isWanted: true })
    await world.settle()
    const asked = ['Ana has not been out for two weeks. You follow each other: a cheer from you may help']
    expect(await noticesOf(emil)).toEqual(expect.arrayContaining(asked))
    for (const other of [ben, chloe, dara, ana]) expect(await noticesOf(other)).not.toEqual(expect.arrayContaining(asked))
    const before = (await noticesOf(emil)).length
    // Once more in these weeks nobody is asked.
    await world.emit('nudge.considered', { ...considered, isWanted: true })
    await world.settle()
    expect(await noticesOf(emil)).toHaveLength(before)
    // Neither what is hidden nor what was before takes the word back.
    await world.activity(ana, { visibility: 'ONLY_ME' })
    await world.activity(ana, { startedAtMs: at - 14 * 86_400_000 })
    await world.settle()
    expect(await noticesOf(emil)).toEqual(expect.arrayContaining(asked))
    await world.activity(ana)
    await world.settle()
    expect(await noticesOf(emil)).not.toEqual(expect.arrayContaining(asked))
  })

  it('take the unread word back from a friend when the athlete wishes it no more', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    await ben.ask(FOLLOW, { id: ana.id })
    await ana.ask(FOLLOW, { id: ben.id })
    await world.settle()
    await world.activity(ben)
    await world.settle()
    const at = world.runtime.now()
    const lastDay = new Date(at - 14 * 86_400_000).toISOString().slice(0, 10)
    const wanted = { lastDay, isWanted: true, modelVersion: null, chanceAlone: null, chanceNudged: null, at }
    await world.emit('nudge.considered', { athleteId: ana.id, ...wanted })
    await world.settle()
    const asked = ['Ana has not been out for two weeks. You follow each other: a cheer from you may help']
    expect(await noticesOf(ben)).toEqual(asked)
    await world.account(ana.id, { displayName: 'Ana' })
    await world.settle()
    expect(await noticesOf(ben)).toEqual(asked)
    await world.account(ana.id, { displayName: 'Ana', nudgeable: false })
    await world.settle()
    expect(await noticesOf(ben)).toEqual([])
  })

  it('remind of a streak that ends tonight, once', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const risk = { athleteId: ana.id, unit: 'DAYS' as const, count: 5, day: '2026-11-27' }
    await world.emit('streak.at-risk', { ...risk, at: world.runtime.now() })
    await world.emit('streak.at-risk', { ...risk, day: '2026-11-25', at: world.runtime.now() - 2 * 86_400_000 })
    await world.settle()
    expect(await noticesOf(ana)).toEqual(['Your streak of 5 days ends tonight: move a little, or use a freeze'])
  })
})
