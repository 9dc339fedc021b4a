import type { Tx } from '@gruppetto/runtime'
import type { ActivityDetails } from '../domain/activity-details.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import type { ScoringState } from '../domain/decide-scores.ts'
import { type ActivityFact, needsDetails } from '../domain/scoring.ts'
import type { Services } from '../services.ts'

interface Subject {
  /** The present state of the activity. */
  readonly fact: ActivityFact
  /** The last known state before it, or null. */
  readonly known: ActivityFact | null
  /** Given where they have just changed: then only the challenges that need them are read. */
  readonly newDetails?: ActivityDetails
}

/** Reads all that the scores depend on which an activity may change. The transaction must hold the athlete's lock. */
export const loadScoring = async ({ stores }: Services, { fact, known, newDetails }: Subject, tx: Tx): Promise<ScoringState> => {
  // An activity has counted nowhere before its first revision. Details change nothing in challenges outside of whose window it has started:
  // when it was scored last, whatever it had added to them was dropped.
  const isKnownByWindow = newDetails !== undefined || (known === null && fact.revision === 1)
  const counted = isKnownByWindow ? [] : await stores.contributions.ofActivity(fact._id, tx)
  const countedIn = counted.map(({ challengeId }) => challengeId)
  const entries = await stores.entries.affected(fact.athleteId, fact.startedAt, countedIn, tx)
  const found = await stores.challenges.many(
    entries.map(({ challengeId }) => challengeId),
    tx,
  )
  const challenges = new Map<string, ChallengeRow>(
    [...found].filter(([, challenge]) => newDetails === undefined || needsDetails(challenge)),
  )
  const contributions = await stores.contributions.ofAthlete(fact.athleteId, [...challenges.keys()], tx)
  const readDetails = () =>
    [...challenges.values()].some(needsDetails) ? stores.activityDetails.get(fact._id, tx) : Promise.resolve(null)
  return { known, details: newDetails ?? (await readDetails()), entries, challenges, contributions }
}
