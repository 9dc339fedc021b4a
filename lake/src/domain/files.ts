import { groupBy } from '@gruppetto/graph'

/** The folder of the lake in the object store, by the version of its layout. */
export const LAKE_FOLDER = 'lake/v1'

/**
 * What is in a file. PENDING: it may not be there yet, or be too much. LIVE: readers take it. REPLACED: readers that had begun before may still
 * take it.
 */
export type FileStatus = 'PENDING' | 'LIVE' | 'REPLACED'
export type FileOrigin = 'WRITER' | 'COMPACTION' | 'BACKFILL'

/** A file of the lake. */
export interface LakeFile {
  /** The key of the object. */
  readonly _id: string
  /** What is written together becomes LIVE together. */
  readonly batch: string
  readonly origin: FileOrigin
  readonly status: FileStatus
  readonly event: string
  /** YYYY-MM-DD, UTC: when the events happened. */
  readonly day: string
  readonly rows: number
  readonly bytes: number
  /** In hex. */
  readonly sha256: string
  /** The events of this file are among those from one sequence to the other, of all events of this name. 0 and 0 for a backfill. */
  readonly firstSequence: number
  readonly lastSequence: number
  readonly minAt: Date
  readonly maxAt: Date
  /** All rows of keys that had died before are out of the file. */
  readonly cleanAt: Date
  readonly writtenAt: Date
  readonly replacedAt: Date | null
}

interface Place {
  readonly event: string
  readonly day: string
  /** The stream that the sequences count: 1 for the first one. */
  readonly generation: number
  readonly firstSequence: number
  readonly lastSequence: number
}

/** A stream that was lost and made anew counts from 1 again, so its files say which stream it was. */
export const fileKey = ({ event, day, generation, firstSequence, lastSequence }: Place): string => {
  const stream = generation === 1 ? '' : `stream${generation}-`
  return `${LAKE_FOLDER}/event=${event}/day=${day}/${stream}${firstSequence}-${lastSequence}.parquet`
}

/** YYYY-MM-DD, UTC. */
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

/** Groups what happened by its day, in the order of the days. */
export const byDay = <Item extends { readonly occurredAtMs: number }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> => {
  const days = groupBy(items, ({ occurredAtMs }) => dayOf(occurredAtMs))
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)))
}
