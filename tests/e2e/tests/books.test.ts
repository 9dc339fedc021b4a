import { rmSync } from 'node:fs'
import {
  type Config,
  freePort,
  halfRestored,
  LostDatabaseError,
  openRuntime,
  openStreamReader,
  publishDeadLetter,
  type Runtime,
} from '@gruppetto/runtime'
import { takeBackup } from '@gruppetto/scripts/backup'
import { BOOKS, type Library, openLibrary, type Page, readBooks, tableOf } from '@gruppetto/scripts/books'
import { restoreBackup } from '@gruppetto/scripts/restore'
import { restoreAlone } from '@gruppetto/scripts/restore-alone'
import { loadPlatformConfig, type Platform, type PlatformConfig, startPlatform } from '@gruppetto/scripts/run'
import { dropNamespace, randomNamespace, settle, testEnvironment, testFolder } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join, newChallenge } from '../src/challenge/challenge.ts'
import { follow, newAthlete, type Person, person, sendFile, uploadOf } from '../src/people.ts'
import { gpxRide } from '../src/recordings.ts'
import { newSegment } from '../src/segments/segments.ts'
import { common } from '../src/world.ts'

type Row = { _id: string; [field: string]: unknown }
type Shelf = Parameters<Library['shelves']['get']>[0]

/** Makes something wrong. Returns what makes it right again. */
type Spoil = (library: Library) => Promise<() => Promise<unknown>>

const rowsIn = ({ shelves }: Library, shelf: Shelf, name: string) => {
  const connection = shelves.get(shelf)?.database.connection
  if (connection === undefined) throw new Error(`${shelf} is not open`)
  return connection.collection<Row>(name)
}

/** Changes the first row that matches; null takes it away. */
const row =
  (shelf: Shelf, name: string, where: object, change: ((found: Row) => object) | null): Spoil =>
  async (library) => {
    const rows = rowsIn(library, shelf, name)
    const found = await rows.findOne(where as never)
    if (found === null) throw new Error(`there is no such row in ${name}`)
    if (change === null) await rows.deleteOne({ _id: found._id })
    else await rows.replaceOne({ _id: found._id }, { ...found, ...change(found) } as never)
    return () => rows.replaceOne({ _id: found._id }, found as never, { upsert: true })
  }

/** Adds a row that should not be there. */
const more =
  (shelf: Shelf, name: string, added: Row): Spoil =>
  async (library) => {
    const rows = rowsIn(library, shelf, name)
    await rows.insertOne(added as never)
    return () => rows.deleteOne({ _id: added._id })
  }

/** The name of a key in Redis without the namespace, which the connection puts before it. */
const keyLike = async ({ redis, config }: Runtime, pattern: string): Promise<string> => {
  const [key] = await redis.keys(`${config.namespace}:${pattern}`)
  if (key === undefined) throw new Error(`there is no key ${pattern}`)
  return key.slice(config.namespace.length + 1)
}

const consumer =
  (...names: readonly string[]): Spoil =>
  async ({ runtime: { bus } }) => {
    for (const name of names) await openStreamReader(bus, name, 0).next(1)
    return async () => {
      for (const name of names) await bus.manager.consumers.delete(bus.names.events, name)
    }
  }

const TEAMS_TITLE = 'A kilometre for the club'

const CONSUMERS = 'every consumer is at rest, and none leaked'

/** By the name of the book that has to find it. */
const SPOILS: Readonly<Record<string, Spoil>> = {
  'the outbox is empty': more('social', 'outbox', { _id: 'ev1', name: 'kudos.given', envelope: '{}', at: new Date(0) }),
  [CONSUMERS]: consumer('of-nobody'),
  'every dead letter is explained': async ({ runtime: { bus } }) => {
    const facts = { worker: 'social-fan-out', eventId: 'ev2', reason: 'a test', tries: 1, sequence: 1 }
    await publishDeadLetter(bus, facts, new TextEncoder().encode('{"name":"feed.item-recorded"}'))
    const { state } = await bus.manager.streams.info(bus.names.dead)
    return () => bus.manager.streams.deleteMessage(bus.names.dead, state.last_seq)
  },
  'no event is lost': row('athletes', 'inbox', { _id: { $regex: '^athletes-count-activities:' } }, null),
  'every upload is an activity or a failure': row('activities', 'uploads', { status: 'FAILED' }, () => ({ failure: null })),
  'every activity came of its upload, once': row('activities', 'uploads', { status: 'DONE' }, () => ({ activityIds: [] })),
  'every recording has its samples': row('activities', 'activities', { samplesRevision: { $gt: 0 } }, () => ({
    samplesRevision: 77,
  })),
  'every activity and post is in the feeds once': row('social', 'feed_items', { kind: 'POST' }, null),
  'feeds in Redis are what a rebuild gives': async ({ runtime }) => {
    const { redis } = runtime
    const key = await keyLike(runtime, 'feed:*:items')
    const [member = '', score = ''] = await redis.zrevrange(key, 0, 0, 'WITHSCORES')
    await redis.zrem(key, member)
    return () => redis.zadd(key, score, member)
  },
  'scores in challenges are recounted': row('clubs', 'contributions', {}, ({ units }) => ({ units: Number(units) + 1 })),
  'boards in Redis are the rows': async ({ runtime }) => {
    const key = await keyLike(runtime, 'clubs:{chl_*:units')
    await runtime.redis.zadd(key, 5, 'ath_nobody')
    return () => runtime.redis.zrem(key, 'ath_nobody')
  },
  'clubs count their members': row('clubs', 'clubs', {}, () => ({ memberCount: 99 })),
  'challenges count who takes part': row('clubs', 'challenges', {}, () => ({ participantCount: 99 })),
  'athletes count their followers, and whom they follow': row('social', 'follower_counts', {}, () => ({ followers: 99 })),
  'the totals of athletes are the sums of their activities': row('clubs', 'period_sums', {}, () => ({ sums: {} })),
  'the best efforts on segments are the best of all': row('activities', 'segment_bests', {}, () => ({ seconds: 1 })),
  'segments count their efforts and athletes': row('activities', 'segments', {}, () => ({ effortCount: 99 })),
  'receipts are numbered without gaps': more('commerce', 'receipts', { _id: '2026-000007' }),
  'social knows the accounts of athletes': row('social', 'relations_accounts', {}, ({ revision }) => ({
    revision: Number(revision) - 1,
  })),
  'social knows the clubs of clubs': row('social', 'clubs', { name: /^Early Birds/ }, () => ({ name: 'An earlier name' })),
  'social knows the challenges of clubs': row('social', 'challenges', { title: { $ne: TEAMS_TITLE } }, ({ revision }) => ({
    revision: Number(revision) - 1,
  })),
  'commerce knows the challenges of clubs': row('commerce', 'challenges', { title: TEAMS_TITLE }, ({ revision }) => ({
    revision: Number(revision) + 9,
  })),
  'rows have the fields of their collection': row('social', 'posts', {}, () => ({ text: 7 })),
  'collections have their indexes': async (library) => {
    const rows = rowsIn(library, 'clubs', 'clubs')
    const slug = (await rows.indexes()).find(({ key }) => JSON.stringify(key) === '{"slug":1}')
    if (slug?.name === undefined) throw new Error('clubs have no index on slug')
    const { key, unique, partialFilterExpression } = slug
    await rows.dropIndex(slug.name)
    return () => rows.createIndex(key, { unique: unique ?? false, partialFilterExpression: partialFilterExpression ?? {} })
  },
}

const start = async (config: Config, url: string): Promise<{ readonly ana: Person; readonly ben: Person }> => {
  const { verify } = common(config, url)
  const rest = () => settle({ config })
  const people: Person[] = []
  for (const name of ['ana', 'ben', 'eva']) people.push(await newAthlete(url, name))
  const [ana, ben, eva] = people as [Person, Person, Person]
  await verify(ana)
  const challengeId = await newChallenge(ana)
  const newClub = async (name: string): Promise<string> => {
    const input = { name: `${name} ${ana.handle}`, access: 'OPEN' }
    const create = 'mutation ($input: ClubInput!) { createClub(input: $input) { id } }'
    return (await ana.get<{ createClub: { id: string } }>(create, { input })).createClub.id
  }
  const clubId = await newClub('Early Birds')
  for (const who of people) {
    await join(who, challengeId)
    if (who !== ana) await who.get('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: clubId })
    for (const other of people) if (other !== who) await follow(who, other)
  }
  await ana.get('mutation ($clubId: ID!, $to: ID!) { transferClub(clubId: $clubId, athleteId: $to) { id } }', {
    clubId,
    to: ben.id,
  })
  const betweenClubs = await newChallenge(ana, { title: TEAMS_TITLE, clubId, bestOfTeam: 1 })
  const enter = 'mutation ($id: ID!, $clubId: ID!) { enterChallenge(id: $id, clubId: $clubId) { id } }'
  await ana.get(enter, { id: betweenClubs, clubId: await newClub('Night Owls') })
  const ride = gpxRide(Date.now() - 86_400_000, { points: 240 })
  const rides = [await sendFile(ana, 'a.gpx', ride), await sendFile(ben, 'b.gpx', ride), await sendFile(eva, 'e.gpx', ride)]
  await rest()
  // One that is no recording, and one that was sent before.
  await sendFile(ana, 'none.gpx', Buffer.from('no recording at all'))
  await sendFile(ana, 'again.gpx', ride)
  for (const who of people) {
    await who.get('{ viewer { feed(first: 20) { edges { node { __typename } } } } }')
    await who.get('query ($id: ID!) { challenge(id: $id) { leaderboard(first: 20) { edges { node { rank } } } } }', {
      id: challengeId,
    })
  }
  const [activity] = (await uploadOf(ben, rides[1] ?? '')).activities
  const input = { subjectId: activity?.id, text: 'Through rain and wind' }
  await ana.get('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: activity?.id })
  await ana.get('mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }', { input })
  await ana.get('mutation { createPost(input: { text: "A quiet day" }) { id } }')
  await newSegment(ben, { activityId: activity?.id, name: 'Up north', startSeconds: 30, endSeconds: 200 })
  await rest()
  return { ana, ben }
}

const settings = async (more: Readonly<Record<string, string>> = {}): Promise<PlatformConfig> => {
  const port = await freePort()
  const own = { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` }
  return loadPlatformConfig({ ...testEnvironment(randomNamespace(), testFolder('books')), ...own, ...more })
}

const endpointOf = ({ publicUrl }: PlatformConfig): string => `${publicUrl}/graphql`

describe('the books of a platform', () => {
  let config: PlatformConfig
  let people: Awaited<ReturnType<typeof start>>
  let platform: Platform | null = null
  let runtime: Runtime
  let library: Awaited<ReturnType<typeof openLibrary>>

  beforeAll(async () => {
    config = await settings()
    platform = await startPlatform(config)
    people = await start(config, endpointOf(config))
    runtime = await openRuntime(config)
    library = await openLibrary(runtime)
    // A job counts them, a moment after the efforts.
    await read('segments count their efforts and athletes', library, 60)
    // Nothing repairs what is spoilt.
    await platform.close()
  })
  afterAll(async () => {
    await library?.close()
    await runtime?.close()
    await platform?.close()
    await dropNamespace(config)
    rmSync(config.dataDir, { recursive: true, force: true })
  })

  const read = async (name: string, of: Library = library, again = 0): Promise<Page> => {
    const books = BOOKS.filter((book) => book.name === name)
    const [page] = await readBooks(of, { books, again, pauseMs: 500 })
    if (page === undefined) throw new Error(`there is no book ${name}`)
    return page
  }

  it('agree when it is at rest, and have looked at everything', async () => {
    const pages = await readBooks(library, { again: 3, pauseMs: 100 })
    expect(
      pages.filter(({ isWrong }) => isWrong),
      tableOf(pages),
    ).toEqual([])
    const empty = pages.filter(({ looked }) => looked === 0).map(({ name }) => name)
    // Nobody has a receipt or premium, has blocked anybody or has sent a picture, and no letter is dead.
    expect(empty.filter((name) => !/letter|receipt|blocks|photos|entitlements/.test(name))).toEqual([])
  })

  it.each(Object.entries(SPOILS))('find what is wrong: %s', async (name, spoil) => {
    const undo = await spoil(library)
    const spoilt = await read(name)
    await undo()
    expect(spoilt.isWrong).toBe(true)
    expect(await read(name)).toMatchObject({ isWrong: false })
  })

  it('know the consumers of the lake, if the platform has one', async () => {
    const withLake = await openLibrary({ ...runtime, config: { ...config, lake: true } })
    try {
      const names = [...(withLake.shelves.get('lake')?.workers ?? []).map((worker) => worker.name), 'lake-writer']
      expect((await read(CONSUMERS, withLake)).wrong).toEqual(names.map((name) => `${name} has no consumer`))
      const undo = await consumer('lake-writer')(withLake)
      expect((await read(CONSUMERS, withLake)).wrong).not.toContainEqual(expect.stringContaining('lake-writer'))
      expect((await read(CONSUMERS)).wrong).toEqual(['the consumer lake-writer belongs to no worker'])
      await undo()
    } finally {
      await withLake.close()
    }
  })

  it('agree on a platform into which a backup was restored, and its athletes go on', async () => {
    const folder = testFolder('backup')
    const say = () => undefined
    await takeBackup(runtime, { folder, say })
    const fresh = await settings({ IDENTITY_SECRET: config.identitySecret })
    const other = await openRuntime(fresh)
    await restoreBackup(other, { folder, force: false, say })
    const again = await startPlatform(fresh)
    const opened = await openLibrary(other)
    try {
      const [ana, ben] = [people.ana, people.ben].map((who) => person(endpointOf(fresh), who)) as [Person, Person]
      const ride = await sendFile(ben, 'later.gpx', gpxRide(Date.now() - 3_600_000, { points: 120 }))
      await settle({ config: fresh })
      const [activity] = (await uploadOf(ben, ride)).activities
      const { viewer } = await ana.get<{ viewer: { feed: { edges: { node: { activity?: { id: string } } }[] } } }>(
        '{ viewer { feed(first: 20) { edges { node { ... on ActivityFeedItem { activity { id } } } } } } }',
      )
      expect(viewer.feed.edges.map(({ node }) => node.activity?.id)).toContain(activity?.id)
      const pages = await readBooks(opened, { again: 3, pauseMs: 100 })
      const wrong = pages.filter(({ isWrong }) => isWrong)
      expect(wrong, tableOf(pages)).toEqual([])
      const looked = pages.find(({ name }) => name === 'no event is lost')?.looked ?? 0
      expect(looked).toBeGreaterThan(0)
    } finally {
      await opened.close()
      await again.close()
      await other.close()
      await dropNamespace(fresh)
      for (const path of [folder, fresh.dataDir]) rmSync(path, { recursive: true, force: true })
    }
  })

  describe('when the database of one subgraph is lost while the others have gone on', () => {
    const folder = testFolder('alone')
    const say = () => undefined
    const restore = (only: Parameters<typeof restoreAlone>[1]['only'], force = false) =>
      restoreAlone(runtime, { folder, only, force, say })
    const databaseOf = (name: Shelf) => {
      const found = library.shelves.get(name)?.database.connection.db
      if (found === undefined) throw new Error(`${name} is not open`)
      return found
    }
    /** What everybody has in the challenges, without what a restore may count anew. */
    const scores = async () =>
      (await rowsIn(library, 'clubs', 'entries').find({}).sort({ _id: 1 }).toArray()).map(({ _id, units, activities }) => {
        return { _id, units, activities }
      })
    const allRight = async () => {
      const pages = await readBooks(library, { again: 3, pauseMs: 500 })
      expect(
        pages.filter(({ isWrong }) => isWrong),
        tableOf(pages),
      ).toEqual([])
    }
    /** What commerce has of the scores that clubs tells of. */
    const told = async () =>
      (await rowsIn(library, 'commerce', 'board_rows').find({}).sort({ _id: 1 }).toArray()).map(
        ({ _id, score, scoreRevision }) => {
          return { _id, score, scoreRevision }
        },
      )

    let before: Awaited<ReturnType<typeof scores>>
    let known: Awaited<ReturnType<typeof told>>

    beforeAll(async () => {
      await takeBackup(runtime, { folder, say })
      platform = await startPlatform(config)
      const { ana, ben } = people
      const since = [Date.now() - 3_600_000, Date.now() - 2 * 3_600_000]
      await sendFile(ana, 'since.gpx', gpxRide(since[0] ?? 0, { points: 300 }))
      const ride = await sendFile(ben, 'since.gpx', gpxRide(since[1] ?? 0, { points: 200 }))
      await settle({ config })
      const [activity] = (await uploadOf(ben, ride)).activities
      await ana.get('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: activity?.id })
      await settle({ config })
      before = await scores()
      known = await told()
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it('it does not come back beneath processes that use it', async () => {
      await expect(restore('clubs', true)).rejects.toThrow(/clubs:workers run/)
      await platform?.close()
    })

    it('it comes back alone, and what happened since the backup counts again', async () => {
      await databaseOf('clubs').dropDatabase()
      await expect(startPlatform(config)).rejects.toThrow(LostDatabaseError)
      await restore('clubs')
      expect(await scores()).not.toEqual(before)
      const revisions = new Map(
        (await rowsIn(library, 'clubs', 'entries').find({}).toArray()).map((row) => [row._id, row.revision]),
      )
      for (const { _id, scoreRevision } of known) expect(revisions.get(_id)).toBeGreaterThanOrEqual(Number(scoreRevision))
      await expect(restore('clubs')).rejects.toThrow('--force would remove')
      platform = await startPlatform(config)
      await settle({ config })
      await allRight()
      expect(await scores()).toEqual(before)
      const again = await told()
      expect(again.map(({ _id, score }) => ({ _id, score }))).toEqual(known.map(({ _id, score }) => ({ _id, score })))
      // Others take what it says from now on: its revisions are above those that they had seen.
      const ride = await sendFile(people.ben, 'later.gpx', gpxRide(Date.now() - 5 * 3_600_000, { points: 150 }))
      await settle({ config })
      expect((await uploadOf(people.ben, ride)).activities).toHaveLength(1)
      expect(await told()).not.toEqual(again)
      const units = new Map((await scores()).map((row) => [row._id, Number(row.units)]))
      for (const { _id, score } of await told()) expect(score).toBeCloseTo((units.get(_id) ?? 0) / 10, 6)
      await allRight()
      await platform.close()
    })

    it('it does not where others have seen what the backup does not know, and nothing is removed', async () => {
      const refused = restore('social', true)
      await expect(refused).rejects.toThrow('social cannot come back alone')
      await expect(refused).rejects.toThrow('1 kudos.given')
      await expect(restore('activities', true)).rejects.toThrow('activity.measured')
      await allRight()
    })

    it('a restore that was cut short is opened by nobody, and begun again', async () => {
      await databaseOf('commerce').dropDatabase()
      const end = (line: string) => {
        if (line.startsWith('commerce: ')) throw new Error('a sudden end')
      }
      const cut = restoreAlone(runtime, { folder, only: 'commerce', force: false, say: end })
      await expect(cut).rejects.toThrow('a sudden end')
      await expect(startPlatform(config)).rejects.toThrow('is not finished')
      await restore('commerce')
      expect(await halfRestored(databaseOf('social').client, config.namespace).countDocuments({})).toBe(0)
      platform = await startPlatform(config)
      await settle({ config })
      await allRight()
      await platform.close()
    })

    it('it does not where the stream is another one, or the platform is', async () => {
      const fresh = await settings()
      const other = await openRuntime(fresh)
      try {
        await expect(restoreAlone(other, { folder, only: 'clubs', force: true, say })).rejects.toThrow('only all of it')
      } finally {
        await other.close()
        await dropNamespace(fresh)
      }
      const { bus } = runtime
      await bus.manager.streams.purge(bus.names.events)
      await expect(restore('clubs', true)).rejects.toThrow('the stream has no event')
      await bus.manager.streams.delete(bus.names.events)
      await bus.ensureStreams()
      await expect(restore('clubs', true)).rejects.toThrow('made anew')
    })
  })
})
