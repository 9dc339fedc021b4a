import type { Catalogue } from '@gruppetto/events'
import mongoose, { type Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import type { AnyDefinition } from './mongo/definition.ts'
import { openOutbox, type Relay, startRelay } from './mongo/outbox.ts'
import { watchPool } from './mongo/pool-figures.ts'
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

/** Opens one database with its outbox, inbox and relay. */
export const openDatabase = async (parts: Parts, name: string): Promise<OpenDatabase> => {
  const connection = await connect(parts, name)
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
      unwatchPool()
      await connection.close()
    },
  }
}
