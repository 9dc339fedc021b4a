import { setTimeout as sleep } from 'node:timers/promises'
import type { mongo } from 'mongoose'
import type { Database } from '../types.ts'
import { type AnyDefinition, databaseOf } from './definition.ts'
import { rowCheck } from './fields.ts'
import { hasMongoCode } from './mongo-errors.ts'

/** `expand` leaves what the release before can read and write; `contract` takes away what only that release needs. */
export type MigrationPhase = 'expand' | 'contract'

/** A change of what is stored that no start of a process waits for. */
export type Migration<Row> = { readonly phase: MigrationPhase } & (
  | {
      /** Which rows are to be rewritten, and what each becomes. What it becomes must not match `where` any more. */
      readonly where: mongo.Filter<mongo.Document>
      readonly row: (before: mongo.Document) => Row
    }
  | { readonly dropIndex: string }
)

export type AnyMigration = Migration<object>

/** How a migration stands. */
export interface MigrationState {
  /** `<collection>:<name>`. */
  readonly id: string
  readonly phase: MigrationPhase
  readonly written: number
  /** Null while it is not done. */
  readonly doneAt: Date | null
}

/** Its line in the ledger, the collection `migration_ledger` of the database. */
interface LedgerRow {
  readonly _id: string
  readonly phase: MigrationPhase
  readonly startedAt: Date
  /** Everything up to this id is done in the round that goes on; null at its begin. */
  readonly after: unknown
  readonly written: number
  readonly doneAt: Date | null
}

export interface MigrationOptions {
  readonly phase: MigrationPhase
  /** The most rows that are read in a second. */
  readonly rate: number
  /** How many rows are rewritten by one command. */
  readonly batch?: number
  readonly nowMs: () => number
  readonly signal?: AbortSignal
  /** Is told after each batch, and when a migration ends. */
  readonly report: (state: MigrationState) => void
}

export class ExpandFirstError extends Error {}

const BATCH = 500
/** Rows that the release before writes meanwhile match again. After so many rounds that release is still at work. */
const ROUNDS = 4
const INDEX_NOT_FOUND = 27

const LEDGER = 'migration_ledger'
const ledgerOf = (database: Database) => databaseOf(database.connection).collection<LedgerRow>(LEDGER)

const migrationsOf = (database: Database) =>
  [...database.collections.values()].flatMap((definition) =>
    Object.entries(definition.migrations).map(([name, migration]) => ({
      id: `${definition.name}:${name}`,
      definition,
      migration,
    })),
  )

/** Returns how each migration of a database stands. */
export const migrationStates = async (database: Database): Promise<readonly MigrationState[]> => {
  const known = new Map((await ledgerOf(database).find({}).toArray()).map((row) => [row._id, row]))
  return migrationsOf(database).map(({ id, migration: { phase } }) => {
    const { written = 0, doneAt = null } = known.get(id) ?? {}
    return { id, phase, written, doneAt }
  })
}

/**
 * Rewrites rows as they were read, in one command, and returns how many. One that somebody changes at this moment is left as it is, for the next round.
 */
const rewrite = async (
  collection: mongo.Collection,
  { name, fields }: AnyDefinition,
  row: (before: mongo.Document) => object,
  rows: readonly mongo.WithId<mongo.Document>[],
): Promise<number> => {
  const check = rowCheck(name, fields)
  const writes = rows.map((before) => {
    const replacement = row(before)
    check.row(replacement)
    const filter = { _id: before._id, $expr: { $eq: ['$$ROOT', { $literal: before }] } }
    return { replaceOne: { filter, replacement } }
  })
  return (await collection.bulkWrite(writes, { ordered: false, ignoreUndefined: true })).matchedCount
}

const runOne = async (
  database: Database,
  { id, definition, migration }: ReturnType<typeof migrationsOf>[number],
  { rate, batch = BATCH, nowMs, signal, report }: MigrationOptions,
): Promise<void> => {
  const { phase } = migration
  const ledger = ledgerOf(database)
  const collection = databaseOf(database.connection).collection(definition.name)
  const start = { phase, startedAt: new Date(nowMs()), after: null, written: 0, doneAt: null }
  await ledger.updateOne({ _id: id }, { $setOnInsert: start }, { upsert: true })
  const state = async (): Promise<LedgerRow> => (await ledger.findOne({ _id: id })) ?? { _id: id, ...start }
  const tell = ({ written, doneAt }: LedgerRow) => report({ id, phase, written, doneAt })
  const end = async (): Promise<void> => {
    await ledger.updateOne({ _id: id }, { $set: { doneAt: new Date(nowMs()), after: null } })
    tell(await state())
  }
  if ('dropIndex' in migration) {
    try {
      await collection.dropIndex(migration.dropIndex)
    } catch (error) {
      // It is gone already, or a new database never had it.
      if (!hasMongoCode(error, INDEX_NOT_FOUND)) throw error
    }
    return end()
  }
  for (let round = 1; round <= ROUNDS; ) {
    if (signal?.aborted === true) return
    const { after } = await state()
    const place = after === null ? {} : { _id: { $gt: after } }
    const rows = await collection
      .find({ $and: [migration.where, place] } as mongo.Filter<mongo.Document>)
      .sort({ _id: 1 })
      .limit(batch)
      .toArray()
    if (rows.length === 0) {
      if ((await collection.findOne(migration.where, { projection: { _id: 1 } })) === null) return end()
      await ledger.updateOne({ _id: id }, { $set: { after: null } })
      round += 1
      continue
    }
    const written = await rewrite(collection, definition, migration.row, rows)
    await ledger.updateOne({ _id: id }, { $set: { after: rows.at(-1)?._id }, $inc: { written } })
    tell(await state())
    await sleep((rows.length * 1000) / rate)
  }
}

/**
 * Runs the migrations of a phase that are not done, one after the other, in batches by `_id`. The ledger says how far each is, so it goes on after an
 * interruption, and several processes may run it at once. Returns whether all of the phase are done; they are not when it was interrupted, or when
 * another process still writes rows of the old kind. Throws ExpandFirstError for a contraction before everything is expanded.
 */
export const runMigrations = async (database: Database, options: MigrationOptions): Promise<boolean> => {
  const before = await migrationStates(database)
  const open = before.filter(({ phase, doneAt }) => phase === 'expand' && doneAt === null)
  if (options.phase === 'contract' && open.length > 0) {
    throw new ExpandFirstError(`first expand: ${open.map(({ id }) => id).join(', ')}`)
  }
  const done = new Set(before.filter(({ doneAt }) => doneAt !== null).map(({ id }) => id))
  const wanted = migrationsOf(database).filter(({ id, migration }) => migration.phase === options.phase && !done.has(id))
  for (const each of wanted) await runOne(database, each, options)
  const after = await migrationStates(database)
  return after.every(({ phase, doneAt }) => phase !== options.phase || doneAt !== null)
}
