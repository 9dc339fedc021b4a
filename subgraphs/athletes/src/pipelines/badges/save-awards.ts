import type { Tx } from '@gruppetto/runtime'
import { type AwardCause, audiencesOf, awardId, type BadgeChange, badgeEvents } from '../../domain/badges/awards.ts'
import type { Storage } from '../../services.ts'

/** Writes who sees an athlete's badges after a change, and emits what was awarded and what was taken back. */
export const saveAwards = async (
  { stores }: Storage,
  changes: readonly BadgeChange[],
  cause: AwardCause,
  tx: Tx,
): Promise<void> => {
  if (changes.length === 0) return
  const { athleteId, activityId, happenedAt: awardedAt } = cause
  const gained = changes.flatMap(({ badgeKey, challengeId, before, after }) => {
    const known = audiencesOf(before)
    return audiencesOf(after)
      .filter((audience) => !known.includes(audience))
      .map((audience) => {
        const key = { athleteId, badgeKey, audience }
        return { _id: awardId(key), ...key, awardedAt, activityId, challengeId }
      })
  })
  const lost = changes.flatMap(({ badgeKey, before, after }) => {
    const left = audiencesOf(after)
    return audiencesOf(before)
      .filter((audience) => !left.includes(audience))
      .map((audience) => awardId({ athleteId, badgeKey, audience }))
  })
  await stores.awards.put(gained, tx)
  await stores.awards.remove(lost, tx)
  const { awarded, takenBack } = badgeEvents(changes, cause)
  for (const event of awarded) tx.emit('badge.awarded', event)
  for (const event of takenBack) tx.emit('badge.taken-back', event)
}
