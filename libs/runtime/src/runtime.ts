import { type Catalogue, catalogue } from '@gruppetto/events'
import type { Logger } from 'pino'
import { type Bus, openBus } from './bus/bus.ts'
import { type KeptRoom, keepRoom } from './bus/keep-room.ts'
import type { Config } from './config.ts'
import { openLanes } from './lanes.ts'
import { openLog } from './log.ts'
import { openSessionLedger } from './mongo/session-ledger.ts'
import { openObjectStore } from './objects/open.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { openRedis } from './redis/redis.ts'
import type { AnyWorker, Database, Health, RunningWorkers, Runtime } from './types.ts'
import { within } from './within.ts'
import { openInbox, openTries } from './workers/inbox.ts'
import { watchUnknown } from './workers/unknown-events.ts'
import { watchWorkers } from './workers/worker-figures.ts'
import { runWorker } from './workers/worker-runner.ts'

/** What a test, or a role with special needs, replaces. */
export interface RuntimeOverrides {
  readonly log?: Logger
  readonly now?: () => number
  readonly catalogue?: Catalogue
}

const needed = (value: string | undefined, name: string): string => {
  if (value === undefined) throw new Error(`${name} is not known: call ensureServers first, or set it in the environment`)
  return value
}

const HEALTH_MS = 2000

const answers = async (look: () => Promise<unknown>): Promise<boolean> => {
  try {
    const asked = look().then(() => true)
    return await within(HEALTH_MS, asked, () => false)
  } catch {
    return false
  }
}

/** Opens what the roles of a process share: the bus, Redis and the object store. Databases are opened on first use. */
export const openRuntime = async (config: Config, overrides: RuntimeOverrides = {}): Promise<Runtime> => {
  const log = overrides.log ?? openLog(config)
  const now = overrides.now ?? Date.now
  const known = overrides.catalogue ?? catalogue
  const mongoUrl = needed(config.mongoUrl, 'MONGO_URL')
  const objects = await openObjectStore(config)
  const bus: Bus = await openBus(needed(config.natsUrl, 'NATS_URL'), config.namespace, log, config)
  const redis = await openRedis(needed(config.redisUrl, 'REDIS_URL'), config.namespace, log, {
    asInCluster: config.nodeEnv !== 'production',
  })
  const ledger = openSessionLedger(config.dataDir, log)
  const databases = new Map<string, Promise<OpenDatabase>>()
  const opened = new Map<Database, OpenDatabase>()
  const running = new Set<RunningWorkers>()
  let room: KeptRoom | null = null
  let closing: Promise<void> | null = null

  const open = async (name: string): Promise<OpenDatabase> => {
    const result = await openDatabase(
      { url: mongoUrl, namespace: config.namespace, bus, ledger, log, now, catalogue: known },
      name,
    )
    opened.set(result.database, result)
    return result
  }

  const health = async (): Promise<Health> => {
    const [mongo, nats, cache] = await Promise.all([
      answers(() => Promise.all([...opened.values()].map(({ database }) => database.connection.db?.command({ ping: 1 })))),
      answers(() => bus.connection.flush()),
      answers(() => redis.ping()),
    ])
    return { mongo, nats, redis: cache }
  }

  const runtime: Runtime = {
    config,
    log,
    redis,
    bus,
    live: bus.live,
    objects,
    catalogue: known,
    now,
    warnings: new Map(),
    health,
    async database(name) {
      const known = databases.get(name) ?? open(name)
      databases.set(name, known)
      return (await known).database
    },
    async startWorkers(database: Database, workers: readonly AnyWorker[]) {
      const parts = { runtime, bus, database, inbox: openInbox(database), tries: openTries(database), lanes: openLanes() }
      const started = await Promise.all(workers.map((worker) => runWorker(parts, worker, bus)))
      const unknown = await watchUnknown(runtime, workers)
      const unwatch = watchWorkers(bus, database, workers)
      room ??= keepRoom(bus, log, runtime.warnings)
      let draining: Promise<void> | null = null
      const handle: RunningWorkers = {
        drain() {
          draining ??= Promise.all([unknown, ...started].map((one) => one.stop())).then(() => {
            unwatch()
            running.delete(handle)
          })
          return draining
        },
      }
      running.add(handle)
      return handle
    },
    async drain() {
      await Promise.all([...running].map((handle) => handle.drain()))
    },
    close() {
      const shut = async () => {
        await within(config.shutdownSeconds * 1000, runtime.drain(), () => undefined)
        await room?.stop()
        // One that could not be opened has nothing to close, and must not keep the rest open.
        await Promise.all([...databases.values()].map(async (entry) => (await entry.catch(() => null))?.close()))
        ledger.close()
        redis.disconnect()
        await bus.close()
      }
      closing ??= shut()
      return closing
    },
  }
  return runtime
}
