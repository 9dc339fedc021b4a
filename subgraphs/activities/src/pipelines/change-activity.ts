import { type AthleteCaller, forbidden, maySeeActivity, newId, notFound, serviceUnavailable, validInput } from '@gruppetto/graph'
import { deriveMetrics, UNKNOWN_ATHLETE } from '@gruppetto/recordings'
import { awaitProjection } from '@gruppetto/relations'
import type { Origin, Tx } from '@gruppetto/runtime'
import { type ActivityRow, activityState, dayOf, detailsId, editActivity, markDeleted, NO_DETAILS } from '../domain/activity.ts'
import { mapSummary } from '../domain/activity-summary.ts'
import { manualActivityInput, updateActivityInput } from '../domain/inputs.ts'
import { localDay } from '../domain/local-time.ts'
import { profileOn } from '../domain/training-profile.ts'
import type { ManualActivityInput, UpdateActivityInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { requireUsableGear } from './change-gear.ts'

/** The caller's own activity; NOT_FOUND for one the caller may not see, FORBIDDEN for one that is visible but another's. */
export const ownActivity = async (
  { stores, relations }: Services,
  caller: AthleteCaller,
  id: string,
  tx: Tx,
): Promise<ActivityRow> => {
  const row = await stores.activities.get(id, tx)
  if (row === null) throw notFound('This activity')
  if (row.athleteId === caller.athleteId) return row
  const relation = (await relations.between(caller.athleteId, [row.athleteId])).get(row.athleteId)
  if (relation === undefined || !maySeeActivity(row.visibility, relation)) throw notFound('This activity')
  throw forbidden('This is the activity of another athlete.')
}

/** The activity with what its new sport makes of it; as it was where it was measured before there was anything to derive it from. */
const withMetrics = async ({ stores }: Services, row: ActivityRow, tx: Tx): Promise<ActivityRow> => {
  const statistics = (await stores.details.statistics([detailsId(row)], tx)).get(detailsId(row))
  if (statistics === undefined) return row
  const profiles = (await stores.trainingProfiles.get(row.athleteId, tx))?.profiles ?? []
  return { ...row, metrics: deriveMetrics(statistics, row, profileOn(profiles, dayOf(row))) }
}

/** Changes what the athlete says about an activity. What was measured stays, until measure-again has seen that the sport is measured otherwise. */
export const updateActivity = async (
  services: Services,
  caller: AthleteCaller,
  id: string,
  given: UpdateActivityInput,
  origin: Origin,
): Promise<ActivityRow> => {
  const edit = { ...validInput(updateActivityInput, given), sport: given.sport }
  const { stores, runtime } = services
  return services.database.transact(async (tx) => {
    // Another sport has other metrics: the training profile must not change while they are derived.
    if (edit.sport) await stores.athleteLocks.take(caller.athleteId, tx)
    const row = await ownActivity(services, caller, id, tx)
    if (edit.gearId) await requireUsableGear(stores, caller, edit.gearId, row.gearId ?? null, tx)
    const changed = editActivity(row, edit)
    if (changed === null) return row
    const next = changed.sport === row.sport ? changed : await withMetrics(services, changed, tx)
    await stores.activities.update(next, tx)
    tx.emit('activity.changed', activityState(next, runtime.now()))
    return next
  }, origin)
}

/** Deletes an activity for every reader at once; its samples are swept after. The original file stays, by content, and may become an activity again. */
export const deleteActivity = async (services: Services, caller: AthleteCaller, id: string, origin: Origin): Promise<void> => {
  const { stores, runtime } = services
  await services.database.transact(async (tx) => {
    const next = markDeleted(await ownActivity(services, caller, id, tx))
    await stores.activities.update(next, tx)
    await stores.details.remove(id, tx)
    const left = next.samplesRevision === null ? [] : [{ activityId: id, revision: next.samplesRevision }]
    await stores.sampleRevisions.note(left, new Date(runtime.now()), tx)
    tx.emit('activity.changed', activityState(next, runtime.now()))
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

/** An activity entered by hand: all of its time counts as moving. */
export const createManualActivity = async (
  services: Services,
  caller: AthleteCaller,
  given: ManualActivityInput,
  origin: Origin,
): Promise<ActivityRow> => {
  const { stores, relations, runtime } = services
  const nowMs = runtime.now()
  const input = validInput(manualActivityInput(nowMs), given)
  const { athleteId } = caller
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
    day: localDay(input.startedAt.getTime(), given.timeZone),
    // Nothing was recorded, so nothing of the athlete's profile comes into it.
    metrics: deriveMetrics(null, { sport: given.sport, movingSeconds: input.elapsedSeconds }, UNKNOWN_ATHLETE),
    ...NOT_MEASURED,
    distanceMeters,
    elapsedSeconds: input.elapsedSeconds,
    movingSeconds: input.elapsedSeconds,
    averageSpeedMps: distanceMeters > 0 ? distanceMeters / input.elapsedSeconds : null,
    isManual: true,
    createdAt: new Date(nowMs),
  }
  await services.database.transact(async (tx) => {
    await stores.activities.insert([{ ...row, fingerprint: null }], tx)
    await stores.details.insert([{ _id: detailsId(row), activityId: row._id, ...NO_DETAILS }], tx)
    tx.emit('activity.measured', activityState(row, nowMs))
  }, origin)
  return row
}
