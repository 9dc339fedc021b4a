import { type Cell, cellsOf, type Envelope, type LakeColumn, type LakeTable, lakeTables } from '@gruppetto/events'

/** The columns that every event has before its own, in SQL's words. */
const COMMON = {
  event_id: 'VARCHAR',
  /** The place of the event in the stream. Null where it was read from a database, for the time before the lake. */
  sequence: 'BIGINT',
  version: 'BIGINT',
  occurred_at: 'TIMESTAMP',
  /** When the stream has stored it. */
  received_at: 'TIMESTAMP',
  /** ATHLETE, PARTNER or PLATFORM: who has caused it. */
  actor_kind: 'VARCHAR',
  actor_key: 'VARCHAR',
} as const

export interface Column {
  readonly name: string
  readonly type: string
  /** Whether it holds a lake key, or a list of them. */
  readonly isKey: boolean
  readonly isList: boolean
}

const ownColumn = ({ name, type, kind, isList }: LakeColumn): Column => ({ name, type, isKey: kind === 'athlete', isList })

const commonColumns: readonly Column[] = Object.entries(COMMON).map(([name, type]) => ({
  name,
  type,
  isKey: name === 'actor_key',
  isList: false,
}))

const columnsByEvent = new Map<string, readonly Column[]>(
  [...lakeTables].map(([event, { columns }]) => [event, [...commonColumns, ...columns.map(ownColumn)]]),
)

/** Returns the columns of an event in the lake. Throws for an event that leaves nothing there. */
export const columnsOfEvent = (event: string): readonly Column[] => {
  const columns = columnsByEvent.get(event)
  if (columns === undefined) throw new Error(`the lake has no table ${event}`)
  return columns
}

/** The events that leave something in the lake. */
export const eventsInLake = (): readonly string[] => [...columnsByEvent.keys()]

/** A row before it is written. The cells of athletes hold their ids, which leave the process as lake keys only. */
export interface Row {
  readonly sequence: number | null
  readonly occurredAtMs: number
  readonly cells: readonly Cell[]
}

const actorOf = (actor: string | null): readonly [kind: string, athleteId: string | null] => {
  if (actor === null) return ['PLATFORM', null]
  return actor.startsWith('partner:') ? ['PARTNER', null] : ['ATHLETE', actor]
}

/** Returns the row of an event, with its cells in the order of its columns. */
export const rowOf = (
  { columns }: LakeTable,
  event: Envelope,
  { sequence, receivedAtMs }: { readonly sequence: number | null; readonly receivedAtMs: number },
): Row => {
  const { id, version, at, actor } = event
  const common = [id, sequence, version, at, receivedAtMs, ...actorOf(actor)]
  return { sequence, occurredAtMs: at, cells: [...common, ...cellsOf(columns, event)] }
}

/** The athletes whose ids stand in the cells of keys. */
export const athletesIn = (columns: readonly Column[], rows: readonly Row[]): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const [at, { isKey }] of columns.entries()) {
    if (!isKey) continue
    for (const { cells } of rows) for (const id of [cells[at]].flat()) if (typeof id === 'string') found.add(id)
  }
  return found
}

/** Returns the rows with the lake key of each athlete instead of the id; an athlete without one is null. */
export const withKeys = (columns: readonly Column[], rows: readonly Row[], keys: ReadonlyMap<string, string>): Row[] => {
  const keyOf = (id: unknown): string | null => (typeof id === 'string' ? (keys.get(id) ?? null) : null)
  const cellOf = (cell: Cell, at: number): Cell => {
    if (columns[at]?.isKey !== true) return cell
    return Array.isArray(cell) ? cell.map(keyOf) : keyOf(cell)
  }
  return rows.map((row) => ({ ...row, cells: row.cells.map(cellOf) }))
}
