import type { Tx } from '@gruppetto/runtime'
import { widestOf } from '../../domain/audiences.ts'
import { challengeBadgeKey, entryId, shownToOf } from '../../domain/badges/challenge-badge.ts'
import { forAudience, NOTHING } from '../../domain/badges/contribution.ts'
import type { Services } from '../../services.ts'
import { saveAwards } from './save-awards.ts'
import { loadContribution, saveContribution } from './save-contribution.ts'

/** Makes an athlete's badges agree with what is known now of a challenge and of the athlete's part in it. */
export const reviewChallenge = async (services: Services, challengeId: string, athleteId: string, tx: Tx): Promise<void> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  // The counts come first: another review of the same athlete waits, or sees what is written here.
  const thing = { _id: `challenge:${entryId(challengeId, athleteId)}`, athleteId, atMs: nowMs }
  const loaded = await loadContribution(services, thing, tx)
  if (loaded === null) return
  const { row, before } = loaded
  const challenge = await stores.badgeChallenges.challenge(challengeId, tx)
  const entry = await stores.badgeChallenges.entry(challengeId, athleteId, tx)
  const shownTo = shownToOf(challenge, entry)
  const counts = shownTo === null ? NOTHING : forAudience(shownTo, { challengesCompleted: 1 })
  const happenedAt = entry.completedAt ?? before.happenedAt
  const after = { ...before, ...counts, happenedAt, revision: before.revision + 1 }
  await saveContribution(services, { ...loaded, after }, tx)
  const badgeKey = challengeBadgeKey(challengeId)
  const own = {
    badgeKey,
    name: challenge.badgeName,
    challengeId,
    before: widestOf(await stores.awards.audiencesOf(athleteId, badgeKey, tx)),
    after: shownTo,
  }
  const cause = { athleteId, revision: row.revision, activityId: null, happenedAt, nowMs }
  if (own.before !== own.after) await saveAwards(services, [own], cause, tx)
}
