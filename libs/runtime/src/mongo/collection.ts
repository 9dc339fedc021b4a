import type { AnyAthletesOf, AthletesOf } from './athletes-of.ts'
import { type CollectionHome, type Definition, define, type Index } from './definition.ts'
import { type Fields, rowCheck } from './fields.ts'
import { type ReadOptions, type Reads, readsOf, type Where } from './reads.ts'
import { type Writes, writesOf } from './writes.ts'

/** The rows of one kind: the only way that a store touches MongoDB. */
export interface Collection<Row> extends Reads<Row>, Writes<Row> {}

const HASHED_ID = { _id: 'hashed' } as const

/**
 * Defines a collection and returns its reads and writes. `database.prepare()` creates it with its indexes. Every row is checked
 * before it is written (RowError).
 */
export const collection = <Row extends { readonly _id: string | number }>(
  home: CollectionHome,
  {
    name,
    fields,
    athletes,
    shardKey = HASHED_ID,
    oneShard,
    indexes = [],
    renamed = {},
    upgrades = {},
    migrations = {},
  }: Definition<Row>,
): Collection<Row> => {
  const rows = define(home, {
    name,
    fields,
    athletes: athletes as AnyAthletesOf,
    shardKey,
    oneShard: oneShard ?? null,
    indexes,
    renamed,
    upgrades,
    migrations,
    options: {},
  })
  return {
    ...readsOf<Row>(rows),
    ...writesOf<Row>(rows, rowCheck(name, fields), Object.keys(oneShard === undefined ? shardKey : HASHED_ID)),
  }
}

/** A measurement of a time series: its time, whose it is, and what was measured. */
export interface Measurement {
  readonly ts: Date
  readonly meta: object
}

interface SeriesDefinition<Row> {
  readonly name: string
  readonly fields: Fields<Row>
  readonly athletes: AthletesOf<Row>
  /** How close together the measurements of one `meta` are. */
  readonly granularity: 'seconds' | 'minutes' | 'hours'
  readonly indexes?: readonly Omit<Index<Row>, 'unique'>[]
  readonly expireAfterSeconds?: number
}

/** The rows of a time series. MongoDB has no transaction, no unique index and no update on one, so there are none here. */
export interface TimeSeries<Row> extends Pick<Reads<Row>, 'name'> {
  many<Read = Row>(...[where, options]: SeriesRead<Row>): Promise<Read[]>
  each<Read = Row>(...[where, options]: SeriesRead<Row>): AsyncIterable<Read>
  aggregate<Read>(stages: readonly object[]): Promise<Read[]>
  insert(rows: readonly Row[]): Promise<void>
  /** Deletes by what stands in `meta`; MongoDB has no other deletion here. */
  deleteMany(meta: { readonly [path: `meta.${string}`]: unknown }): Promise<void>
}

type SeriesRead<Row> = [
  where: Where<Row>,
  options?: Omit<ReadOptions, 'tx'> & { readonly limit?: number; readonly batchSize?: number },
]

/** Defines a time-series collection over the fields `ts` and `meta`, sharded by `meta`. */
export const timeSeries = <Row extends Measurement>(
  home: CollectionHome,
  { name, fields, athletes, granularity, indexes = [], expireAfterSeconds }: SeriesDefinition<Row>,
): TimeSeries<Row> => {
  const timeseries = { timeField: 'ts', metaField: 'meta', granularity }
  const options = { timeseries, ...(expireAfterSeconds !== undefined && { expireAfterSeconds }) }
  const rows = define(home, {
    name,
    fields,
    athletes: athletes as AnyAthletesOf,
    shardKey: { meta: 1 },
    oneShard: null,
    indexes,
    renamed: {},
    upgrades: {},
    migrations: {},
    options,
  })
  const reads = readsOf<Row>(rows)
  const check = rowCheck(name, fields)
  return {
    name,
    many: reads.many,
    each: reads.each,
    aggregate: reads.aggregate,
    async insert(measurements) {
      for (const measurement of measurements) check.row(measurement)
      if (measurements.length > 0) await rows.insertMany([...measurements], { ignoreUndefined: true })
    },
    async deleteMany(meta) {
      await rows.deleteMany(meta)
    },
  }
}
