import { keepNewer } from '@gruppetto/relations'
import { achievementId } from '../domain/achievements.ts'
import { defineNotice, numberOf } from './define-notice.ts'

const withOthers = (others: string | undefined): string => {
  if (others === undefined || others === '0') return ''
  return others === '1' ? ' and another badge' : ` and ${others} other badges`
}

/**
 * Tells an athlete of a new badge; of several with one cause, the rarest one. What is old is not told of. A badge that was taken back
 * takes its notice along.
 */
export const badgeAwarded = defineNotice({
  kind: 'BADGE_AWARDED',
  on: ['badge.awarded', 'badge.taken-back'],
  defaults: { push: true, mail: false },
  // A badge that was taken back meanwhile is not announced.
  load: async ({ stores }, { data: { athleteId, badgeKey, revision } }, tx) =>
    (await keepNewer(stores.badgeNews, { _id: achievementId.ofBadge(athleteId, badgeKey), athleteId, revision }, tx)).revision,
  notify: ({ data }, lastRevision) => {
    if (!('isNew' in data) || !data.isNew || data.isQuiet || data.revision < lastRevision) return []
    const { athleteId, badgeKey, name, activityId, others = 0, at } = data
    if (others === null) return []
    return [
      {
        recipientId: athleteId,
        group: badgeKey,
        atMs: at,
        subjects: { badge: badgeKey, ...(activityId === null ? {} : { activity: activityId }) },
        words: { badgeName: name, others: String(others) },
      },
    ]
  },
  withdraw: ({ data }) =>
    'isNew' in data || data.audience !== null ? [] : [{ recipientId: data.athleteId, group: data.badgeKey, actorId: null }],
  facts: ({ others }) => ({ otherBadges: numberOf(others) }),
  sentence: ({ badgeName, others }) => `You earned ${badgeName ?? 'a badge'}${withOthers(others)}`,
})
