import {
  forbidden,
  localDayOf,
  maySeeActivity,
  newId,
  notFound,
  requireAthlete,
  serviceUnavailable,
  validInput,
} from '@gruppetto/graph'
import { deriveMetrics, UNKNOWN_ATHLETE } from '@gruppetto/recordings'
import { awaitProjection, requireOwnPhotos } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  type ActivityRow,
  activityState,
  arePhotosKept,
  carriedPhotos,
  dayOf,
  detailsId,
  editActivity,
  leftGear,
  markDeleted,
  NO_DETAILS,
} from '../domain/activity.ts'
import { mapSummary } from '../domain/activity-summary.ts'
import { revisionsOf } from '../domain/crop.ts'
import { manualActivityInput, updateActivityInput } from '../domain/inputs.ts'
import { profileOn } from '../domain/training-profile.ts'
import type { ManualActivityInput, UpdateActivityInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { requireUsableGear } from './change-gear.ts'

/** Returns the caller's own activity. Throws NOT_FOUND when the caller may not see it, and FORBIDDEN when it belongs to another athlete. */
export const ownActivity = async ({ caller, stores, relations }: Context, id: string, tx: Tx): Promise<ActivityRow> => {
  const { athleteId } = requireAthlete(caller)
  const row = await stores.activities.get(id, tx)
  if (row === null) throw notFound('This activity')
  if (row.athleteId === athleteId) return row
  const relation = (await relations.between(athleteId, [row.athleteId])).get(row.athleteId)
  if (relation === undefined || !maySeeActivity(row.visibility, relation)) throw notFound('This activity')
  throw forbidden('This is the activity of another athlete.')
}

/** Derives the metrics of an activity anew, for its new sport. An activity without stored statistics keeps its metrics. */
const withMetrics = async ({ stores }: Services, row: ActivityRow, tx: Tx): Promise<ActivityRow> => {
  const statistics = (await stores.details.statistics([detailsId(row)], tx)).get(detailsId(row))
  if (statistics === undefined) return row
  const profiles = (await stores.trainingProfiles.get(row.athleteId, tx))?.profiles ?? []
  return { ...row, metrics: deriveMetrics(statistics, row, profileOn(profiles, dayOf(row))) }
}

const MAX_PHOTOS = 20

/** Returns the photos that the caller names for an activity. Throws BAD_USER_INPUT when one of them is no photo of the caller's. */
const requirePhotos = async (context: Context, id: string, photoIds: readonly string[]): Promise<readonly string[]> => {
  const { stores, runtime, loaders } = context
  const { athleteId } = requireAthlete(context.caller)
  const activity = await loaders.activity.load(id)
  const carriedIds = activity?.athleteId === athleteId ? (activity.photoIds ?? []) : []
  const naming = { athleteId, photoIds, carriedIds, most: MAX_PHOTOS, nowMs: runtime.now(), path: 'input.photoIds' }
  return requireOwnPhotos(stores.photos, naming)
}

/**
 * Changes what the athlete says about an activity. What was measured stays. When the new sport is measured in another way, the
 * worker remeasure-corrected-activities measures the activity again.
 */
export const updateActivity = async (context: Context, id: string, input: UpdateActivityInput): Promise<ActivityRow> => {
  const { caller, database, stores, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const { photoIds: namedIds, ...said } = validInput(updateActivityInput, input)
  const photoIds = namedIds && (await requirePhotos(context, id, namedIds))
  const edit = { ...said, photoIds, sport: input.sport }
  return database.transact(async (tx) => {
    // Another sport has other metrics. The training profile must not change while they are derived.
    if (edit.sport) await stores.athleteLocks.take(athleteId, tx)
    const row = await ownActivity(context, id, tx)
    if (row.isHeldBack && edit.visibility && edit.visibility !== row.visibility)
      throw forbidden('The staff keeps this activity from others: you can appeal.')
    if (edit.gearId) await requireUsableGear(context, edit.gearId, row.gearId ?? null, tx)
    const changed = editActivity(row, edit)
    if (changed === null) return row
    const next = changed.sport === row.sport ? changed : await withMetrics(context, changed, tx)
    await stores.activities.update(next, tx)
    tx.emit('activity.changed', { ...activityState(next, runtime.now()), ...leftGear(row, next) })
    if (!arePhotosKept(row, next)) tx.emit('photos.carried', carriedPhotos(next, runtime.now()))
    return next
  }, origin)
}

/**
 * Deletes an activity, at once for all readers. The job sweep-samples deletes its samples later. The original file stays, stored by
 * its content, and may become an activity again.
 */
export const deleteActivity = async (context: Context, id: string): Promise<void> => {
  const { database, stores, runtime, origin } = context
  await database.transact(async (tx) => {
    const next = markDeleted(await ownActivity(context, id, tx))
    await stores.activities.update(next, tx)
    await stores.details.remove(id, tx)
    const left = revisionsOf(next).map((revision) => ({ activityId: id, revision }))
    stores.sampleRevisions.insertAtCommit(left, new Date(runtime.now()), tx)
    tx.emit('activity.changed', activityState(next, runtime.now()))
    if (next.photoIds !== undefined) tx.emit('photos.carried', carriedPhotos(next, runtime.now()))
  }, origin)
}

const NOT_MEASURED = {
  ...mapSummary(() => null),
  device: null,
  measureVersion: null,
  uploadId: null,
  gearId: null,
  samplesRevision: null,
} as const

/** Creates an activity that the athlete enters by hand. Its whole time counts as moving time. */
export const createManualActivity = async (context: Context, given: ManualActivityInput): Promise<ActivityRow> => {
  const { caller, database, stores, relations, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const nowMs = runtime.now()
  const input = validInput(manualActivityInput(nowMs), given)
  const account = await awaitProjection(athleteId, nowMs, () => relations.accounts.get(athleteId))
  const visibility = input.visibility ?? account?.defaultActivityVisibility
  if (visibility === undefined) throw serviceUnavailable('athletes')
  const distanceMeters = input.distanceMeters ?? 0
  const row: ActivityRow = {
    _id: newId('Activity'),
    athleteId,
    revision: 1,
    deleted: false,
    name: input.name,
    description: input.description ?? null,
    sport: given.sport,
    visibility,
    startedAt: input.startedAt,
    timeZone: given.timeZone,
    day: localDayOf(input.startedAt.getTime(), given.timeZone),
    // Nothing was recorded, so the metrics do not depend on the athlete's profile.
    metrics: deriveMetrics(null, { sport: given.sport, movingSeconds: input.elapsedSeconds }, UNKNOWN_ATHLETE),
    ...NOT_MEASURED,
    distanceMeters,
    elapsedSeconds: input.elapsedSeconds,
    movingSeconds: input.elapsedSeconds,
    averageSpeedMps: distanceMeters > 0 ? distanceMeters / input.elapsedSeconds : null,
    isManual: true,
    createdAt: new Date(nowMs),
  }
  await database.transact(async (tx) => {
    stores.activities.insertAtCommit([{ ...row, fingerprint: null }], tx)
    stores.details.insertAtCommit([{ _id: detailsId(row), activityId: row._id, ...NO_DETAILS }], tx)
    tx.emit('activity.measured', activityState(row, nowMs))
  }, origin)
  return row
}
