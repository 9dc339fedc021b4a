// Runs the platform in its own process, so that only the platform is measured. The benchmark talks to it over IPC.
import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { Session } from 'node:inspector/promises'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId, SESSIONS_PATH, SUBGRAPH_NAMES, type Subgraph } from '@gruppetto/graph'
import { type Config, eraseKeys, openRuntime, type Runtime, SYSTEM } from '@gruppetto/runtime'
import { mongo } from 'mongoose'
import { atStaffDesk } from '../finish-start.ts'
import { loadPlatformConfig, type Platform, startPlatform } from '../run.ts'
import { inSources } from './bundled.ts'
import type { Looked, Reply, Request, RowOf, Snapshot } from './platform-messages.ts'
import { sharesOf } from './profile-shares.ts'

const counted = { subgraphCalls: 0, mongoCommands: 0, mongoRows: 0, subgraphCpuMs: 0 }
/** How many calls of subgraphs are under way. Some are side by side, and the CPU meanwhile counts once. */
let underWay = 0
let countsCpu = true
let cpuBefore = process.cpuUsage()

/** What subgraphs ask the database for an answer, apart from jobs and workers; null while nobody counts, since that costs CPU. */
let queried: { queries: number; rows: number } | null = null
const answering = new AsyncLocalStorage<true>()

interface Cursor {
  readonly documents: { readonly length: number } | null
  fetchBatch(): Promise<void>
}

/** Counts queries and the rows that they return, where the driver takes each batch of them. */
const countRows = (): void => {
  const cursor = mongo.AbstractCursor.prototype as unknown as Cursor
  const { fetchBatch } = cursor
  if (typeof fetchBatch !== 'function') throw new Error('the driver fetches rows otherwise: they cannot be counted')
  cursor.fetchBatch = async function (this: Cursor) {
    await fetchBatch.call(this)
    const rows = this.documents?.length ?? 0
    counted.mongoRows += rows
    if (queried === null || answering.getStore() !== true) return
    queried.queries += 1
    queried.rows += rows
  }
}

const counting = (subgraph: Subgraph): Subgraph => {
  // Every command takes a connection from the pool. Counting these is cheap, while the driver's command events copy every command.
  subgraph.opened.database.connection.getClient().on('connectionCheckedOut', () => {
    counted.mongoCommands += 1
  })
  const { internalRoutes } = subgraph.opened
  return {
    ...subgraph,
    opened: {
      ...subgraph.opened,
      ...(internalRoutes !== undefined && {
        internalRoutes: (app) => {
          app.addHook('onRequest', async ({ url }) => {
            // The gateway asks now and then which sessions have ended, whatever its clients do.
            if (url !== SESSIONS_PATH) counted.subgraphCalls += 1
          })
          internalRoutes(app)
        },
      }),
    },
    async execute(request, caller, traceparent) {
      counted.subgraphCalls += 1
      if (queried !== null) return answering.run(true, () => subgraph.execute(request, caller, traceparent))
      if (!countsCpu) return subgraph.execute(request, caller, traceparent)
      if (underWay === 0) cpuBefore = process.cpuUsage()
      underWay += 1
      try {
        return await subgraph.execute(request, caller, traceparent)
      } finally {
        underWay -= 1
        if (underWay === 0) {
          const { user, system } = process.cpuUsage(cpuBefore)
          counted.subgraphCpuMs += (user + system) / 1000
        }
      }
    },
  }
}

const collected = async (): Promise<void> => {
  // Memory that finalizers release is free only after the next collection.
  for (let round = 0; round < 4; round += 1) {
    global.gc?.()
    await sleep(50)
  }
}

const redisCommands = async ({ redis }: Runtime): Promise<number> =>
  Number(/^total_commands_processed:(\d+)/m.exec(await redis.info('stats'))?.[1] ?? Number.NaN)

const snapshot = async (runtime: Runtime, collect: boolean): Promise<Snapshot> => {
  if (collect) await collected()
  const redis = await redisCommands(runtime)
  const { user, system } = process.cpuUsage()
  const { heapUsed, external, rss } = process.memoryUsage()
  return {
    cpuMs: (user + system) / 1000,
    heapUsedBytes: heapUsed,
    externalBytes: external,
    rssBytes: rss,
    ...counted,
    redisCommands: redis,
  }
}

const LOOKS_AT_REST = 3

const hasWork = (consumer: { readonly num_pending: number; readonly num_ack_pending: number }): boolean =>
  consumer.num_pending + consumer.num_ack_pending > 0

/** Resolves when several checks in a row have found all consumers idle and nothing published. */
const rest = async ({ bus }: Runtime): Promise<void> => {
  let before = ''
  for (let quiet = 0; quiet < LOOKS_AT_REST; await sleep(60)) {
    const { state } = await bus.manager.streams.info(bus.names.events)
    let busy: string | null = null
    for await (const consumer of bus.manager.consumers.list(bus.names.events)) if (hasWork(consumer)) busy = consumer.name
    const now = String(state.last_seq)
    quiet = busy === null && now === before ? quiet + 1 : 0
    before = now
    // One that has work is asked alone until it has none: a list of all costs a hundred times as much.
    while (busy !== null && hasWork(await bus.manager.consumers.info(bus.names.events, busy))) await sleep(60)
  }
}

const FLOOD_BATCH = 200

const flood = async (runtime: Runtime, { activityId, ownerId, count }: Extract<Request, { ask: 'flood' }>): Promise<void> => {
  const social = await runtime.database('social')
  const at = runtime.now()
  for (let given = 0; given < count; given += FLOOD_BATCH) {
    const ids = Array.from({ length: Math.min(FLOOD_BATCH, count - given) }, () => newId('Athlete'))
    await social.transact(async (tx) => {
      const rows = ids.map((athleteId) => ({
        _id: `${activityId}:${athleteId}` as never,
        subjectId: activityId,
        athleteId,
        givenAt: new Date(at),
      }))
      await social.connection.collection('kudos').insertMany(rows, { session: tx.session })
      for (const athleteId of ids) tx.emit('kudos.given', { subjectId: activityId, subjectOwnerId: ownerId, athleteId, at })
    }, SYSTEM)
  }
}

/** The keys of a challenge's board in Redis, of the subgraph whose board it is: see board-ranks.ts. */
const boardKeys = (owner: 'clubs' | 'commerce', challengeId: string): [string, string, string] => [
  `${owner}:{${challengeId}}:units`,
  `${owner}:{${challengeId}}:revisions`,
  `${owner}:{${challengeId}}:pending`,
]

const CROWD_BATCH = 2_000
/** As long as a board is kept; see board-ranks.ts. */
const BOARD_SECONDS = 3_600
const MOST_UNITS = 5_000_000

/** Makes athletes who do not exist, batch by batch. Their scores are spread evenly, in an order that is not theirs. */
function* crowdOf(count: number) {
  for (let made = 0; made < count; made += CROWD_BATCH) {
    yield Array.from({ length: Math.min(CROWD_BATCH, count - made) }, (_, index) => ({
      id: newId('Athlete'),
      score: ((made + index) * 7_919) % MOST_UNITS,
    }))
  }
}

type AnyRow = { _id: string; [field: string]: unknown }

const copies = async (runtime: Runtime, asked: Extract<Request, { ask: 'copies' }>): Promise<void> => {
  const { connection } = await runtime.database(asked.database)
  const rows = connection.collection<AnyRow>(asked.collection)
  const own = await rows.findOne({ _id: asked.id })
  if (own === null) throw new Error(`there is no ${asked.id} in ${asked.collection}`)
  for (let made = 0; made < asked.ids.length; made += CROWD_BATCH) {
    await rows.insertMany(
      asked.ids.slice(made, made + CROWD_BATCH).map((id, index) => ({
        ...own,
        _id: `${asked.prefix}${id}`,
        ...(asked.field !== null && { [asked.field]: id }),
        ...(asked.order !== null && { [asked.order]: made + index + 1 }),
      })),
    )
  }
}

const change = async (
  runtime: Runtime,
  { database, collection, id }: RowOf,
  update: Readonly<Record<string, object>>,
): Promise<void> => {
  const { connection } = await runtime.database(database)
  await connection.collection<AnyRow>(collection).updateOne({ _id: id }, update)
}

const insert = async (runtime: Runtime, { database, collection, rows }: Extract<Request, { ask: 'insert' }>): Promise<void> => {
  const { connection } = await runtime.database(database)
  if (rows.length > 0) await connection.collection(collection).insertMany(rows.map((row) => ({ ...row })))
}

interface Stage {
  readonly stage?: string
  readonly inputStage?: Stage
  readonly inputStages?: readonly Stage[]
}

/** What explain says of a query that was run, on a server that has it so. */
interface Explained {
  readonly executionStats?: { readonly totalDocsExamined?: number }
  readonly queryPlanner?: { readonly winningPlan?: Stage }
}

const stagesOf = ({ stage, inputStage, inputStages = [] }: Stage): readonly string[] => [
  ...(stage === undefined ? [] : [stage]),
  ...(inputStage === undefined ? [] : stagesOf(inputStage)),
  ...inputStages.flatMap(stagesOf),
]

const look = async (
  runtime: Runtime,
  { database, collection, filter, sort, limit, runs }: Extract<Request, { ask: 'look' }>,
): Promise<Looked> => {
  const { connection } = await runtime.database(database)
  const question = () => connection.collection<AnyRow>(collection).find(filter, { sort, limit })
  const times: number[] = []
  let ids: readonly string[] = []
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now()
    ids = (await question().toArray()).map(({ _id }) => _id)
    times.push(performance.now() - from)
  }
  const explained: Explained = await question().explain('executionStats')
  return {
    times,
    ids,
    examined: explained.executionStats?.totalDocsExamined ?? null,
    stages: stagesOf(explained.queryPlanner?.winningPlan ?? {}),
  }
}

const KEYS_AT_ONCE = 1_000

const mark = async ({ redis }: Runtime, keys: readonly string[]): Promise<void> => {
  for (let done = 0; done < keys.length; done += KEYS_AT_ONCE)
    await Promise.all(keys.slice(done, done + KEYS_AT_ONCE).map((key) => redis.set(key, 'bench', 'EX', 3_600)))
}

const marked = async ({ redis }: Runtime, keys: readonly string[]): Promise<number> => {
  let count = 0
  for (let done = 0; done < keys.length; done += KEYS_AT_ONCE) {
    const found = await Promise.all(keys.slice(done, done + KEYS_AT_ONCE).map((key) => redis.exists(key)))
    count += found.reduce((sum, each) => sum + each, 0)
  }
  return count
}

/** Writes a board to Redis beside its rows: a slow database would take too long to build it from them. */
const openBoard = ({ redis }: Runtime, [units, revisions]: ReturnType<typeof boardKeys>, revision: number) => ({
  async put(athletes: readonly { readonly id: string; readonly score: number }[]): Promise<void> {
    await redis.zadd(units, ...athletes.flatMap(({ id, score }) => [score, id]))
    await redis.hset(revisions, ...athletes.flatMap(({ id }) => [id, revision]))
  },
  async complete(): Promise<void> {
    await redis.zadd(units, -1, '#')
    await redis.hset(revisions, '#', 0)
    for (const key of [units, revisions]) await redis.expire(key, BOARD_SECONDS)
  },
})

const crowd = async (runtime: Runtime, { challengeId, athleteId, count }: Extract<Request, { ask: 'crowd' }>): Promise<void> => {
  const { connection } = await runtime.database('clubs')
  const entries = connection.collection<AnyRow>('entries')
  const own = await entries.findOne({ _id: `${challengeId}:${athleteId}` })
  if (own === null) throw new Error(`${athleteId} does not take part in ${challengeId}`)
  const board = openBoard(runtime, boardKeys('clubs', challengeId), Number(own.revision))
  for (const athletes of crowdOf(count)) {
    await entries.insertMany(
      athletes.map(({ id, score }) => ({ ...own, _id: `${challengeId}:${id}`, athleteId: id, units: score })),
    )
    await board.put(athletes)
  }
  await change(runtime, { database: 'clubs', collection: 'challenges', id: challengeId }, { $inc: { participantCount: count } })
  await board.put([{ id: athleteId, score: Number(own.units) }])
  await board.complete()
}

const sponsor = async (
  runtime: Runtime,
  { challengeId, brandId, athleteId, count }: Extract<Request, { ask: 'sponsor' }>,
): Promise<void> => {
  const { connection } = await runtime.database('commerce')
  const rows = (name: string) => connection.collection<AnyRow>(name)
  const agreed = { prize: null, termsUrl: null, offerCode: null, productId: null, agreedAt: new Date(runtime.now()) }
  await rows('sponsorships').insertOne({ _id: challengeId, brandId, ...agreed })
  await rows('challenges').updateOne({ _id: challengeId }, { $set: { sponsorBrandId: brandId } })
  const own = await rows('board_rows').findOne({ _id: `${challengeId}:${athleteId}` })
  const account = await rows('relations_accounts').findOne({ _id: athleteId })
  if (own === null || account === null) throw new Error(`${athleteId} does not take part in ${challengeId}`)
  // As rankRevision of commerce.
  const revision = Number(own.participationRevision) + Number(own.scoreRevision) + Number(own.returns ?? 0)
  const board = openBoard(runtime, boardKeys('commerce', challengeId), revision)
  for (const athletes of crowdOf(count)) {
    const scored = athletes.map(({ id, score }, index) => ({
      ...own,
      _id: `${challengeId}:${id}`,
      athleteId: id,
      sharesWithBrand: index % 2 === 0,
      score,
    }))
    await rows('board_rows').insertMany(scored)
    await board.put(athletes)
    // Nobody looks at the names of the others.
    const leading = scored.filter(({ score }) => score > MOST_UNITS * 0.95)
    if (leading.length > 0) {
      await rows('relations_accounts').insertMany(leading.map(({ athleteId: id }) => ({ ...account, _id: id, handle: id })))
    }
  }
  await board.put([{ id: athleteId, score: Number(own.score) }])
  await board.complete()
}

let bare: Server | null = null

/** What any gateway in Node has to do for a request: read it, ask Redis whether it may pass, answer. Returns its URL. */
const openBare = async ({ redis }: Runtime, text: string): Promise<string> => {
  bare = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    JSON.parse(Buffer.concat(pieces).toString())
    await redis.get('bench')
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
  }).listen(0, '127.0.0.1')
  await once(bare, 'listening')
  return `http://127.0.0.1:${(bare.address() as AddressInfo).port}/graphql`
}

const closeBare = (): void => {
  bare?.close()
  bare?.closeAllConnections()
  bare = null
}

/** Removes everything that the benchmark has created on servers that go on without it. */
const removeAll = async (config: Config): Promise<void> => {
  const runtime = await openRuntime(config)
  for (const name of SUBGRAPH_NAMES) await (await runtime.database(name)).connection.dropDatabase()
  await eraseKeys(runtime.redis, [''])
  const { manager, names } = runtime.bus
  for (const name of [names.events, names.dead]) await manager.streams.delete(name)
  await runtime.close()
}

const reply = (message: Reply): void => {
  process.send?.(message)
}

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

const answer = async (request: Request, platform: Platform, config: Config, inspector: Session): Promise<Reply> => {
  switch (request.ask) {
    case 'snapshot':
      return { kind: 'snapshot', snapshot: await snapshot(platform.runtime, request.collect) }
    case 'countSubgraphCpu':
      countsCpu = request.isOn
      return { kind: 'done' }
    case 'countQueries':
      queried = { queries: 0, rows: 0 }
      return { kind: 'done' }
    case 'queries': {
      const found = queried ?? { queries: 0, rows: 0 }
      queried = null
      answering.disable()
      return { kind: 'queried', ...found }
    }
    case 'rest':
      await rest(platform.runtime)
      return { kind: 'done' }
    case 'flood':
      await flood(platform.runtime, request)
      return { kind: 'done' }
    case 'crowd':
      await crowd(platform.runtime, request)
      return { kind: 'done' }
    case 'sponsor':
      await sponsor(platform.runtime, request)
      return { kind: 'done' }
    case 'copies':
      await copies(platform.runtime, request)
      return { kind: 'done' }
    case 'change':
      await change(platform.runtime, request, request.update)
      return { kind: 'done' }
    case 'insert':
      await insert(platform.runtime, request)
      return { kind: 'done' }
    case 'count': {
      const { connection } = await platform.runtime.database(request.database)
      return { kind: 'counted', count: await connection.collection(request.collection).countDocuments(request.filter) }
    }
    case 'mark':
      await mark(platform.runtime, request.keys)
      return { kind: 'done' }
    case 'marked':
      return { kind: 'counted', count: await marked(platform.runtime, request.keys) }
    case 'forgetBoard':
      await platform.runtime.redis.unlink(...boardKeys('clubs', request.challengeId))
      return { kind: 'done' }
    case 'forget':
      await Promise.all(request.keys.map((key) => platform.runtime.redis.unlink(key)))
      return { kind: 'done' }
    case 'forgetAll':
      await eraseKeys(platform.runtime.redis, [''])
      return { kind: 'done' }
    case 'look':
      return { kind: 'looked', ...(await look(platform.runtime, request)) }
    case 'awaitBoard':
      while ((await platform.runtime.redis.hexists(boardKeys('clubs', request.challengeId)[1], '#')) === 0) await sleep(5)
      return { kind: 'done' }
    case 'hint':
      platform.runtime.live.publish(request.topic, request.key)
      return { kind: 'done' }
    case 'verify':
      await atStaffDesk(config, (desk) => desk.verify(request.handle))
      return { kind: 'done' }
    case 'openBare':
      return { kind: 'opened', url: await openBare(platform.runtime, request.text) }
    case 'closeBare':
      closeBare()
      return { kind: 'done' }
    case 'profile':
      inspector.connect()
      await inspector.post('Profiler.enable')
      await inspector.post('Profiler.start')
      return { kind: 'done' }
    case 'profiled': {
      const profile = inSources((await inspector.post('Profiler.stop')).profile)
      inspector.disconnect()
      if (request.file !== null) writeFileSync(request.file, JSON.stringify(profile))
      return { kind: 'profiled', shares: sharesOf(profile) }
    }
    case 'stop':
      await platform.close()
      if (request.removes) await removeAll(config)
      return { kind: 'done' }
  }
}

const main = async (): Promise<void> => {
  countRows()
  const config = loadPlatformConfig(process.env)
  const platform = await startPlatform(config, { wrap: counting })
  const inspector = new Session()
  process.on('message', (request: Request) => {
    const answering = answer(request, platform, config, inspector)
    answering
      .catch((error: unknown): Reply => ({ kind: 'failed', message: messageOf(error) }))
      .then((message) => {
        reply(message)
        if (request.ask === 'stop') process.disconnect()
      })
  })
  // The benchmark ended before it could send `stop`.
  process.on('disconnect', () => process.exit())
  reply({ kind: 'ready', url: platform.url })
}

main().catch((error: unknown) => {
  reply({ kind: 'failed', message: messageOf(error) })
  process.exitCode = 1
})
