import { setTimeout as sleep } from 'node:timers/promises'
import { type Bus, type Config, openBus, openLog } from '@gruppetto/runtime'
import type { Connection } from 'mongoose'
import { connectionTo } from './connection.ts'

type ConsumerInfo = Awaited<ReturnType<Bus['manager']['consumers']['info']>>

/** Whose namespace should become idle: a runtime of this process, or the configuration of other processes. */
export interface Settleable {
  readonly config: Config
  readonly bus?: Bus
  /** Ends the wait before the namespace is idle: who would make it so has ended. */
  readonly isOver?: () => boolean
}

interface Look {
  /** Empty when the namespace is idle. */
  readonly busy: readonly string[]
  /** A consumer that has work. */
  readonly consumer?: string
}

const LOOK_EVERY_MS = 20
const BOUND_MS = 120_000

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

const hasWork = ({ num_pending, num_ack_pending }: ConsumerInfo): boolean => num_pending > 0 || num_ack_pending > 0

const lookAtConsumers = async (bus: Bus): Promise<Look> => {
  const busy: ConsumerInfo[] = []
  for await (const consumer of bus.manager.consumers.list(bus.names.events)) if (hasWork(consumer)) busy.push(consumer)
  return {
    busy: busy.map((one) => `consumer ${one.name}: ${one.num_pending} waiting, ${one.num_ack_pending} in work`),
    ...(busy[0] !== undefined && { consumer: busy[0].name }),
  }
}

const lastEvent = async (bus: Bus): Promise<number> => (await bus.manager.streams.info(bus.names.events)).state.last_seq

/** Resolves when this consumer has no work, or is gone. A list of all hundred costs the server and this process a hundred times as much as one. */
const consumerAtRest = async (bus: Bus, name: string, isAtEnd: () => boolean): Promise<void> => {
  while (!isAtEnd() && hasWork(await bus.manager.consumers.info(bus.names.events, name))) await sleep(LOOK_EVERY_MS)
}

/**
 * Lists what is still busy in a namespace: first its consumers, then its outboxes. Who was idle when it was looked at has written its events
 * before, so each of them is in an outbox, or on the stream. Nothing came onto the stream meanwhile, so who was idle still is.
 */
const whatIsBusy = async (connection: Connection, bus: Bus, namespace: string): Promise<Look> => {
  const before = await lastEvent(bus)
  // A consumer learns of a stored message a moment later.
  await sleep(LOOK_EVERY_MS)
  const consumers = await lookAtConsumers(bus)
  if (consumers.busy.length > 0) return consumers
  const waiting = await waitingOutboxes(connection, namespace)
  if (waiting.length > 0) return { busy: waiting }
  return { busy: (await lastEvent(bus)) === before ? [] : ['the stream, a moment ago'] }
}

const settleOne = async ({ config, bus: given, isOver = () => false }: Settleable): Promise<void> => {
  const bus = given ?? (await openBus(config.natsUrl ?? '', config.namespace, openLog({ ...config, logLevel: 'silent' }), config))
  try {
    const connection = await connectionTo(config.mongoUrl ?? '')
    let seen: Look = { busy: ['nothing was seen'] }
    const end = Date.now() + BOUND_MS
    const isAtEnd = () => Date.now() >= end || isOver()
    for (; !isAtEnd(); await sleep(LOOK_EVERY_MS)) {
      seen = await whatIsBusy(connection, bus, config.namespace).catch((error: unknown) => ({
        busy: [`the servers did not answer: ${error instanceof Error ? error.message : String(error)}`],
      }))
      if (seen.busy.length === 0) return
      // One that is gone is missing from the next list.
      if (seen.consumer !== undefined) await consumerAtRest(bus, seen.consumer, isAtEnd).catch(() => undefined)
    }
    if (isOver()) return
    throw new Error(`not at rest after ${BOUND_MS / 1000} s:\n  ${seen.busy.join('\n  ')}`)
  } finally {
    if (given === undefined) await bus.close()
  }
}

/** Resolves when every outbox is empty and no consumer has work. */
export const settle = async (targets: Settleable | readonly Settleable[]): Promise<void> => {
  const list = Array.isArray(targets) ? (targets as readonly Settleable[]) : [targets as Settleable]
  // Namespaces do not affect each other, so each settles separately.
  await Promise.all(list.map(settleOne))
}
