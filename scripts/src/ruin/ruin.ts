import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStaffDesk } from '@gruppetto/athletes'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { freePort, loadConfig, openRuntime, type Runtime } from '@gruppetto/runtime'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { rowsOf } from '../books/book.ts'
import { BOOKS, type Library, openLibrary, type Page, readBooks, tableOf } from '../books/check-books.ts'
import { connectionsLeft, eventsAtRest } from './at-rest.ts'
import { openCrowd, type Promises } from './crowd.ts'
import { mountDisk } from './disk.ts'
import { openHostiles } from './hostile.ts'
import type { RuinOptions } from './options.ts'
import { copyProgram, type Held, type RoleProcess, startRole } from './processes.ts'
import { promiseBooks } from './promises-kept.ts'
import { openRandom } from './random.ts'
import { openStormServers, type StormServers } from './storm-servers.ts'
import { columnsOf, markdownOf } from './table.ts'
import { openTally, type Tally } from './tally.ts'
import {
  boardOf,
  completeUpload,
  createUpload,
  feedOf,
  foundTown,
  gpxOf,
  post,
  putBytes,
  THE_ROAD,
  type Town,
  type Townsman,
} from './town.ts'
import { storm, troublesOf } from './troubles.ts'

export interface Outcome {
  readonly lines: readonly string[]
  /** What the storm has broken; empty when nothing is. */
  readonly broken: readonly string[]
}

const MB = 1024 * 1024
/** A process that has worked has more memory than one that has just started: caches, compiled code, and what is not collected yet. */
const MORE_MEMORY_BYTES = 250 * MB
/** Pools of connections grow with the work, up to a bound. */
const MORE_FILES = 150

const inMegabytes = ({ memoryBytes }: Held): number => Math.round(memoryBytes / MB)

/** What a gateway must hold nothing of when its clients are gone. */
const OF_CLIENTS = ['gruppetto_sockets', 'gruppetto_event_streams', 'gruppetto_topics'] as const

/** The client does not know whether these bytes arrived, so it says that they are there, as often as it takes to get an answer. */
const announceUnsure = async (unsure: ReadonlyMap<string, Townsman>): Promise<number> => {
  let arrived = 0
  for (const [id, who] of unsure)
    for (let tries = 0; tries < 20; tries += 1) {
      try {
        if ((await completeUpload(who, id)) !== 'AWAITING_FILE') arrived += 1
        break
      } catch (error) {
        if (['NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT'].includes(String((error as { code?: unknown }).code))) break
        await sleep(500)
      }
    }
  return arrived
}

const SERVERS = [
  ['mongo', 'MongoDB'],
  ['nats', 'NATS'],
  ['redis', 'Valkey'],
] as const

const settingsOf = (dataDir: string, ports: ReadonlyMap<string, number>, { urls }: StormServers): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  NAMESPACE: 'ruin',
  DATA_DIR: dataDir,
  MONGO_URL: urls.mongoUrl,
  NATS_URL: urls.natsUrl,
  REDIS_URL: urls.redisUrl,
  HOST: '127.0.0.1',
  PUBLIC_URL: `http://127.0.0.1:${ports.get('gateway')}`,
  DEMO: 'off',
  LAKE: 'off',
  LOG_LEVEL: 'warn',
  IDENTITY_SECRET: 'the storm knows no secrets, and tells all of them',
  QUOTA_FACTOR: '1000',
  ACK_WAIT_MS: '3000',
  RATE_PER_MINUTE_ATHLETE: '1000000',
  RATE_PER_MINUTE_ADDRESS: '1000000',
  RATE_PER_MINUTE_REQUESTS: '1000000',
  RATE_PER_MINUTE_REFUSED: '1000000',
  RATE_PER_MINUTE_SIGN_IN: '1000000',
  MAX_SOCKETS_PER_ADDRESS: '1000000',
  BODY_TIMEOUT_SECONDS: '5',
  ACCESS_TOKEN_SECONDS: '86400',
  // A busy machine is slow, and that is no trouble of this storm.
  PLAN_TIMEOUT_MS: '120000',
  SUBGRAPH_TIMEOUT_MS: '60000',
  OPERATION_TIMEOUT_MS: '120000',
  ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports.get(name)}`])),
})

const SERVED_WITHIN_MS = 600_000

/** Resolves when all processes answer, and so many changes more have been taken. Throws when that takes ten minutes. */
const served = async ({
  tally,
  roles,
  changes,
}: {
  tally: Tally
  roles: readonly RoleProcess[]
  changes: number
}): Promise<void> => {
  await Promise.all(roles.map((role) => role.ready()))
  const wanted = tally.kept() + changes
  for (const end = Date.now() + SERVED_WITHIN_MS; tally.kept() < wanted; await sleep(50))
    if (Date.now() > end) throw new Error(`the platform answers, and takes no changes:\n${columnsOf(tally.rows()).join('\n')}`)
}

const TRIES = 30

/** Every athlete reads, so that the feeds and the board are in Redis, and then does what is added to them there. What was there before stays there. */
const fillRedis = async ({ people, challengeId }: Town, tally: Tally): Promise<void> => {
  const insist = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if ((await tally.act(name, work)) !== null) return
      await sleep(1000)
    }
  }
  for (const who of people) {
    await insist('feeds', () => feedOf(who))
    await insist('boards', () => boardOf(who, challengeId))
  }
  for (const [index, who] of people.entries()) {
    const bytes = gpxOf(Date.now() - (index + 1) * 600_000, 60, THE_ROAD + 30 + index)
    await insist('posts', async () => (await post(who, 'After the storm')).length)
    await insist('puts', async () => putBytes(await createUpload(who, bytes), bytes).then(() => true))
  }
}

/** The books of what is in Redis: without anything there they could not be wrong. */
const OF_REDIS = /^(feeds|boards) in Redis/

interface Findings {
  readonly pages: readonly Page[]
  /** How the uploads ended, and how often. */
  readonly ends: readonly (readonly [string, number])[]
}

const GAPS_CLOSED_WITHIN_MS = 180_000

/** Resolves when no feed is about to be dropped any more, which is done a minute after rides of earlier days. */
const gapsClosed = async (library: Library): Promise<void> => {
  for (const end = Date.now() + GAPS_CLOSED_WITHIN_MS; Date.now() < end; await sleep(500)) {
    const { done } = await rowsOf(library, 'social', 'feed_gaps', { limit: 1 })[Symbol.asyncIterator]().next()
    if (done) return
  }
}

const read = async (library: Library, promises: Promises): Promise<Findings> => {
  const pages = await readBooks(library, { books: [...promiseBooks(promises), ...BOOKS], again: 40, pauseMs: 1000 })
  const counts = new Map<string, number>()
  type Upload = { readonly status: string; readonly failure: { readonly code: string } | null }
  for await (const { status, failure } of rowsOf<Upload>(library, 'activities', 'uploads')) {
    const end = failure === null ? status : `${status} ${failure.code}`
    counts.set(end, (counts.get(end) ?? 0) + 1)
  }
  return { pages, ends: [...counts] }
}

/**
 * A storm over a platform of its own, on servers of its own, in `folder`: athletes do what athletes do, and others what is hostile, while
 * processes and servers are killed, frozen and started again, the disk is full and clocks differ. Then the books are read. Nothing that it
 * starts outlives it.
 */
export const runRuin = async (folder: string, options: RuinOptions, say: (line: string) => void): Promise<Outcome> => {
  const begunMs = Date.now()
  const random = openRandom(options.seed)
  const tally = openTally()
  // The connections of the clients are their own, so that all of them can be closed at the end.
  setGlobalDispatcher(new Agent({ headersTimeout: 60_000, bodyTimeout: 60_000 }))
  const dataDir = join(folder, 'platform')
  const disk = mountDisk(dataDir)
  if (disk === null) say('This machine lets nobody mount a disk, so none will be full.')
  const servers = await openStormServers(join(folder, 'servers'), say)
  const roles: RoleProcess[] = []
  let runtime: Runtime | null = null
  let library: Awaited<ReturnType<typeof openLibrary>> | null = null
  try {
    const ports = new Map<string, number>()
    for (const run of options.processes) {
      const port = await freePort()
      for (const role of run.split(',')) ports.set(role, port)
    }
    const env = settingsOf(dataDir, ports, servers)
    const program = copyProgram()
    for (const [index, run] of options.processes.entries()) {
      // The first one has the clock of the clients. Clocks of machines differ by seconds where nobody looks after them.
      const skewMs = index === 0 ? 0 : random.between(-options.skewMs, options.skewMs)
      const port = ports.get(run.split(',')[0] ?? '') ?? 0
      const log = join(folder, `${index}-${run.split(',')[0]?.replace(':', '-')}.log`)
      roles.push(startRole({ program, run, port, metricsPort: await freePort(), skewMs, env, log }))
    }
    await Promise.all(roles.map((role) => role.ready()))
    say(`${roles.length} processes run.`)
    const own = await openRuntime(loadConfig({ ...env, RUN: 'gateway', LOG_LEVEL: 'silent' }))
    runtime = own
    const endpoint = `${env.PUBLIC_URL}/graphql`
    const desk = await openStaffDesk(own)
    const town = await foundTown({
      endpoint,
      count: options.people,
      verify: (handle) => desk.verify(handle),
      rest: () => eventsAtRest(own, say),
    })
    say(`${options.people} athletes are there.`)
    const atFirst = roles.map((role) => ({ role, before: role.held() }))

    const gateway = roles[0] as RoleProcess
    const port = ports.get('gateway') ?? 0
    const crowd = openCrowd({ endpoint, town, random, tally, pauseMs: options.pauseMs })
    const hostiles = openHostiles({ port, town, random, tally, pauseMs: options.pauseMs })
    await served({ tally, roles, changes: options.changesBetween })
    const troubles = await storm(troublesOf({ servers, roles, disk, frozenMs: options.frozenMs }), {
      ...options,
      random,
      served: () => served({ tally, roles, changes: options.changesBetween }),
      say,
    })
    say('The storm is over.')
    await Promise.all([crowd.end(), hostiles.end()])
    for (const role of roles) await role.ready()
    const arrived = await announceUnsure(crowd.promises.unsure)
    await eventsAtRest(own, say)
    library = await openLibrary(own)
    await gapsClosed(library)
    // Feeds and boards that nobody has read since Redis was there again are not in it, and could not be compared.
    await fillRedis(town, tally)
    const restless = await eventsAtRest(own, say)
    say(restless.length === 0 ? 'The platform is at rest.' : 'The platform does not come to rest.')
    const { pages, ends } = await read(library, crowd.promises)
    say('The books are read.')
    const connections = getGlobalDispatcher()
    setGlobalDispatcher(new Agent())
    await connections.close()
    const left = await connectionsLeft(port)
    const held: readonly (readonly [string, number | null])[] = await Promise.all(
      OF_CLIENTS.map(async (name) => [name, await gateway.metric(name)] as const),
    )
    const processes = atFirst.map(({ role, before }) => ({ role, before, after: role.held() }))

    const broken = [
      ...restless.map((text) => `still in work minutes after the storm: ${text}`),
      ...pages.flatMap(({ name, looked }) =>
        looked === 0 && OF_REDIS.test(name) ? [`${name}: there was nothing to compare`] : [],
      ),
      ...pages.filter(({ isWrong }) => isWrong).flatMap(({ name, wrong }) => wrong.map((text) => `${name}: ${text}`)),
      ...(left > 0 ? [`${left} connections to the gateway are open, and their clients are gone`] : []),
      ...held.flatMap(([name, value]) => (value === 0 ? [] : [`${name} of the gateway is ${value}, and its clients are gone`])),
      ...roles.flatMap(({ run, ends }) => ends.map((text) => `${run} ended by itself: ${text}`)),
      ...processes.flatMap(({ role, before, after }) => {
        const more = after.memoryBytes - before.memoryBytes
        return [
          ...(more > MORE_MEMORY_BYTES ? [`${role.run} has ${Math.round(more / MB)} MB more than before the storm`] : []),
          ...(after.files - before.files > MORE_FILES
            ? [`${role.run} has ${after.files} open files, and had ${before.files}`]
            : []),
        ]
      }),
    ]
    const clients = process.cpuUsage()
    const lines = [
      ...markdownOf([['what clients did', 'done', 'refused', 'no answer'], ...tally.rows()]),
      '',
      ...markdownOf([['refused with', 'times'], ...tally.codes]),
      '',
      ...markdownOf([['uploads', 'times'], ...ends]),
      '',
      ...markdownOf([['trouble', 'times'], ...troubles]),
      '',
      ...markdownOf([
        ['process', 'CPU s', 'MB before', 'MB after', 'files before', 'files after', 'clock'],
        ...processes.map(({ role, before, after }) => [
          role.run,
          Math.round(role.cpuSeconds()),
          inMegabytes(before),
          inMegabytes(after),
          before.files,
          after.files,
          `${role.skewMs} ms`,
        ]),
      ]),
      '',
      ...markdownOf([
        ['CPU', 'seconds'],
        ['processes of the platform', Math.round(roles.reduce((sum, role) => sum + role.cpuSeconds(), 0))],
        ...SERVERS.map(([name, label]) => [label, Math.round(servers.cpuSeconds(name))] as const),
        ['clients, and the books', Math.round((clients.user + clients.system) / 1e6)],
        ['time that went by', Math.round((Date.now() - begunMs) / 1000)],
      ]),
      '',
      `${crowd.pushes()} messages came by sockets. Of ${crowd.promises.unsure.size} uploads nobody knew whether their bytes had arrived; those of ${arrived} had.`,
      '',
      tableOf(pages),
    ]
    return { lines, broken }
  } finally {
    await Promise.all(roles.map((role) => role.stop()))
    await library?.close()
    await runtime?.close()
    await servers.stop()
    disk?.unmount()
  }
}
