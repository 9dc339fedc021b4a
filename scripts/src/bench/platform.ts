import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { StateTopic } from '@gruppetto/events'
import type { SubgraphName } from '@gruppetto/graph'
import { bundled } from './bundled.ts'
import { allowSockets } from './crowd.ts'
import { nextReply } from './next-reply.ts'
import type { Copies, Look, Looked, Queried, Reply, Request, RowOf, Snapshot } from './platform-messages.ts'
import type { Shares } from './profile-shares.ts'

/** The platform in its own process. */
export interface PlatformProcess {
  /** Lets it have so many sockets. Throws when this user may not. */
  allowSockets(count: number): void
  /** Returns its CPU, memory and counters; with `collect`, after a garbage collection. */
  snapshot(collect?: boolean): Promise<Snapshot>
  /** Returns what subgraphs ask the database for the answers to what `work` asks, without jobs and workers. */
  queriesOf(work: () => Promise<unknown>): Promise<Queried>
  /** Whether it counts the CPU while a subgraph answers, which costs a small request a sixth of its CPU. It does until it is told otherwise. */
  countSubgraphCpu(isOn: boolean): Promise<void>
  /** Resolves when its workers have nothing to do. */
  rest(): Promise<void>
  /** Gives an activity `count` kudos at once. */
  flood(activityId: string, ownerId: string, count: number): Promise<void>
  /** Fills a challenge with athletes who do not exist, with scores around that of `athleteId`, who takes part. */
  crowd(challengeId: string, athleteId: string, count: number): Promise<void>
  /** Makes a brand the sponsor of a challenge, and fills its branded board as `crowd` does the other. */
  sponsor(challengeId: string, brandId: string, athleteId: string, count: number): Promise<void>
  /** Writes copies of a row. */
  copies(copies: Copies): Promise<void>
  /** Adds to numbers of a row. */
  raise(row: RowOf, by: Readonly<Record<string, number>>): Promise<void>
  /** Writes rows past the API, batch by batch. */
  insert(database: SubgraphName, collection: string, rows: readonly object[]): Promise<void>
  /** Changes a row, by an update of MongoDB's. */
  change(row: RowOf, update: Readonly<Record<string, object>>): Promise<void>
  count(database: SubgraphName, collection: string, filter: object): Promise<number>
  /** Sets keys of Redis for an hour. */
  mark(keys: readonly string[]): Promise<void>
  /** Counts those of these keys of Redis that exist. */
  marked(keys: readonly string[]): Promise<number>
  /** Takes the board of a challenge out of Redis. */
  forgetBoard(challengeId: string): Promise<void>
  /** Takes keys out of Redis. */
  forget(keys: readonly string[]): Promise<void>
  /** Takes everything of the platform out of Redis, as if Redis had been lost. */
  forgetAll(): Promise<void>
  /** Asks the database past the platform, `runs` times. */
  look(look: Look, runs: number): Promise<Looked>
  /** Resolves when the board is whole in Redis. */
  awaitBoard(challengeId: string): Promise<void>
  /** Tells who watches a state that it has changed. */
  hint(topic: StateTopic, key: string): Promise<void>
  /** Counts the address of an athlete as verified. */
  verify(handle: string): Promise<void>
  /** Runs `work` while a server of Node alone, in the platform's process, asks Redis once for each request and answers with `text`. */
  beside<T>(text: string, work: (url: string) => Promise<T>): Promise<T>
  /** Runs `load`, and records a CPU profile of the platform meanwhile when profiles are wanted. */
  profiled<T>(name: string, load: () => Promise<T>): Promise<T>
  /** Runs `load` and says whose work the main thread did meanwhile. The profile costs a few percent. */
  shares(name: string, load: () => Promise<unknown>): Promise<Shares>
  /** Closes the platform, and with `removes` also removes what it has created on the servers. */
  stop(removes: boolean): Promise<void>
}

const ROWS_AT_ONCE = 2_000
/** What parts in full size have left takes a slow database minutes to remove. */
const STOP_PATIENCE_MS = 600_000

const WHO = "the platform's process"

/** Starts the platform with no other environment than `env`. With `profileFolder` it writes CPU profiles there. */
export const startPlatformProcess = async (
  env: Readonly<Record<string, string>>,
  profileFolder: string | null,
): Promise<PlatformProcess> => {
  const child = fork(bundled('scripts/src/bench/platform-process.ts'), {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // So that dates arrive as dates.
    serialization: 'advanced',
  })
  const ended = once(child, 'exit')
  try {
    await nextReply<Reply>(child, WHO)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  const ask = (request: Request): Promise<Reply> => {
    // A part that took too long goes on without its platform for a moment.
    if (!child.connected) return Promise.reject(new Error("the platform's process has ended"))
    const answered = nextReply<Reply>(child, WHO)
    child.send(request)
    return answered
  }
  const counted = async (request: Request): Promise<number> => {
    const answered = await ask(request)
    if (answered.kind !== 'counted') throw new Error(`the platform's process answered ${answered.kind}`)
    return answered.count
  }
  const fileOf = (name: string): string | null => (profileFolder === null ? null : join(profileFolder, `${name}.cpuprofile`))
  return {
    allowSockets(count) {
      if (child.pid !== undefined) allowSockets(child.pid, count)
    },
    async countSubgraphCpu(isOn) {
      await ask({ ask: 'countSubgraphCpu', isOn })
    },
    async snapshot(collect = false) {
      const answered = await ask({ ask: 'snapshot', collect })
      if (answered.kind !== 'snapshot') throw new Error(`the platform's process answered ${answered.kind}`)
      return answered.snapshot
    },
    async queriesOf(work) {
      await ask({ ask: 'countQueries' })
      try {
        await work()
      } catch (error) {
        await ask({ ask: 'queries' })
        throw error
      }
      const answered = await ask({ ask: 'queries' })
      if (answered.kind !== 'queried') throw new Error(`the platform's process answered ${answered.kind}`)
      return answered
    },
    async rest() {
      await ask({ ask: 'rest' })
    },
    async flood(activityId, ownerId, count) {
      await ask({ ask: 'flood', activityId, ownerId, count })
    },
    async crowd(challengeId, athleteId, count) {
      await ask({ ask: 'crowd', challengeId, athleteId, count })
    },
    async sponsor(challengeId, brandId, athleteId, count) {
      await ask({ ask: 'sponsor', challengeId, brandId, athleteId, count })
    },
    async copies(copies) {
      await ask({ ask: 'copies', ...copies })
    },
    async raise(row, by) {
      await ask({ ask: 'change', ...row, update: { $inc: by } })
    },
    async change(row, update) {
      await ask({ ask: 'change', ...row, update })
    },
    async insert(database, collection, rows) {
      for (let done = 0; done < rows.length; done += ROWS_AT_ONCE)
        await ask({ ask: 'insert', database, collection, rows: rows.slice(done, done + ROWS_AT_ONCE) })
    },
    count: (database, collection, filter) => counted({ ask: 'count', database, collection, filter }),
    async mark(keys) {
      await ask({ ask: 'mark', keys })
    },
    marked: (keys) => counted({ ask: 'marked', keys }),
    async forgetBoard(challengeId) {
      await ask({ ask: 'forgetBoard', challengeId })
    },
    async forget(keys) {
      await ask({ ask: 'forget', keys })
    },
    async forgetAll() {
      await ask({ ask: 'forgetAll' })
    },
    async look(look, runs) {
      const answered = await ask({ ask: 'look', runs, ...look })
      if (answered.kind !== 'looked') throw new Error(`the platform's process answered ${answered.kind}`)
      return answered
    },
    async awaitBoard(challengeId) {
      await ask({ ask: 'awaitBoard', challengeId })
    },
    async hint(topic, key) {
      await ask({ ask: 'hint', topic, key })
    },
    async verify(handle) {
      await ask({ ask: 'verify', handle })
    },
    async beside(text, work) {
      const answered = await ask({ ask: 'openBare', text })
      if (answered.kind !== 'opened') throw new Error(`the platform's process answered ${answered.kind}`)
      try {
        return await work(answered.url)
      } finally {
        await ask({ ask: 'closeBare' })
      }
    },
    async profiled(name, load) {
      if (profileFolder === null) return load()
      await ask({ ask: 'profile' })
      try {
        return await load()
      } finally {
        await ask({ ask: 'profiled', file: fileOf(name) })
      }
    },
    async shares(name, load) {
      await ask({ ask: 'profile' })
      try {
        await load()
      } catch (error) {
        await ask({ ask: 'profiled', file: null })
        throw error
      }
      const answered = await ask({ ask: 'profiled', file: fileOf(name) })
      if (answered.kind !== 'profiled') throw new Error(`the platform's process answered ${answered.kind}`)
      return answered.shares
    },
    async stop(removes) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
      await ask({ ask: 'stop', removes }).catch((error: unknown) => {
        console.error(error)
        child.kill('SIGKILL')
      })
      await ended
      clearTimeout(patience)
    },
  }
}
