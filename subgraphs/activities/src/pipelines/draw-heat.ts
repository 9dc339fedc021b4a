import { PLACE_COLUMNS } from '@gruppetto/recordings'
import { portions, RetryEvent, SYSTEM, type Tx } from '@gruppetto/runtime'
import type { ActivityRow } from '../domain/activity.ts'
import { changedRegions, changeHeat, type HeatTrackRow, shownCells } from '../domain/heat.ts'
import { matchKind, VIRTUAL_KINDS } from '../domain/segments/segment.ts'
import { rulesKey } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'
import type { TrackChoice } from '../stores/heat.ts'
import { readPrivacyRules } from './privacy-rules.ts'
import { isOpen } from './segments/read-effort-athlete.ts'

/** What everybody sees of a route. */
export type ShownRoute = Pick<HeatTrackRow, 'samplesRevision' | 'rules' | 'cells'>

/** Whether the activity may be drawn at all, if its athlete's account is open. A virtual world is not on the map. */
const isPublic = ({ visibility, sport }: ActivityRow): boolean =>
  visibility === 'EVERYONE' && !VIRTUAL_KINDS.includes(matchKind(sport))

/** Returns what everybody sees of an activity's route, null where it is not to be drawn, and whether it is drawn now. */
export const readShownRoute = async (
  services: Services,
  activityId: string,
): Promise<{ readonly route: ShownRoute | null; readonly isDrawn: boolean }> => {
  const { stores } = services
  const [[activity], known] = await Promise.all([stores.activities.many([activityId]), stores.heat.track(activityId)])
  const isDrawn = known !== null
  if (activity === undefined || activity.samplesRevision === null || !isPublic(activity)) return { route: null, isDrawn }
  const { athleteId, samplesRevision } = activity
  const privacy = await readPrivacyRules(services, athleteId)
  const rules = rulesKey(privacy)
  if (known?.samplesRevision === samplesRevision && known.rules === rules) return { route: known, isDrawn }
  const [columns = {}] = await stores.samples.readMany([{ activityId, revision: samplesRevision }], PLACE_COLUMNS)
  return { route: { samplesRevision, rules, cells: shownCells(columns, privacy) }, isDrawn }
}

/** Replaces what an activity adds to the heat map. The caller holds the athlete's lock for it. */
const replaceTrack = async (
  { stores }: Services,
  athleteId: string,
  known: HeatTrackRow | null,
  next: HeatTrackRow | null,
  tx: Tx,
): Promise<void> => {
  const [before, after] = [known, next].map((track) => (track?.isCounted ? track.cells : []))
  const regions = changedRegions(before ?? [], after ?? [])
  const rows = await stores.heat.ofAthlete(athleteId, regions, tx)
  const changed = changeHeat(athleteId, rows, before ?? [], after ?? [])
  if (next !== null) stores.heat.putTrackAtCommit(next, tx)
  else if (known !== null) stores.heat.removeTrackAtCommit(known, tx)
  stores.heat.putOfAthleteAtCommit(athleteId, changed.rows, tx)
  stores.heat.noteAtCommit(changed.change, tx)
}

/**
 * Draws an activity into the heat map, or takes it out. `route` is what was read of it before the transaction; throws RetryEvent when the
 * activity or its athlete's privacy has changed since.
 */
export const drawHeat = async (
  services: Services,
  { activityId, athleteId }: { readonly activityId: string; readonly athleteId: string },
  route: ShownRoute | null,
  tx: Tx,
): Promise<void> => {
  const { stores, relations } = services
  await stores.athleteLocks.takeHeat(athleteId, tx)
  const activity = await stores.activities.get(activityId, tx)
  const known = await stores.heat.track(activityId, tx)
  if (activity === null || activity.samplesRevision === null || !isPublic(activity)) {
    if (known !== null) await replaceTrack(services, athleteId, known, null, tx)
    return
  }
  const rules = rulesKey(await readPrivacyRules(services, athleteId, tx))
  if (route?.samplesRevision !== activity.samplesRevision || route.rules !== rules)
    throw new RetryEvent(`the activity ${activityId}, or what is hidden of it, has changed meanwhile`)
  const { samplesRevision, cells } = route
  const isCounted = isOpen(await relations.accounts.get(athleteId, tx))
  if (known?.samplesRevision === samplesRevision && known.rules === rules && known.isCounted === isCounted) return
  const next = { _id: activityId, athleteId, samplesRevision, rules, isCounted, cells }
  await replaceTrack(services, athleteId, known, next, tx)
}

/** So many ids are held at once, however many activities an athlete has. */
const PORTION = 200

/** Calls `each` with the drawn activities of an athlete that are chosen, one after the other. */
const forTracks = async (
  { stores }: Services,
  athleteId: string,
  choice: TrackChoice,
  each: (activityId: string) => Promise<void>,
): Promise<void> => {
  const read = (last: string | null) => stores.heat.trackIds(athleteId, choice, last ?? '', PORTION)
  for await (const ids of portions(PORTION, read)) for (const activityId of ids) await each(activityId)
}

/** Lets all drawn activities of an athlete count if the account is open, and none of them if not; each in a commit of its own. */
export const countHeatOf = async (services: Services, athleteId: string): Promise<void> => {
  const { stores, relations, database } = services
  const isCounted = isOpen(await relations.accounts.get(athleteId))
  await forTracks(services, athleteId, { isCounted: !isCounted }, (activityId) =>
    database.transact(async (tx) => {
      await stores.athleteLocks.takeHeat(athleteId, tx)
      if (isOpen(await relations.accounts.get(athleteId, tx)) !== isCounted)
        throw new RetryEvent(`the account of ${athleteId} has changed meanwhile`)
      const known = await stores.heat.track(activityId, tx)
      if (known === null || known.isCounted === isCounted) return
      await replaceTrack(services, athleteId, known, { ...known, isCounted }, tx)
    }, SYSTEM),
  )
}

/** Draws those activities of an athlete again that were drawn by other rules of privacy. */
export const redrawHeatOf = async (services: Services, athleteId: string): Promise<void> => {
  const rules = rulesKey(await readPrivacyRules(services, athleteId))
  await forTracks(services, athleteId, { rules: { $ne: rules } }, async (activityId) => {
    const { route } = await readShownRoute(services, activityId)
    await services.database.transact((tx) => drawHeat(services, { activityId, athleteId }, route, tx), SYSTEM)
  })
}
