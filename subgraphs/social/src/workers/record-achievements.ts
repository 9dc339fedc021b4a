import type { EventData } from '@gruppetto/events'
import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { achievedBadge, achievedRecord, achievementId, changedRecords } from '../domain/achievements.ts'
import { feedItemIdOf } from '../domain/feed.ts'
import { saveAchievements } from '../pipelines/record-achievements.ts'
import type { Services } from '../services.ts'

const recordIds = ({ efforts }: EventData<'effort.recorded'>): readonly string[] =>
  efforts.map(({ effortId }) => achievementId.ofRecord(effortId))

/**
 * Keeps a feed item for what an athlete has achieved with an upload or an activity: badges, completed challenges, records on segments. It goes with
 * what earned them.
 */
export const recordAchievements = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'social-record-achievements',
    on: ['badge.awarded', 'badge.taken-back', 'segment.record-won', 'effort.recorded'],
    prepare: async ({ data }, { now }) => {
      const { activityId } = data
      if ('efforts' in data) return stores.achievements.hasAny(recordIds(data))
      if (activityId !== null) await awaitProjection(activityId, now(), () => stores.activities.get(activityId))
      return true
    },
    // Most efforts are no record that is known here, and one that becomes it later carries its own news.
    concerns: (_event, isKnown) => isKnown,
    load: async ({ data }, tx) => {
      if ('efforts' in data) {
        return { known: await stores.achievements.many(recordIds(data), tx), activityAt: null, activity: null }
      }
      const isBadge = 'badgeKey' in data
      const id = isBadge ? achievementId.ofBadge(data.athleteId, data.badgeKey) : achievementId.ofRecord(data.effortId)
      const item = isBadge ? null : await stores.feedItems.get(feedItemIdOf(data.activityId), tx)
      const activity = data.activityId === null ? null : await stores.activities.get(data.activityId, tx)
      return { known: await stores.achievements.many([id], tx), activityAt: item?.recordedAt ?? null, activity }
    },
    decide: ({ data }, { known, activityAt, activity }) => {
      const before = [...known.values()]
      if ('efforts' in data) return { changed: changedRecords(data, known), before }
      const [one = null] = before
      const row = 'badgeKey' in data ? achievedBadge(data, one, activity) : achievedRecord(data, one, { activityAt, activity })
      return { changed: row === null ? [] : [row], before }
    },
    save: ({ changed, before }, tx) => saveAchievements(services, changed, before, tx),
  })
}
