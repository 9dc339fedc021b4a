import { isDeepStrictEqual } from 'node:util'
import type { Audience } from '@gruppetto/graph'
import { type BestEffort, isRunning, SPORTS } from '@gruppetto/recordings'
import type { Sport } from '../generated/resolvers.ts'
import type { ActivityRow } from './activity.ts'
import type { ShownActivity } from './show-activity.ts'

/** The best efforts of one run. */
export interface EffortsRow {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly sport: Sport
  readonly visibility: Audience
  readonly startedAt: Date
  readonly efforts: readonly Pick<BestEffort, 'distanceMeters' | 'elapsedSeconds'>[]
}

/** The best time of an athlete over a distance in one sport, among the runs of one visibility. */
export interface RecordEntry {
  readonly sport: Sport
  readonly visibility: Audience
  readonly distanceMeters: number
  readonly elapsedSeconds: number
  readonly activityId: string
  readonly startedAt: Date
}

/**
 * An athlete's records, for each visibility apart. Whatever a viewer may see, the best of it is among these, and a hidden run
 * neither shows nor keeps a visible one from being a record.
 */
export interface PersonalRecordsRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises with every run that is stored, so that two writers at once conflict. */
  readonly revision: number
  readonly entries: readonly RecordEntry[]
  /** The first run of each class, whatever its time. Absent in rows that were stored before there were firsts. */
  readonly firsts?: readonly RecordEntry[]
}

/** Returns the efforts that an activity contributes now. Returns null when it contributes none or is not a run. */
export const effortsOf = (activity: ActivityRow | null, bestEfforts: readonly BestEffort[]): EffortsRow | null => {
  if (activity === null || !isRunning(activity.sport) || bestEfforts.length === 0) return null
  const { _id, athleteId, sport, visibility, startedAt } = activity
  const efforts = bestEfforts.map(({ distanceMeters, elapsedSeconds }) => ({ distanceMeters, elapsedSeconds }))
  return { _id, athleteId, sport, visibility, startedAt, efforts }
}

type Class = Pick<RecordEntry, 'sport' | 'visibility' | 'distanceMeters'>
const classOf = ({ sport, visibility, distanceMeters }: Class): string => `${sport} ${visibility} ${distanceMeters}`

/** The earlier one comes first. */
const byAge = (a: RecordEntry, b: RecordEntry): number =>
  a.startedAt.getTime() - b.startedAt.getTime() || (a.activityId < b.activityId ? -1 : Number(a.activityId > b.activityId))

/** The faster one comes first; of equal ones the earlier one. */
const byRank = (a: RecordEntry, b: RecordEntry): number => a.elapsedSeconds - b.elapsedSeconds || byAge(a, b)

const entriesOf = ({ _id, sport, visibility, startedAt, efforts }: EffortsRow): RecordEntry[] =>
  efforts.map((effort) => ({ ...effort, sport, visibility, startedAt, activityId: _id }))

const inOrder = (a: Class, b: Class): number =>
  SPORTS.indexOf(a.sport) - SPORTS.indexOf(b.sport) || a.distanceMeters - b.distanceMeters

/** Returns the one that comes first of each class among the entries and the efforts of more runs. */
const pick =
  (compare: (a: RecordEntry, b: RecordEntry) => number) =>
  (entries: readonly RecordEntry[], rows: readonly EffortsRow[]): readonly RecordEntry[] => {
    const best = new Map<string, RecordEntry>()
    for (const entry of [...entries, ...rows.flatMap(entriesOf)]) {
      const known = best.get(classOf(entry))
      if (known === undefined || compare(entry, known) < 0) best.set(classOf(entry), entry)
    }
    return [...best.values()].sort((a, b) => inOrder(a, b) || compare(a, b))
  }

/** Returns the best of each class. */
export const bestOf = pick(byRank)
/** Returns the first of each class. */
export const firstOf = pick(byAge)

/**
 * Returns the sports and visibilities in which a run holds records, or is the first: another run of them may be it next. Null stands for
 * all, where the firsts are not known yet.
 */
export const kindsHeld = (
  { entries, firsts }: PersonalRecordsRow,
  activityId: string,
): readonly Pick<RecordEntry, 'sport' | 'visibility'>[] | null => {
  if (firsts === undefined) return null
  const held = [...entries, ...firsts].filter((entry) => entry.activityId === activityId)
  return [...new Map(held.map(({ sport, visibility }) => [`${sport} ${visibility}`, { sport, visibility }])).values()]
}

/** Returns the first run over each distance in each sport among those of these visibilities. */
export const firstsAmong = (firsts: readonly RecordEntry[], visibilities: readonly Audience[]): readonly RecordEntry[] => {
  const first = new Map<string, RecordEntry>()
  for (const entry of firsts.filter(({ visibility }) => visibilities.includes(visibility)).sort(byAge)) {
    const key = `${entry.sport} ${entry.distanceMeters}`
    if (!first.has(key)) first.set(key, entry)
  }
  return [...first.values()]
}

/** What is known before a run is stored. */
export interface KnownRecords {
  /** The run's efforts as they were stored before. */
  readonly before: EffortsRow | null
  readonly records: PersonalRecordsRow | null
  /** The athlete's other runs of the kinds that this one holds (`kindsHeld`): one of them may hold them next. */
  readonly others: readonly EffortsRow[]
}

export interface RecordsUpdate {
  readonly activityId: string
  readonly efforts: EffortsRow | null
  readonly records: PersonalRecordsRow
}

/** Returns the records after a run came, changed or was deleted, or null when its efforts are the same as before. */
export const updateRecords = (
  activityId: string,
  athleteId: string,
  efforts: EffortsRow | null,
  { before, records, others }: KnownRecords,
): RecordsUpdate | null => {
  if (isDeepStrictEqual(efforts, before)) return null
  const untouched = (entries: readonly RecordEntry[] = []) => entries.filter((entry) => entry.activityId !== activityId)
  const runs = efforts === null ? others : [...others, efforts]
  const revision = (records?.revision ?? 0) + 1
  const entries = bestOf(untouched(records?.entries), runs)
  return {
    activityId,
    efforts,
    records: { _id: athleteId, revision, entries, firsts: firstOf(untouched(records?.firsts), runs) },
  }
}

/** A record as a viewer sees it, with the run that set it. */
export interface ShownRecord extends RecordEntry {
  readonly activity: ShownActivity
}

/** A run that the viewer may see, with the efforts in its visible part. `efforts` is null where the athlete hides no place. */
export interface SeenRun {
  readonly activity: ShownActivity
  readonly efforts: EffortsRow['efforts'] | null
}

/** Tells whether all of an effort lies in the visible part: its time over a hidden part would tell how long that part is. */
const isInSight = ({ distanceMeters, elapsedSeconds }: RecordEntry, { efforts }: SeenRun): boolean =>
  efforts === null ||
  efforts.some((effort) => effort.distanceMeters === distanceMeters && effort.elapsedSeconds === elapsedSeconds)

/**
 * Returns the best time of each distance and sport among what the viewer may see. `seen` holds the runs that the viewer has just
 * been found to see: an entry does not count when its run has meanwhile been hidden, deleted or given another sport, or when its
 * effort touches a hidden part.
 */
export const showRecords = (
  { entries }: Pick<PersonalRecordsRow, 'entries'>,
  seen: ReadonlyMap<string, SeenRun>,
): readonly ShownRecord[] => {
  const best = new Map<string, ShownRecord>()
  for (const entry of [...entries].sort(byRank)) {
    const run = seen.get(entry.activityId)
    const key = `${entry.sport} ${entry.distanceMeters}`
    if (run?.activity.sport === entry.sport && isInSight(entry, run) && !best.has(key))
      best.set(key, { ...entry, activity: run.activity })
  }
  return [...best.values()].sort(inOrder)
}
