import type { Audience, CursorKey, PageRequest } from '@gruppetto/graph'
import type { DerivedMetrics, Fingerprint } from '@gruppetto/recordings'
import { behind, collection, type Database, type Fields, type Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'
import { type ActivitySummary, mapSummary } from '../domain/activity-summary.ts'
import type { Covered } from '../domain/distance-years.ts'
import type { KnownRecording } from '../domain/known-recordings.ts'
import type { Derivable, Place } from '../domain/recalculation.ts'
import type { RecordedActivity, ReplayChoice } from '../domain/replay.ts'
import type { Sport } from '../generated/resolvers.ts'
import { NO_GEAR, openActivitySums, SUMMED_FIELDS } from './activity-sums.ts'
import type { UncountedDays } from './uncounted-days.ts'

/** An activity as it is stored: with its fingerprint, and with the sport it was measured as. */
type StoredActivity = ActivityRow & Partial<Pick<RecordedActivity, 'measuredAs'>> & { readonly fingerprint: Fingerprint | null }

/** Selects activities of one athlete. `visibilities` are those that the viewer may see. */
export interface ActivityFilter {
  readonly athleteId: string
  readonly visibilities: readonly Audience[]
  readonly sport?: Sport | null | undefined
  /** Included. */
  readonly since?: Date | null | undefined
  /** Excluded. */
  readonly until?: Date | null | undefined
}

interface Range {
  readonly from: Date
  readonly to: Date
}

type StartRow = Pick<ActivityRow, '_id' | 'startedAt' | 'timeZone'>
export interface TrainingRow extends StartRow, Covered {
  readonly metrics?: Pick<DerivedMetrics, 'trainingLoad'> | null
}
export interface MetricRow<Name extends keyof DerivedMetrics> extends StartRow {
  readonly metrics: Pick<DerivedMetrics, Name>
}

const NEWEST_FIRST = { startedAt: -1, _id: -1 } as const
const OLDEST_FIRST = { startedAt: 1, _id: 1 } as const

/** A value may be null in rows that were measured before the value existed, whatever the type of the row says. */
const SUMMARY_FIELDS = mapSummary<string>(() => 'number | null') as Fields<ActivitySummary>

/** Activities with their summary values. Each write marks the day of the activity as not counted yet. */
export const openActivities = (database: Database, uncountedDays: Pick<UncountedDays, 'mark' | 'markAtCommit'>) => {
  const activities = collection<StoredActivity>(database, {
    name: 'activities',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      deleted: 'boolean',
      name: 'string',
      description: 'string | null',
      sport: 'string',
      visibility: 'string',
      startedAt: 'date',
      timeZone: 'string',
      day: 'string?',
      shown: 'object | null?',
      shownBy: 'string | null?',
      metrics: 'object | null?',
      measureVersion: 'number | null?',
      evidence: 'object?',
      ...SUMMARY_FIELDS,
      device: 'string | null',
      isManual: 'boolean',
      uploadId: 'string | null',
      isImported: 'boolean?',
      gearId: 'string | null?',
      photoIds: 'array?',
      leftTogether: 'boolean?',
      isHeldBack: 'boolean?',
      heldBackFor: 'array?',
      samplesRevision: 'number | null',
      crop: 'object | null?',
      createdAt: 'date',
      fingerprint: 'object | null',
      measuredAs: 'string | null?',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['fingerprint', 'shown', 'shownBy', 'measuredAs'] } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Athlete.activities and totals: one athlete's, newest first; visibility and sport are read from the index. Also for
      // recalculation and replay, oldest first.
      { keys: { athleteId: 1, deleted: 1, startedAt: -1, _id: -1, visibility: 1, sport: 1 } },
      // Athlete.activities of one sport, which may be rare among many.
      { keys: { athleteId: 1, deleted: 1, sport: 1, startedAt: -1, _id: -1, visibility: 1 } },
      // Gear.distanceMeters: summed from the index.
      {
        keys: { gearId: 1, deleted: 1, visibility: 1, distanceMeters: 1, 'shown.distanceMeters': 1 },
        only: { gearId: { $gt: NO_GEAR } },
      },
    ],
  })
  const withoutRecording = { fingerprint: 0, measuredAs: 0 }

  return {
    ...openActivitySums(activities),
    async get(id: string, tx: Tx): Promise<ActivityRow | null> {
      return activities.one<ActivityRow>({ _id: id, deleted: false }, { fields: withoutRecording, tx })
    },
    /** All that exist and are not deleted, in no order. */
    each: () => activities.each<ActivityRow>({ deleted: false }, { fields: withoutRecording }),
    /** Returns those that exist and are not deleted, in no order. */
    async many(ids: readonly string[], tx?: Tx): Promise<readonly ActivityRow[]> {
      if (ids.length === 0) return []
      return activities.many<ActivityRow>({ _id: { $in: ids }, deleted: false }, { fields: withoutRecording, tx })
    },
    /** Returns the day of each of these activities that is not deleted. */
    async daysOf(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, string>> {
      if (ids.length === 0) return new Map()
      const rows = await activities.many<StartRow>(
        { _id: { $in: ids }, deleted: false },
        { fields: { startedAt: 1, timeZone: 1 }, tx },
      )
      return new Map(rows.map((row) => [row._id, dayOf(row)]))
    },
    /** Returns an athlete's activities that started in one of the ranges, with the load and the sums of each. */
    async trainingIn(athleteId: string, ranges: readonly Range[], tx: Tx): Promise<readonly TrainingRow[]> {
      return activities.many<TrainingRow>(
        { athleteId, deleted: false, $or: ranges.map(({ from, to }) => ({ startedAt: { $gte: from, $lt: to } })) },
        {
          fields: {
            startedAt: 1,
            timeZone: 1,
            sport: 1,
            visibility: 1,
            ...SUMMED_FIELDS,
            'metrics.trainingLoad': 1,
          },
          tx,
        },
      )
    },
    /** Returns `metric` of an athlete's activities that started in a range and have it, oldest first. */
    async metricIn<Name extends keyof DerivedMetrics>(
      athleteId: string,
      { from, to }: Range,
      metric: Name,
    ): Promise<readonly MetricRow<Name>[]> {
      return activities.many<MetricRow<Name>>(
        { athleteId, deleted: false, startedAt: { $gte: from, $lt: to }, [`metrics.${metric}`]: { $ne: null } },
        { fields: { startedAt: 1, timeZone: 1, [`metrics.${metric}`]: 1 }, sort: { startedAt: 1 } },
      )
    },
    /** Returns the ids of an athlete's activities of these sports that started in a range and have power. */
    async poweredIn(athleteId: string, { from, to }: Range, sports: readonly Sport[]): Promise<ReadonlySet<string>> {
      const rows = await activities.many<{ _id: string }>(
        {
          athleteId,
          deleted: false,
          sport: { $in: sports },
          startedAt: { $gte: from, $lt: to },
          averagePowerWatts: { $ne: null },
        },
        { fields: { _id: 1 } },
      )
      return new Set(rows.map(({ _id }) => _id))
    },
    insertAtCommit(rows: readonly StoredActivity[], tx: Tx): void {
      activities.insertAtCommit(rows, tx)
      uncountedDays.markAtCommit(rows, tx)
    },
    /** Writes the next revision of a row. Throws when somebody else has written it, which inside a transaction means a bug. */
    async update(row: ActivityRow & Partial<RecordedActivity>, tx: Tx): Promise<void> {
      const { _id, ...state } = row
      const isUpdated = await activities.updateOne(
        { _id, athleteId: row.athleteId, revision: row.revision - 1 },
        { $set: state },
        tx,
      )
      if (!isUpdated) throw new Error(`activity ${_id} has no revision ${row.revision - 1}`)
      await uncountedDays.mark(row, tx)
    },
    /**
     * Returns an athlete's recordings that may be the same as new ones, newest first: all that started in `near` of one of the ranges,
     * and those made of live sessions, and those that were cropped, that started in `wide` of one, which contains `near`.
     */
    async recordedAround(
      athleteId: string,
      ranges: readonly { readonly near: Range; readonly wide: Range }[],
      tx?: Tx,
    ): Promise<readonly KnownRecording[]> {
      if (ranges.length === 0) return []
      return activities.many<KnownRecording>(
        {
          athleteId,
          deleted: false,
          isManual: false,
          $or: ranges.map(({ near, wide }) => ({
            startedAt: { $gte: wide.from, $lte: wide.to },
            // A cropped activity starts later than its recording.
            $or: [{ uploadId: null }, { startedAt: { $gte: near.from, $lte: near.to } }, { crop: { $ne: null } }],
          })),
        },
        { fields: { fingerprint: 1, uploadId: 1, samplesRevision: 1, crop: 1 }, sort: NEWEST_FIRST, tx },
      )
    },
    /**
     * Returns the rows after the page's cursor, newest first, one more than the size of the page. The filter is part of the query,
     * so only the last page is short.
     */
    async page(filter: ActivityFilter, page: PageRequest): Promise<readonly ActivityRow[]> {
      return activities.many<ActivityRow>(
        { ...matching(filter), $and: [behind(NEWEST_FIRST, page.after && placeOf(page.after))] },
        { fields: withoutRecording, sort: NEWEST_FIRST, limit: page.size + 1 },
      )
    },
    async count(filter: ActivityFilter): Promise<number> {
      return activities.count(matching(filter))
    },
    /** Returns an athlete's recorded activities after a place whose `shown` was measured by other rules than these, oldest first. */
    async shownByOtherRules(
      athleteId: string,
      rulesKey: string | null,
      place: Place,
      limit: number,
    ): Promise<readonly ActivityRow[]> {
      return activities.many<ActivityRow>(
        { athleteId, deleted: false, samplesRevision: { $ne: null }, shownBy: { $ne: rulesKey }, ...newerThan(place) },
        { fields: withoutRecording, sort: OLDEST_FIRST, limit },
      )
    },
    /** Notes that others see the same by these rules. This is not a new revision. */
    async setShownBy(id: string, rulesKey: string | null, tx: Tx): Promise<void> {
      await activities.updateOne({ _id: id }, { $set: { shownBy: rulesKey } }, tx)
    },
    /** Returns an athlete's activities after a place, oldest first, with the fields on which their metrics depend. */
    async after(athleteId: string, place: Place, limit: number, tx: Tx): Promise<readonly Derivable[]> {
      return activities.many<Derivable>(
        { athleteId, deleted: false, ...newerThan(place) },
        {
          fields: { sport: 1, movingSeconds: 1, startedAt: 1, timeZone: 1, metrics: 1, samplesRevision: 1 },
          sort: OLDEST_FIRST,
          limit,
          tx,
        },
      )
    },
    async countAfter(athleteId: string, place: Place, tx: Tx): Promise<number> {
      return activities.count({ athleteId, deleted: false, ...newerThan(place) }, tx)
    },
    /** Sets the metrics of activities by id. These are no new revisions, since no event carries metrics. */
    async setMetrics(metrics: ReadonlyMap<string, DerivedMetrics>, tx: Tx): Promise<void> {
      await activities.writeAll(
        [...metrics].map(([_id, derived]) => ({ updateOne: { filter: { _id }, update: { $set: { metrics: derived } } } })),
        tx,
      )
    },
    /** Returns an activity with its fingerprint and how it was measured, or null when it has no recording. */
    async recorded(id: string): Promise<RecordedActivity | null> {
      return activities.one<RecordedActivity>({ _id: id, deleted: false, isManual: false })
    },
    /** Returns the next athlete after `afterId`, by id, with any activity to measure again. */
    async nextToReplay(choice: ReplayChoice, afterId: string): Promise<string | null> {
      const row = await activities.one<Pick<ActivityRow, 'athleteId'>>(
        { athleteId: { $gt: afterId }, ...replayable(choice) },
        { fields: { athleteId: 1 }, sort: { athleteId: 1 } },
      )
      return row?.athleteId ?? null
    },
    async countToReplay(athleteId: string, choice: ReplayChoice): Promise<number> {
      return activities.count({ athleteId, ...replayable(choice) })
    },
    /** Returns the places of an athlete's activities that are to be measured again, after a place, oldest first. */
    async toReplay(athleteId: string, choice: ReplayChoice, place: Place, limit: number): Promise<readonly Place[]> {
      const rows = await activities.many<Pick<ActivityRow, '_id' | 'startedAt'>>(
        { athleteId, ...replayable(choice), ...newerThan(place) },
        { fields: { startedAt: 1 }, sort: OLDEST_FIRST, limit },
      )
      return rows.map(({ _id: id, startedAt }) => ({ id, startedAt }))
    },
    /** Tells whether an activity that is not deleted owns these samples: of what counts, or of the whole recording. */
    async ownsSamples(activityId: string, revision: number): Promise<boolean> {
      const owned = [{ samplesRevision: revision }, { 'crop.wholeRevision': revision }]
      return activities.exists({ _id: activityId, deleted: false, $or: owned })
    },
    /** Returns which of these activities are cropped. */
    async croppedOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set()
      const rows = await activities.many<{ _id: string }>({ _id: { $in: ids }, crop: { $ne: null } }, { fields: { _id: 1 } })
      return new Set(rows.map(({ _id }) => _id))
    },
  }
}

export type Activities = ReturnType<typeof openActivities>

const matching = ({ athleteId, visibilities, sport, since, until }: ActivityFilter) => ({
  athleteId,
  deleted: false,
  visibility: { $in: visibilities },
  ...(sport && { sport }),
  ...((since || until) && { startedAt: { ...(since && { $gte: since }), ...(until && { $lt: until }) } }),
})

const placeOf = ([startedAtMs, id]: CursorKey) => ({ startedAt: new Date(Number(startedAtMs)), _id: String(id) })

const newerThan = ({ startedAt, id }: Place) => ({
  startedAt: { $gte: startedAt },
  $or: [{ startedAt: { $gt: startedAt } }, { _id: { $gt: id } }],
})

/** The samples of an activity that was measured again have the time of that as their revision, in milliseconds. */
const replayable = (choice: ReplayChoice) => ({
  deleted: false,
  isManual: false,
  ...(choice.kind === 'OLDER'
    ? { measureVersion: { $not: { $gte: choice.version } } }
    : { samplesRevision: { $not: { $gte: choice.sinceMs } } }),
})
