import type { Catalogue } from '@gruppetto/events'
import mongoose, { type Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import { type AnyDefinition, databaseOf } from './mongo/definition.ts'
import { halfRestored } from './mongo/half-restored.ts'
import { openOutbox, type Relay, startRelay } from './mongo/outbox.ts'
import { watchPool } from './mongo/pool-figures.ts'
import { openPrecedence } from './mongo/precedence.ts'
import { collectionPreparer } from './mongo/prepare.ts'
import { READ_WITHIN_MS } from './mongo/reads.ts'
import type { SessionLedger } from './mongo/session-ledger.ts'
import { runTransaction } from './mongo/transact.ts'
import type { Database } from './types.ts'
import { openInbox, openTries } from './workers/inbox.ts'
import { openConsumers } from './workers/worker-consumer.ts'

export interface OpenDatabase {
  readonly database: Database
  readonly relay: Relay
  close(): Promise<void>
}

interface Parts {
  readonly url: string
  readonly namespace: string
  readonly bus: Bus
  readonly ledger: SessionLedger
  readonly log: Logger
  readonly now: () => number
  readonly catalogue: Catalogue
}

const connect = (parts: Parts, name: string): Promise<Connection> =>
  mongoose
    .createConnection(parts.url, {
      dbName: `${parts.namespace}_${name}`,
      maxPoolSize: 24,
      serverSelectionTimeoutMS: 5000,
      waitQueueTimeoutMS: 20_000,
      socketTimeoutMS: READ_WITHIN_MS,
      writeConcern: { w: 'majority' },
    })
    .asPromise()

/** A database has nothing, though its workers have handled events: it was lost, or is another one. Or only a part of it is back. */
export class LostDatabaseError extends Error {
  override readonly name = 'LostDatabaseError'
}

/**
 * Throws LostDatabaseError for a database that has no collection yet while one of its workers has a consumer with a past. An empty one would
 * contradict all others for ever, and every minute of running on it makes more that a restore has to throw away.
 */
const refuseLost = async (connection: Connection, name: string, { manager, names }: Bus): Promise<void> => {
  const database = databaseOf(connection)
  for (const collection of await database.listCollections({}, { nameOnly: true }).toArray())
    if (!collection.name.startsWith('system.')) return
  for await (const { name: worker, ack_floor } of manager.consumers.list(names.events))
    if (worker.startsWith(`${name}-`) && ack_floor.stream_seq > 0)
      throw new LostDatabaseError(
        [
          `The database ${database.databaseName} has nothing, but ${worker} has handled events until ${ack_floor.stream_seq}: it was lost, or MONGO_URL is another server's.`,
          `Restore a backup (npm run restore -- --from FOLDER --only ${name}, or all of it with --force instead). To begin anew with nothing, remove the data of NATS and of the other databases too.`,
        ].join('\n'),
      )
}

/** Throws LostDatabaseError while only a part of the database is back. */
const refuseHalf = async (connection: Connection, namespace: string, name: string): Promise<void> => {
  const half = await halfRestored(connection.getClient(), namespace).findOne({ _id: name })
  if (half !== null)
    throw new LostDatabaseError(
      `The restore of ${name} from the backup of ${half.takenAt} is not finished: wait for its end, or run it again (npm run restore -- --from FOLDER --only ${name}).`,
    )
}

/** Opens one database with its outbox, inbox and relay. Throws LostDatabaseError when what it had is gone. */
export const openDatabase = async (parts: Parts, name: string): Promise<OpenDatabase> => {
  const connection = await connect(parts, name)
  try {
    await refuseHalf(connection, parts.namespace, name)
    await refuseLost(connection, name, parts.bus)
  } catch (error) {
    await connection.close()
    throw error
  }
  const unwatchPool = watchPool(name, connection)
  const log = parts.log.child({ database: name })
  await parts.ledger.endDead(connection)
  const home = { connection, collections: new Map<string, AnyDefinition>() }
  const outbox = openOutbox(home)
  openInbox(home)
  openTries(home)
  openConsumers(home)
  const prepare = collectionPreparer(home)
  await prepare()
  const precedence = openPrecedence(parts.bus.live, name)
  const relay = startRelay(outbox, name, parts.bus, log)
  const database: Database = {
    name,
    ...home,
    transact: (work, origin) =>
      runTransaction(
        {
          connection,
          now: parts.now,
          catalogue: parts.catalogue,
          log,
          committed: relay.take,
          note: parts.ledger.note,
          precedence,
        },
        work,
        origin,
      ),
    prepare,
  }
  return {
    database,
    relay,
    async close() {
      await relay.stop(3000)
      precedence.close()
      unwatchPool()
      await connection.close()
    },
  }
}
