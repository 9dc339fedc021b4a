import type { ChallengeRow } from './challenge.ts'
import { type EntryRow, withTally } from './entry.ts'
import { type ActivityFact, type Contribution, contributionOf, isOnlyToldOtherwise, tally, targetUnits } from './scoring.ts'

export interface ScoringState {
  /** What is known of the activity, or null. */
  readonly known: ActivityFact | null
  /** The athlete's entries that the activity counts or counted for. */
  readonly entries: readonly EntryRow[]
  readonly challenges: ReadonlyMap<string, ChallengeRow>
  /** All of the athlete's contributions to these challenges. */
  readonly contributions: readonly Contribution[]
}

export interface ScoreChange {
  readonly challenge: ChallengeRow
  readonly before: EntryRow
  readonly after: EntryRow
  /** The target is reached for the first time. */
  readonly completedNow: boolean
}

export interface ScoreChanges {
  readonly put: readonly Contribution[]
  readonly drop: readonly string[]
  readonly changes: readonly ScoreChange[]
}

export interface ScoringDecision extends ScoreChanges {
  readonly fact: ActivityFact
}

const applied = (challenge: ChallengeRow, fact: ActivityFact, previous: Contribution | undefined): Contribution | null => {
  // A cancelled challenge takes nothing new; what it counted is still corrected.
  if (challenge.cancelledAtMs !== null && previous === undefined) return null
  return contributionOf(challenge, fact)
}

/** What a new state of an activity changes in the scores; null when it is not newer than what is known. */
export const decideScores = (fact: ActivityFact, state: ScoringState, nowMs: number): ScoringDecision | null => {
  if (state.known !== null && state.known.revision >= fact.revision) return null
  const put: Contribution[] = []
  const drop: string[] = []
  const changes: ScoreChange[] = []
  for (const entry of state.entries) {
    const challenge = state.challenges.get(entry.challengeId)
    if (challenge === undefined) continue
    // The result of a challenge stands, whatever somebody hides afterwards.
    if (challenge.endsAtMs <= nowMs && isOnlyToldOtherwise(state.known, fact)) continue
    const own = state.contributions.filter(({ challengeId }) => challengeId === challenge._id)
    const previous = own.find(({ activityId }) => activityId === fact._id)
    if (previous !== undefined && previous.revision >= fact.revision) continue
    const next = applied(challenge, fact, previous)
    if (next !== null) put.push(next)
    else if (previous !== undefined) drop.push(previous._id)
    else continue
    const rest = own.filter(({ activityId }) => activityId !== fact._id)
    const score = tally(next === null ? rest : [...rest, next], targetUnits(challenge), entry.joinedAtMs)
    const { entry: after, changed, completedNow } = withTally(entry, score, nowMs)
    if (changed) changes.push({ challenge, before: entry, after, completedNow: completedNow && challenge.cancelledAtMs === null })
  }
  return { fact, put, drop, changes }
}
