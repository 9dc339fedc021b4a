import type { Connection, mongo } from 'mongoose'
import { type AnyAthletesOf, type AthletesOf, fieldsOfAthletes } from './athletes-of.ts'
import type { Fields } from './fields.ts'
import type { AnyMigration, Migration } from './migrations.ts'
import { checkShardKey } from './shard-key.ts'

/** Fields in their order: 1 (ascending), -1 (descending), or another kind of index. */
export type IndexKeys<Row> = {
  readonly [path in (keyof Row & string) | `${string}.${string}`]?: 1 | -1 | 'hashed' | '2dsphere'
}

/** An index. Say in a comment which query it serves. */
export interface Index<Row> {
  readonly keys: IndexKeys<Row>
  /** Needed when an index with the same keys existed before with other options: the database refuses it under the same name. */
  readonly name?: string
  readonly unique?: true
  /** Only rows that match are in the index. Use comparisons (`{ $gt: '' }`), because `$type` serves no query. */
  readonly only?: mongo.Filter<mongo.Document>
  /** Deletes rows this long after the date in the key. */
  readonly expireAfterSeconds?: number
  readonly collation?: mongo.CollationOptions
}

/** Rows of an earlier release: which they are, and what each becomes. What it becomes must not match `where` any more. */
export interface Upgrade<Row> {
  readonly where: mongo.Filter<mongo.Document>
  readonly row: (before: mongo.Document) => Row | Promise<Row>
}

/** All that is to be said about a collection. */
export interface Definition<Row> {
  readonly name: string
  readonly fields: Fields<Row>
  readonly athletes: AthletesOf<Row>
  /** How the rows are spread over a cluster. Default: by `_id`, hashed. A row never changes these fields, and an upsert names them. */
  readonly shardKey?: IndexKeys<Row>
  /** Instead of a shard key: why all rows stay on one shard, such as an index that is unique over all of them. */
  readonly oneShard?: string
  readonly indexes?: readonly Index<Row>[]
  /**
   * Fields that had another name and held milliseconds: the old name, and the field that now holds the instant as a date. Rows
   * stored before are converted once, when the database is prepared.
   */
  readonly renamed?: Readonly<Record<string, keyof Row & string>>
  /** By a name that never changes. Rows stored before are converted once, when the database is prepared. */
  readonly upgrades?: Readonly<Record<string, Upgrade<Row>>>
  /** By a name that never changes. `npm run migrate` runs them while the platform runs; no start waits for them. */
  readonly migrations?: Readonly<Record<string, Migration<Row>>>
}

/** A definition with what the database has to create, its row forgotten. */
export interface AnyDefinition {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  readonly athletes: AnyAthletesOf
  readonly shardKey: Readonly<Record<string, unknown>>
  readonly oneShard: string | null
  readonly indexes: readonly Index<never>[]
  readonly renamed: Readonly<Record<string, string>>
  readonly upgrades: Readonly<Record<string, Upgrade<object>>>
  readonly migrations: Readonly<Record<string, AnyMigration>>
  readonly options: mongo.CreateCollectionOptions
}

/** What collections are defined on: a connection, and the definitions so far, by name. */
export interface CollectionHome {
  readonly connection: Connection
  readonly collections: Map<string, AnyDefinition>
}

/** The driver's database behind an open connection. */
export const databaseOf = ({ db }: Connection): mongo.Db => {
  if (db === undefined) throw new Error('the connection to MongoDB is not open')
  return db
}

/** The indexes that the erasure of an athlete needs besides those of the queries. */
const indexesForErasure = ({ athletes, indexes }: AnyDefinition): readonly Index<never>[] => {
  const first = new Set(['_id', ...indexes.filter(({ only }) => only === undefined).map(({ keys }) => Object.keys(keys)[0])])
  const missing = fieldsOfAthletes(athletes).filter((field) => !first.has(field))
  return missing.map((field) => ({ keys: { [field]: 1 } }))
}

/** Notes a definition, so that the collection is created with its indexes. Returns the driver's collection. */
export const define = (home: CollectionHome, definition: AnyDefinition): mongo.Collection => {
  const indexes = [...definition.indexes, ...indexesForErasure(definition)]
  checkShardKey({ ...definition, indexes })
  home.collections.set(definition.name, { ...definition, indexes })
  return databaseOf(home.connection).collection(definition.name)
}
