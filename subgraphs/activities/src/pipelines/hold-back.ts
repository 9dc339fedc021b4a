import type { Tx } from '@gruppetto/runtime'
import { activityState, holdBack } from '../domain/activity.ts'
import { holdBackSession } from '../domain/live-session.ts'
import type { Services } from '../services.ts'
import { saveLiveSession } from './change-live-session.ts'

interface Decided {
  readonly isRemoved: boolean
  /** What the decision is about: the activity, or the live session that it was. */
  readonly subjectId: string
}

/** Keeps an activity that the staff has removed from everybody but its athlete, or gives it free again. */
export const holdBackActivity = async (
  { stores, runtime }: Services,
  id: string,
  { isRemoved, subjectId }: Decided,
  tx: Tx,
): Promise<void> => {
  const row = await stores.activities.get(id, tx)
  const next = row === null ? null : holdBack(row, isRemoved, subjectId)
  if (next === null) return
  await stores.activities.update(next, tx)
  tx.emit('activity.changed', activityState(next, runtime.now()))
}

/** Keeps a live session from everybody but its athlete, with the activity that it has become, or gives both free again. */
export const holdBackLiveSession = async (services: Services, id: string, isRemoved: boolean, tx: Tx): Promise<void> => {
  const row = await services.stores.liveSessions.get(id, tx)
  if (row === null) return
  const next = holdBackSession(row, isRemoved)
  if (next !== null) await saveLiveSession(services, row, next, tx)
  if (row.activityId !== null) await holdBackActivity(services, row.activityId, { isRemoved, subjectId: id }, tx)
}
