import type { Audience, CursorKey, PageRequest } from '@gruppetto/graph'
import type { DerivedMetrics, Fingerprint } from '@gruppetto/recordings'
import { behind, type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { ActivityRow } from '../domain/activity.ts'
import { mapSummary } from '../domain/activity-summary.ts'
import type { KnownRecording } from '../domain/known-recordings.ts'
import type { Derivable, Place } from '../domain/recalculation.ts'
import type { RecordedActivity, ReplayChoice } from '../domain/replay.ts'
import type { Sport } from '../generated/resolvers.ts'
import { NO_GEAR, openActivitySums } from './activity-sums.ts'

/** An activity as it is kept: with what tells it from others recorded at the same time, and how it was measured. */
type StoredActivity = ActivityRow & Partial<Pick<RecordedActivity, 'measuredAs'>> & { readonly fingerprint: Fingerprint | null }

/** Which activities of one athlete are meant; `visibilities` are those the viewer may see. */
export interface ActivityFilter {
  readonly athleteId: string
  readonly visibilities: readonly Audience[]
  readonly sport?: Sport | null | undefined
  /** From this instant on. */
  readonly since?: Date | null | undefined
  /** Before this instant. */
  readonly until?: Date | null | undefined
}

interface Range {
  readonly from: Date
  readonly to: Date
}

type StartRow = Pick<ActivityRow, '_id' | 'startedAt' | 'timeZone'>
export interface TrainingRow extends StartRow {
  readonly metrics?: Pick<DerivedMetrics, 'trainingLoad'> | null
}
export interface MetricRow<Name extends keyof DerivedMetrics> extends StartRow {
  readonly metrics: Pick<DerivedMetrics, Name>
}

const NEWEST_FIRST = { startedAt: -1, _id: -1 } as const
const number = { type: Number, default: null }

/** Activities and their summary values. Shard key: athleteId, hashed. */
export const openActivities = (database: Database) => {
  const schema = rowSchema<StoredActivity>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      revision: { type: Number, required: true },
      deleted: { type: Boolean, required: true },
      name: { type: String, required: true },
      description: { type: String, default: null },
      sport: { type: String, required: true },
      visibility: { type: String, required: true },
      startedAt: { type: Date, required: true },
      timeZone: { type: String, required: true },
      day: String,
      shown: { type: Schema.Types.Mixed, default: null },
      shownBy: { type: String, default: null },
      metrics: { type: Schema.Types.Mixed, default: null },
      measureVersion: number,
      ...mapSummary(() => number),
      device: { type: String, default: null },
      isManual: { type: Boolean, required: true },
      uploadId: { type: String, default: null },
      gearId: { type: String, default: null },
      samplesRevision: number,
      createdAt: { type: Date, required: true },
      fingerprint: { type: Schema.Types.Mixed, default: null },
      measuredAs: { type: String, default: null },
    },
    { collection: 'activities', versionKey: false },
  )
  // Athlete.activities and totals: one athlete's, newest first; visibility and sport are read off the index. Recalculation, replay: oldest first.
  schema.index({ athleteId: 1, deleted: 1, startedAt: -1, _id: -1, visibility: 1, sport: 1 })
  // Athlete.activities of one sport, which may be rare among many.
  schema.index({ athleteId: 1, deleted: 1, sport: 1, startedAt: -1, _id: -1, visibility: 1 })
  // Gear.distanceMeters: summed off the index.
  schema.index(
    { gearId: 1, deleted: 1, visibility: 1, distanceMeters: 1, 'shown.distanceMeters': 1 },
    { partialFilterExpression: { gearId: { $gt: NO_GEAR } } },
  )
  const model = database.connection.model<StoredActivity>('Activity', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  const shown = { fingerprint: 0, measuredAs: 0 }

  return {
    ...openActivitySums(read),
    async get(id: string, tx: Tx): Promise<ActivityRow | null> {
      return read.one<ActivityRow>({ _id: id, deleted: false }, { fields: shown, tx })
    },
    /** Those that exist and are not deleted, in no order. */
    async many(ids: readonly string[], tx?: Tx): Promise<readonly ActivityRow[]> {
      if (ids.length === 0) return []
      return read.many<ActivityRow>({ _id: { $in: ids }, deleted: false }, { fields: shown, tx })
    },
    /** What of an athlete's training may have been on the days of each range; a bit more, since a day begins elsewhere than it ends. */
    async trainingIn(athleteId: string, ranges: readonly Range[], tx: Tx): Promise<readonly TrainingRow[]> {
      return read.many<TrainingRow>(
        { athleteId, deleted: false, $or: ranges.map(({ from, to }) => ({ startedAt: { $gte: from, $lt: to } })) },
        { fields: { startedAt: 1, timeZone: 1, 'metrics.trainingLoad': 1 }, tx },
      )
    },
    /** Of an athlete's activities that began in a range, oldest first: `metric`, where it has it. */
    async metricIn<Name extends keyof DerivedMetrics>(
      athleteId: string,
      { from, to }: Range,
      metric: Name,
    ): Promise<readonly MetricRow<Name>[]> {
      return read.many<MetricRow<Name>>(
        { athleteId, deleted: false, startedAt: { $gte: from, $lt: to }, [`metrics.${metric}`]: { $ne: null } },
        { fields: { startedAt: 1, timeZone: 1, [`metrics.${metric}`]: 1 }, sort: { startedAt: 1 } },
      )
    },
    /** Of an athlete's activities of these sports that began in a range: those with power. */
    async poweredIn(athleteId: string, { from, to }: Range, sports: readonly Sport[]): Promise<ReadonlySet<string>> {
      const rows = await read.many<{ _id: string }>(
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
    async insert(rows: readonly StoredActivity[], tx: Tx): Promise<void> {
      whole.insert(rows, tx)
    },
    /** Writes a row's next revision; throws when somebody wrote it meanwhile. */
    async update(row: ActivityRow & Partial<RecordedActivity>, tx: Tx): Promise<void> {
      const { _id, ...state } = row
      const result = await model.updateOne({ _id, revision: row.revision - 1 }, { $set: state }, { session: tx.session })
      if (result.matchedCount !== 1) throw new Error(`activity ${_id} has no revision ${row.revision - 1}`)
    },
    /** Recordings of an athlete that a new one may be the same as: all that began in `near`, and those not made of a file that began in `wide`, which holds it. */
    async recordedAround(
      athleteId: string,
      { near, wide }: { near: Range; wide: Range },
      tx?: Tx,
    ): Promise<readonly KnownRecording[]> {
      return read.many<KnownRecording>(
        {
          athleteId,
          deleted: false,
          isManual: false,
          startedAt: { $gte: wide.from, $lte: wide.to },
          $or: [{ uploadId: null }, { startedAt: { $gte: near.from, $lte: near.to } }],
        },
        { fields: { fingerprint: 1, uploadId: 1, samplesRevision: 1 }, tx },
      )
    },
    /** From the page's cursor on, newest first, one more than its size. The filter is part of the query, so a page is only short at the end. */
    async page(filter: ActivityFilter, page: PageRequest): Promise<readonly ActivityRow[]> {
      return read.many<ActivityRow>(
        { ...matching(filter), $and: [behind(NEWEST_FIRST, page.after && placeOf(page.after))] },
        { fields: shown, sort: NEWEST_FIRST, limit: page.size + 1 },
      )
    },
    async count(filter: ActivityFilter): Promise<number> {
      return read.count(matching(filter))
    },
    /** An athlete's recorded activities, after a place, of which others are told by other rules than these; oldest first. */
    async shownByOtherRules(
      athleteId: string,
      rulesKey: string | null,
      place: Place,
      limit: number,
    ): Promise<readonly ActivityRow[]> {
      return read.many<ActivityRow>(
        { athleteId, deleted: false, samplesRevision: { $ne: null }, shownBy: { $ne: rulesKey }, ...newerThan(place) },
        { fields: shown, sort: { startedAt: 1, _id: 1 }, limit },
      )
    },
    /** No new revision: by these rules others are told the same. */
    async setShownBy(id: string, rulesKey: string | null, tx: Tx): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { shownBy: rulesKey } }, { session: tx.session })
    },
    /** An athlete's activities after a place, oldest first, as far as their metrics depend on them. */
    async after(athleteId: string, place: Place, limit: number, tx: Tx): Promise<readonly Derivable[]> {
      return read.many<Derivable>(
        { athleteId, deleted: false, ...newerThan(place) },
        {
          fields: { sport: 1, movingSeconds: 1, startedAt: 1, timeZone: 1, metrics: 1, samplesRevision: 1 },
          sort: { startedAt: 1, _id: 1 },
          limit,
          tx,
        },
      )
    },
    async countAfter(athleteId: string, place: Place, tx: Tx): Promise<number> {
      return read.count({ athleteId, deleted: false, ...newerThan(place) }, tx)
    },
    /** What was derived again, by activity: no new revision, since nothing that an event carries is other than before. */
    async setMetrics(metrics: ReadonlyMap<string, DerivedMetrics>, tx: Tx): Promise<void> {
      if (metrics.size === 0) return
      const changes = [...metrics].map(([_id, derived]) => ({
        updateOne: { filter: { _id }, update: { $set: { metrics: derived } } },
      }))
      await model.bulkWrite(changes, { session: tx.session })
    },
    /** An activity with what tells it from others and how it was measured; null for one without a recording too. */
    async recorded(id: string): Promise<RecordedActivity | null> {
      return read.one<RecordedActivity>({ _id: id, deleted: false, isManual: false })
    },
    /** The next athlete after another, by id, of whom anything is to be measured again. */
    async nextToReplay(choice: ReplayChoice, afterId: string): Promise<string | null> {
      const row = await read.one<Pick<ActivityRow, 'athleteId'>>(
        { athleteId: { $gt: afterId }, ...replayable(choice) },
        { fields: { athleteId: 1 }, sort: { athleteId: 1 } },
      )
      return row?.athleteId ?? null
    },
    async countToReplay(athleteId: string, choice: ReplayChoice): Promise<number> {
      return read.count({ athleteId, ...replayable(choice) })
    },
    /** Those of an athlete that are to be measured again, after a place, oldest first. */
    async toReplay(athleteId: string, choice: ReplayChoice, place: Place, limit: number): Promise<readonly Place[]> {
      const rows = await read.many<Pick<ActivityRow, '_id' | 'startedAt'>>(
        { athleteId, ...replayable(choice), ...newerThan(place) },
        { fields: { startedAt: 1 }, sort: { startedAt: 1, _id: 1 }, limit },
      )
      return rows.map(({ _id: id, startedAt }) => ({ id, startedAt }))
    },
    /** Whether a live activity owns these samples. */
    async ownsSamples(activityId: string, samplesRevision: number): Promise<boolean> {
      return read.exists({ _id: activityId, samplesRevision, deleted: false })
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

/** What was measured again has its samples under a revision that is the instant when they were written. */
const replayable = (choice: ReplayChoice) => ({
  deleted: false,
  isManual: false,
  ...(choice.kind === 'OLDER'
    ? { measureVersion: { $not: { $gte: choice.version } } }
    : { samplesRevision: { $not: { $gte: choice.sinceMs } } }),
})
