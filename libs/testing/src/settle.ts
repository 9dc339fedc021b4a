import { setTimeout as sleep } from 'node:timers/promises'
import { type Bus, type Config, openBus, openLog } from '@gruppetto/runtime'
import mongoose, { type Connection } from 'mongoose'

/** Whose namespace is to come to rest: a runtime of this process, or the configuration of processes elsewhere. */
export interface Settleable {
  readonly config: Config
  readonly bus?: Bus
}

interface Look {
  /** Empty when all is at rest. */
  readonly busy: readonly string[]
  /** Changes with everything that happens on the stream. */
  readonly fingerprint: string
}

const LOOK_EVERY_MS = 40
const BOUND_MS = 30_000

const waitingOutboxes = async (connection: Connection, namespace: string): Promise<string[]> => {
  const client = connection.getClient()
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true })
  const own = databases.map(({ name }) => name).filter((name) => name.startsWith(`${namespace}_`))
  const counts = await Promise.all(
    own.map(async (name) => {
      const rows = await client
        .db(name)
        .collection('outbox')
        .find({}, { projection: { name: 1 } })
        .limit(5)
        .toArray()
      return rows.length === 0 ? [] : [`outbox of ${name}: ${rows.map((row) => String(row.name)).join(', ')}`]
    }),
  )
  return counts.flat()
}

const look = async (connection: Connection, bus: Bus, namespace: string): Promise<Look> => {
  const busy = await waitingOutboxes(connection, namespace)
  const places: string[] = []
  for await (const consumer of bus.manager.consumers.list(bus.names.events)) {
    const { name, num_pending, num_ack_pending, delivered, ack_floor } = consumer
    if (num_pending > 0 || num_ack_pending > 0) busy.push(`consumer ${name}: ${num_pending} waiting, ${num_ack_pending} in work`)
    places.push(`${name}:${delivered.consumer_seq}:${ack_floor.consumer_seq}`)
  }
  const { state } = await bus.manager.streams.info(bus.names.events)
  return { busy, fingerprint: [state.last_seq, ...places.sort()].join(' ') }
}

const settleOne = async ({ config, bus: given }: Settleable, boundMs: number): Promise<void> => {
  const bus = given ?? (await openBus(config.natsUrl ?? '', config.namespace, openLog({ ...config, logLevel: 'silent' })))
  const connection = await mongoose.createConnection(config.mongoUrl ?? '', { maxPoolSize: 4 }).asPromise()
  try {
    let before: Look | null = null
    for (const end = Date.now() + boundMs; Date.now() < end; await sleep(LOOK_EVERY_MS)) {
      const now: Look = await look(connection, bus, config.namespace).catch((error: unknown) => ({
        busy: [`the servers did not answer: ${error instanceof Error ? error.message : String(error)}`],
        fingerprint: '',
      }))
      if (now.busy.length === 0 && before?.busy.length === 0 && before.fingerprint === now.fingerprint) return
      before = now
    }
    throw new Error(`not at rest after ${boundMs / 1000} s:\n  ${before?.busy.join('\n  ') ?? 'nothing was seen'}`)
  } finally {
    await connection.close()
    if (given === undefined) await bus.close()
  }
}

/** Resolves when every outbox is empty and no consumer has anything to do, twice in a row and with nothing in between. */
export const settle = async (targets: Settleable | readonly Settleable[], boundMs = BOUND_MS): Promise<void> => {
  const list = Array.isArray(targets) ? (targets as readonly Settleable[]) : [targets as Settleable]
  // What one namespace does never reaches another: each settles for itself.
  await Promise.all(list.map((target) => settleOne(target, boundMs)))
}
