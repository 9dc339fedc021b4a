import { type Cell, type Envelope, type EventData, type LakeColumn, type LakeTable, lakeTables } from '@gruppetto/events'

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

/** The event with the samples of recordings. A row of it is there as long as its athlete gives it. */
export const RECORDINGS = 'recording.shared'

export interface Column {
  readonly name: string
  readonly type: string
  /** Whether it holds a lake key, or a list of them. */
  readonly isKey: boolean
  /** Whether its row goes when the value is dead. In a list only the value goes. */
  readonly mayDie: boolean
  readonly isList: boolean
}

const commonColumns: readonly Column[] = Object.entries(COMMON).map(([name, type]) => ({
  name,
  type,
  isKey: name === 'actor_key',
  mayDie: name === 'actor_key',
  isList: false,
}))

const ownColumns = ({ event, columns }: LakeTable): readonly Column[] =>
  columns.map(({ name, type, kind, isList }: LakeColumn) => {
    const isKey = kind === 'athlete'
    return { name, type, isKey, mayDie: isKey || (event === RECORDINGS && name === 'activity_id'), isList }
  })

/** What a recording has besides: `<activityId>.<revision>`, and the key of the consent, which is the last cell of its row. */
const RECORDING_COLUMNS: readonly Column[] = ['recording_id', 'consent_key'].map((name) => ({
  name,
  type: 'VARCHAR',
  isKey: false,
  mayDie: true,
  isList: false,
}))

const columnsByEvent = new Map<string, readonly Column[]>(
  [...lakeTables].map(([event, table]) => [
    event,
    [...commonColumns, ...ownColumns(table), ...(event === RECORDINGS ? RECORDING_COLUMNS : [])],
  ]),
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
  /** By whom and how a recording is given. Its last cell is null until that is asked, when it is written. */
  readonly given?: Given
}

export interface Given extends Pick<EventData<'recording.shared'>, 'activityId' | 'athleteId' | 'privacyRevision'> {
  readonly recordingId: string
}

export const recordingId = (activityId: string, revision: number): string => `${activityId}.${revision}`

const givenBy = ({ activityId, athleteId, privacyRevision, revision }: EventData<'recording.shared'>): Given => ({
  activityId,
  athleteId,
  privacyRevision,
  recordingId: recordingId(activityId, revision),
})

const actorOf = (actor: string | null): readonly [kind: string, athleteId: string | null] => {
  if (actor === null) return ['PLATFORM', null]
  return actor.startsWith('partner:') ? ['PARTNER', null] : ['ATHLETE', actor]
}

/** Returns the row of an event, with its cells in the order of its columns. Throws for a recording whose samples cannot be read. */
export const rowOf = (
  { cellsOf }: LakeTable,
  event: Envelope,
  { sequence, receivedAtMs }: { readonly sequence: number | null; readonly receivedAtMs: number },
): Row => {
  const { id, name, version, at, actor, data } = event
  const cells = [id, sequence, version, at, receivedAtMs, ...actorOf(actor), ...cellsOf(data)]
  if (name !== RECORDINGS) return { sequence, occurredAtMs: at, cells }
  const given = givenBy(data as EventData<'recording.shared'>)
  return { sequence, occurredAtMs: at, cells: [...cells, given.recordingId, null], given }
}

const VALUE_BYTES = 8
/** About how many bytes the lists of a row take in memory. What is packed in an event takes much more than the event. */
export const bytesOfLists = ({ cells }: Row): number =>
  cells.reduce<number>((sum, cell) => sum + (Array.isArray(cell) ? cell.length * VALUE_BYTES : 0), 0)

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
