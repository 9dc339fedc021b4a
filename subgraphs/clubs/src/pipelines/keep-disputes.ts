import type { Tx } from '@gruppetto/runtime'
import type { ChallengeRow } from '../domain/challenge.ts'
import { challengePlace, clubPlace, isNewlyHeldOut, isSettled, newDispute } from '../domain/dispute.ts'
import type { ActivityFact } from '../domain/scoring.ts'
import type { Services } from '../services.ts'

interface ActivityChange {
  readonly before: ActivityFact | null
  readonly after: ActivityFact
  /** The challenges for which the activity would count. */
  readonly challenges: readonly ChallengeRow[]
}

/**
 * Asks the organisers wherever an activity that is held out would count, and tells its athlete why it does not. A correction or a
 * deletion leaves the disputes behind.
 */
export const keepDisputes = async ({ runtime, stores }: Services, change: ActivityChange, tx: Tx): Promise<void> => {
  const { before, after, challenges } = change
  const nowMs = runtime.now()
  if (before !== null && isSettled(before, after)) await stores.disputes.deleteOf(after._id, tx)
  if (after.deleted || !isNewlyHeldOut(before, after)) return
  const clubIds = await stores.memberships.activeClubIds(after.athleteId, tx)
  const places = new Map([...clubIds.map(clubPlace), ...challenges.map(challengePlace)].map((place) => [place.placeId, place]))
  const makers = new Map(challenges.map(({ _id, createdById }) => [_id, createdById]))
  if (places.size === 0) return
  await stores.disputes.put(
    [...places.values()].map((place) => newDispute(place, after, nowMs, makers.get(place.placeId) ?? null)),
    tx,
  )
  tx.emit('activity.held-out', {
    activityId: after._id,
    athleteId: after.athleteId,
    revision: after.revision,
    reasons: [...(after.heldOut ?? [])],
    at: nowMs,
  })
}
