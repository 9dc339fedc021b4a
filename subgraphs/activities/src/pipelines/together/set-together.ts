import type { Context } from '../../context.ts'
import { type ActivityRow, activityState } from '../../domain/activity.ts'
import { ownActivity } from '../change-activity.ts'

/** Leaves what others see as done together, or takes part in it again. Doing it again changes nothing. */
export const setTogether = async (context: Context, activityId: string, shown: boolean): Promise<ActivityRow> => {
  const { database, stores, runtime, origin } = context
  return database.transact(async (tx) => {
    const row = await ownActivity(context, activityId, tx)
    if ((row.leftTogether ?? false) === !shown) return row
    const next = { ...row, leftTogether: !shown, revision: row.revision + 1 }
    await stores.activities.update(next, tx)
    tx.emit('activity.changed', activityState(next, runtime.now()))
    return next
  }, origin)
}
