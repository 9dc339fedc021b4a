// A process that answers questions to the lake in SQL: it has no settings, no secrets and no network, reads the files that it is given, and ends
// when its parent says so.
import { DuckDBInstance, DuckDBTypeId, StatementType } from '@duckdb/node-api'

/** As SQL writes a text. */
const literal = (text) => `'${text.replaceAll("'", "''")}'`
const name = (text) => `"${text.replaceAll('"', '""')}"`

const viewOf = ({ view, columns, files, without }) => {
  const nulls = columns.map((column) => `CAST(NULL AS ${column.type}) AS ${name(column.name)}`).join(', ')
  const none = `SELECT ${nulls} WHERE false`
  if (files.length === 0) return `CREATE VIEW ${name(view)} AS ${none}`
  const list = files.map(literal).join(', ')
  const gone = `SELECT unnest([${without.values.map(literal).join(', ')}])`
  const shown =
    without.values.length === 0
      ? []
      : without.columns.map((column) => `(${name(column)} IS NULL OR ${name(column)} NOT IN (${gone}))`)
  // Older files lack the columns that came later.
  const some = `SELECT * FROM read_parquet([${list}], union_by_name = true, hive_partitioning = false)`
  const where = shown.length === 0 ? '' : ` WHERE ${shown.join(' AND ')}`
  return `CREATE VIEW ${name(view)} AS SELECT * FROM (${none} UNION ALL BY NAME ${some})${where}`
}

const open = async ({ views, today, memory, spill }) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: memory, temp_directory: spill })
  const connection = await instance.connect()
  for (const view of views) await connection.run(viewOf(view))
  await connection.run(`SET VARIABLE today = DATE ${literal(today)}`)
  const files = views.flatMap((view) => view.files)
  await connection.run(`SET allowed_paths = [${files.map(literal).join(', ')}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
  return connection
}

const WHOLE = [DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT]

/** Whole numbers arrive as texts, since they may be larger than a number of JavaScript holds. Those that are not become numbers. */
const plain = (value, type) => {
  if (Array.isArray(value) && type.valueType !== undefined) return value.map((one) => plain(one, type.valueType))
  return WHOLE.includes(type.typeId) && Number.isSafeInteger(Number(value)) && value !== null ? Number(value) : value
}

const READS = [StatementType.SELECT, StatementType.EXPLAIN]

/** Runs one statement. It may only read. */
const ask = async (connection, sql, maxRows) => {
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1) throw new Error('one statement, please')
  const prepared = await statements.prepare(0)
  if (!READS.includes(prepared.statementType)) throw new Error('the lake can only be read: SELECT')
  const reader = await prepared.streamAndReadUntil(maxRows + 1)
  const types = reader.columnTypes()
  const rows = reader.getRowsJson()
  const shown = rows.slice(0, maxRows).map((row) => row.map((value, at) => plain(value, types[at])))
  return { columns: reader.columnNames(), rows: shown, isCut: rows.length > maxRows }
}

process.once('message', async (job) => {
  const answers = []
  try {
    const connection = await open(job)
    for (const sql of job.questions) answers.push(await ask(connection, sql, job.maxRows))
    process.send({ ok: true, answers })
  } catch (error) {
    process.send({ ok: false, message: error instanceof Error ? error.message : String(error), at: answers.length })
  }
})
