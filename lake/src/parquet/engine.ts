import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** As SQL writes a text. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
/** As SQL writes the name of a column or a table. */
export const name = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The statement that writes the rows of a SELECT into a Parquet file, by key and time. */
export const copySorted = (select: string, file: string): string =>
  `COPY (${select} ORDER BY actor_key, occurred_at, sequence, event_id) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`

export interface EngineOptions {
  /** As DuckDB writes it, such as `256MB`. */
  readonly memory: string
  /** The folder for what does not fit into memory. */
  readonly spill: string
}

export interface Engine {
  readonly connection: DuckDBConnection
  run(sql: string): Promise<void>
  /** Returns the rows with JavaScript's own values. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>
}

/**
 * Works with a DuckDB of its own, which is gone afterwards. The native library is loaded by the first call: a process that writes nothing does not
 * have it.
 */
export const withEngine = async <Result>(
  { memory, spill }: EngineOptions,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> => {
  const duckdb = await import('@duckdb/node-api')
  const settings = { threads: '1', memory_limit: memory, temp_directory: spill }
  const instance: DuckDBInstance = await duckdb.DuckDBInstance.create(':memory:', settings)
  const connection = await instance.connect()
  try {
    return await work({
      connection,
      async run(sql) {
        await connection.run(sql)
      },
      async rows(sql) {
        return (await connection.runAndReadAll(sql)).getRowsJS()
      },
    })
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
