import { dirname, join } from 'node:path'
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { Cell, Scalar } from '@gruppetto/events'
import type { Column, Row } from '../domain/tables.ts'
import { copySorted, name, withEngine } from './engine.ts'

/** How many rows DuckDB takes in one piece. */
const PIECE = 2048
const MEMORY = '256MB'
const DAY_MS = 24 * 3600 * 1000

type Duckdb = typeof import('@duckdb/node-api')

/** How the values of a type reach DuckDB. */
interface Kind {
  readonly type: DuckDBType
  readonly toDuckDB: (value: Exclude<Scalar, null>) => DuckDBValue
}

const kindsOf = ({
  VARCHAR,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  TIMESTAMP,
  DATE,
  DuckDBTimestampValue,
  DuckDBDateValue,
}: Duckdb): Readonly<Record<string, Kind>> => ({
  VARCHAR: { type: VARCHAR, toDuckDB: (value) => value },
  BIGINT: { type: BIGINT, toDuckDB: (value) => BigInt(value) },
  DOUBLE: { type: DOUBLE, toDuckDB: (value) => value },
  BOOLEAN: { type: BOOLEAN, toDuckDB: (value) => value },
  TIMESTAMP: { type: TIMESTAMP, toDuckDB: (value) => new DuckDBTimestampValue(BigInt(value) * 1000n) },
  DATE: { type: DATE, toDuckDB: (value) => new DuckDBDateValue(Date.parse(String(value)) / DAY_MS) },
})

const isNothing = (value: Cell | undefined): value is null | undefined => value === null || value === undefined

/** Returns how the cells of a column reach DuckDB. */
const columnKind = (duckdb: Duckdb, { type, isList }: Column) => {
  const kind = kindsOf(duckdb)[type.replace('[]', '')]
  if (kind === undefined) throw new Error(`the lake has no type ${type}`)
  const scalar = (value: Scalar | undefined): DuckDBValue => (isNothing(value) ? null : kind.toDuckDB(value))
  const list = (cell: Cell | undefined): DuckDBValue => (isNothing(cell) ? null : duckdb.listValue([cell].flat().map(scalar)))
  return {
    type: isList ? duckdb.LIST(kind.type) : kind.type,
    toDuckDB: isList ? list : (cell: Cell | undefined) => scalar(cell as Scalar | undefined),
  }
}

/** Writes rows into a Parquet file, by key and time. */
export type WriteParquet = (columns: readonly Column[], rows: readonly Row[], file: string) => Promise<void>

/** Works with a writer of Parquet files, which are written one after another. What does not fit into memory goes to the folder `spill`. */
export const withParquetWriter = async <Result>(
  spill: string,
  work: (write: WriteParquet) => Promise<Result>,
): Promise<Result> => {
  const duckdb = await import('@duckdb/node-api')
  return withEngine({ memory: MEMORY, spill }, ({ connection, run }) =>
    work(async (columns, rows, file) => {
      const kinds = columns.map((column) => columnKind(duckdb, column))
      const types = kinds.map(({ type }) => type)
      await run(`CREATE OR REPLACE TABLE rows (${columns.map((column) => `${name(column.name)} ${column.type}`).join(', ')})`)
      const appender = await connection.createAppender('rows')
      for (let from = 0; from < rows.length; from += PIECE) {
        const piece = rows.slice(from, from + PIECE)
        const chunk = duckdb.DuckDBDataChunk.create(types, piece.length)
        chunk.setColumns(kinds.map(({ toDuckDB }, at) => piece.map(({ cells }) => toDuckDB(cells[at]))))
        appender.appendDataChunk(chunk)
      }
      appender.closeSync()
      await run(copySorted('SELECT * FROM rows', file))
    }),
  )
}

/** Writes one Parquet file, in a folder that is the writer's own. */
export const writeParquet: WriteParquet = (columns, rows, file) =>
  withParquetWriter(join(dirname(file), 'spill'), (write) => write(columns, rows, file))
