import { isDeepStrictEqual } from 'node:util'
import { COLUMNS } from '@gruppetto/recordings'
import { SYSTEM } from '@gruppetto/runtime'
import { type ActivityRow, activityState, detailsId } from '../domain/activity.ts'
import type { ActivitySummary } from '../domain/activity-summary.ts'
import { BEGINNING, type Place } from '../domain/recalculation.ts'
import { rulesKey, type ViewerPrivacy } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'
import { readPrivacyRules } from './privacy-rules.ts'

const PAGE = 50

/** Measures the part of an activity that others see; null when they see all of it. */
const measureShownSummary = async (
  { stores, recordings }: Services,
  row: ActivityRow,
  rules: ViewerPrivacy,
): Promise<ActivitySummary | null> => {
  const { _id: activityId, samplesRevision: revision, sport, startedAt } = row
  if (revision === null || rulesKey(rules) === null) return null
  const [columns = {}] = await stores.samples.readMany([{ activityId, revision }], COLUMNS)
  const [details] = await stores.details.many([detailsId(row)])
  const subject = { sport, startedAtMs: startedAt.getTime(), pauses: details?.pauses ?? [] }
  const measured = await recordings.measureVisible(columns, rules, subject)
  if (!measured.ok) throw new Error(`what shows of ${activityId} cannot be measured: ${measured.message}`)
  return measured.shown
}

/**
 * Measures what others see of the athlete's activities with the present privacy, one activity and one commit after the other. Activities
 * that have been measured with it are not selected again. Recordings that are measured in the meantime use the new rules already.
 */
export const measureShownSummaries = async (services: Services, athleteId: string): Promise<void> => {
  const { stores, database, runtime } = services
  const rules = await readPrivacyRules(services, athleteId)
  const key = rulesKey(rules)
  for (let place: Place | null = BEGINNING; place !== null; ) {
    const page: readonly ActivityRow[] = await stores.activities.shownByOtherRules(athleteId, key, place, PAGE)
    for (const seen of page) {
      const shown = await measureShownSummary(services, seen, rules)
      await database.transact(async (tx) => {
        await stores.athleteLocks.take(athleteId, tx)
        const row = await stores.activities.get(seen._id, tx)
        const isStale =
          row?.samplesRevision !== seen.samplesRevision || rulesKey(await readPrivacyRules(services, athleteId, tx)) !== key
        if (row === null || isStale) return
        // When others see the same as before, no event is emitted.
        if (isDeepStrictEqual(row.shown ?? null, shown)) return stores.activities.setShownBy(row._id, key, tx)
        const next = { ...row, shown, shownBy: key, revision: row.revision + 1 }
        await stores.activities.update(next, tx)
        tx.emit('activity.changed', activityState(next, runtime.now()))
      }, SYSTEM)
    }
    const last = page.at(-1)
    place = page.length < PAGE || last === undefined ? null : { startedAt: last.startedAt, id: last._id }
  }
}
