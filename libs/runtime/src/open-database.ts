import type { Catalogue } from '@gruppetto/events'
import mongoose, { type Connection, type Schema } from 'mongoose'
import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import type { AnyDefinition } from './mongo/definition.ts'
import { hasMongoCode } from './mongo/mongo-errors.ts'
import { openOutbox, type Relay, startRelay } from './mongo/outbox.ts'
import { prepareCollections } from './mongo/prepare.ts'
import type { SessionLedger } from './mongo/session-ledger.ts'
import { timeSeriesGuard } from './mongo/time-series-guard.ts'
import { runTransaction } from './mongo/transact.ts'
import type { Database } from './types.ts'
import { openInbox, openTries } from './workers/inbox.ts'
import { openConsumers } from './workers/worker-consumer.ts'

const NAMESPACE_EXISTS = 48

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

/** Makes mongoose throw on a field that the schema does not have. By default mongoose drops it silently. */
const strictly = (schema: Schema): void => {
  if (schema.get('strict') === true) schema.set('strict', 'throw')
  if (schema.get('strictQuery') !== true) schema.set('strictQuery', 'throw')
}

const connect = async (parts: Parts, name: string): Promise<Connection> => {
  const connection = mongoose.createConnection(parts.url, {
    dbName: `${parts.namespace}_${name}`,
    autoIndex: false,
    autoCreate: false,
    maxPoolSize: 24,
    serverSelectionTimeoutMS: 5000,
    waitQueueTimeoutMS: 20_000,
    socketTimeoutMS: 60_000,
    writeConcern: { w: 'majority' },
  })
  connection.plugin(strictly)
  connection.plugin(timeSeriesGuard)
  return connection.asPromise()
}

const createCollection = async (model: mongoose.Model<unknown>): Promise<void> => {
  try {
    await model.createCollection()
  } catch (error) {
    // Another process has created the collection first.
    if (!hasMongoCode(error, NAMESPACE_EXISTS)) throw error
  }
}

/** Opens one database with its outbox, inbox and relay. */
export const openDatabase = async (parts: Parts, name: string): Promise<OpenDatabase> => {
  const connection = await connect(parts, name)
  const log = parts.log.child({ database: name })
  await parts.ledger.endDead(connection)
  const home = { connection, collections: new Map<string, AnyDefinition>() }
  const outbox = openOutbox(home)
  openInbox(home)
  openTries(home)
  openConsumers(home)
  const prepareModels = async (models: readonly mongoose.Model<unknown>[]): Promise<void> => {
    for (const model of models) {
      await createCollection(model)
      await model.createIndexes()
    }
  }
  await prepareCollections(home)
  const relay = startRelay(outbox, parts.bus, log)
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
        },
        work,
        origin,
      ),
    prepare: async () => {
      await prepareModels(Object.values(connection.models))
      await prepareCollections(home)
    },
  }
  return {
    database,
    relay,
    async close() {
      await relay.stop(3000)
      await connection.close()
    },
  }
}
