import type { Column } from '../domain/tables.ts'
import { copySorted, literal, name, withEngine } from './engine.ts'

export interface Merged {
  readonly rows: number
  readonly minAt: Date
  readonly maxAt: Date
}

const MERGE_MEMORY = '512MB'

/** The column without dead keys: a row with one in a cell goes, and in a list it becomes null, since other lists count along with it. */
const cellOf = ({ name: column, mayDie, isList }: Column): string =>
  mayDie && isList
    ? `list_transform(${name(column)}, lambda k: CASE WHEN list_contains(getvariable('dead'), k) THEN NULL ELSE k END) AS ${name(column)}`
    : name(column)

/**
 * Writes the rows of some files of one event into one, by key and time, without those of dead keys and without what the stream has brought twice.
 * Older files that lack a column have null there. Returns null, and may leave no file, when no row is left. What does not fit into memory goes to
 * the folder `spill`.
 */
export const mergeParquet = (
  columns: readonly Column[],
  { inputs, dead, output, spill }: { inputs: readonly string[]; dead: readonly string[]; output: string; spill: string },
): Promise<Merged | null> =>
  withEngine({ memory: MERGE_MEMORY, spill }, async ({ run, rows }) => {
    const definitions = columns.map(({ name: column, type }) => `${name(column)} ${type}`)
    await run(`CREATE TABLE empty (${definitions.join(', ')})`)
    await run(`SET VARIABLE dead = ${dead.length === 0 ? 'CAST([] AS VARCHAR[])' : `[${dead.map(literal).join(', ')}]`}`)
    await run(`CREATE TABLE dead AS SELECT unnest(getvariable('dead')) AS key`)
    const living = columns
      .filter(({ mayDie, isList }) => mayDie && !isList)
      .map(({ name: column }) => `(${name(column)} IS NULL OR ${name(column)} NOT IN (SELECT key FROM dead))`)
    const files = inputs.map(literal).join(', ')
    const read = `SELECT * FROM empty UNION ALL BY NAME SELECT * FROM read_parquet([${files}], union_by_name = true, hive_partitioning = false)`
    const kept = `SELECT ${columns.map(cellOf).join(', ')} FROM (${read})
      WHERE ${living.join(' AND ')}
      QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY sequence) = 1`
    await run(copySorted(kept, output))
    const [found] = await rows(
      `SELECT count(*)::DOUBLE, epoch_ms(min(occurred_at))::DOUBLE, epoch_ms(max(occurred_at))::DOUBLE FROM read_parquet(${literal(output)})`,
    )
    const [count, least, most] = found ?? []
    if (typeof count !== 'number' || count === 0) return null
    return { rows: count, minAt: new Date(Number(least)), maxAt: new Date(Number(most)) }
  })
