import { activityState } from '../domain/activity.ts'
import type { Services } from '../services.ts'

/** Every activity as the event of its beginning, with its present state, for a lake that came later. */
export async function* pastActivities({ stores }: Pick<Services, 'stores'>) {
  for await (const row of stores.activities.each()) {
    const { _id: id, createdAt: at } = row
    yield { name: 'activity.measured' as const, id, data: activityState(row, at.getTime()), at, actor: row.athleteId }
  }
}
