import { createHash } from 'node:crypto'
import type { Tx } from '@gruppetto/runtime'
import type { AchievementRow } from '../domain/achievements.ts'
import type { FeedItemRow } from '../domain/feed.ts'
import { achievementLock } from '../domain/locks.ts'
import type { Services } from '../services.ts'

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'
/** The characters of an id, of which the first stands for three bits. */
const ID_LENGTH = 26

/** The feed item of a group of achievements always has the same id. */
const achievementItemId = (groupKey: string): string => {
  const hash = createHash('sha256').update(groupKey).digest()
  const letters = Array.from({ length: ID_LENGTH }, (_, at) => BASE32[(hash[at] ?? 0) & (at === 0 ? 7 : 31)])
  return `feed_${letters.join('')}`
}

/** Makes the feed item of a group with its first achievement, and removes it with its last. */
const refreshItem = async ({ stores }: Services, { athleteId, groupKey, achievedAt }: AchievementRow, tx: Tx): Promise<void> => {
  const _id = achievementItemId(groupKey)
  if (!(await stores.achievements.isAnyPresent(groupKey, tx))) return stores.feedItems.remove(_id, tx)
  if ((await stores.feedItems.get(_id, tx)) !== null) return
  const item: FeedItemRow = {
    _id,
    kind: 'ACHIEVEMENT',
    subjectId: groupKey,
    athleteId,
    sport: null,
    distanceMeters: null,
    movingSeconds: null,
    recordedAt: achievedAt,
  }
  stores.feedItems.putAtCommit(item, tx)
  tx.emit('feed.item-recorded', { feedItemId: _id, athleteId, kind: 'ACHIEVEMENT', isNews: true, at: achievedAt.getTime() })
}

/** Writes changed achievements, and makes the feed items of their groups agree: those that they are in now, and those they were in. */
export const saveAchievements = async (
  services: Services,
  changed: readonly AchievementRow[],
  before: readonly AchievementRow[],
  tx: Tx,
): Promise<void> => {
  if (changed.length === 0) return
  const groups = new Map([...before, ...changed].map((row) => [row.groupKey, row]))
  await services.stores.locks.lock([...groups.keys()].map(achievementLock), tx)
  await services.stores.achievements.put(changed, tx)
  for (const row of groups.values()) await refreshItem(services, row, tx)
}
