import type { ChallengeRow } from './challenge.ts'
import { applyTally, type EntryRow } from './entry.ts'
import { type ActivityFact, type Contribution, contributionOf, differsOnlyInPrivacy, tally } from './scoring.ts'

export interface ScoringState {
  /** The last known state of the activity, or null. */
  readonly known: ActivityFact | null
  /** The athlete's entries for which the activity counts or has counted. */
  readonly entries: readonly EntryRow[]
  readonly challenges: ReadonlyMap<string, ChallengeRow>
  /** All of the athlete's contributions to these challenges. */
  readonly contributions: readonly Contribution[]
}

export interface ScoreChange {
  readonly challenge: ChallengeRow
  readonly before: EntryRow
  readonly after: EntryRow
  /** Whether the target is reached for the first time. */
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

/** Returns the activity's contribution from now on, or null when it counts no more. */
const contributionAfter = (
  challenge: ChallengeRow,
  fact: ActivityFact,
  previous: Contribution | undefined,
): Contribution | null => {
  // A cancelled challenge counts no further activities, but corrects those that it has counted.
  if (challenge.cancelledAt !== null && previous === undefined) return null
  return contributionOf(challenge, fact)
}

/** Decides how a new state of an activity changes the scores. Returns null when it is not newer than the known state. */
export const decideScores = (fact: ActivityFact, state: ScoringState, nowMs: number): ScoringDecision | null => {
  if (state.known !== null && state.known.revision >= fact.revision) return null
  const put: Contribution[] = []
  const drop: string[] = []
  const changes: ScoreChange[] = []
  for (const entry of state.entries) {
    const challenge = state.challenges.get(entry.challengeId)
    if (challenge === undefined) continue
    // Hiding a part of an activity afterwards does not change the result of an ended challenge.
    if (challenge.endsAt.getTime() <= nowMs && differsOnlyInPrivacy(state.known, fact)) continue
    const own = state.contributions.filter(({ challengeId }) => challengeId === challenge._id)
    const previous = own.find(({ activityId }) => activityId === fact._id)
    if (previous !== undefined && previous.revision >= fact.revision) continue
    const next = contributionAfter(challenge, fact, previous)
    if (next !== null) put.push(next)
    else if (previous !== undefined) drop.push(previous._id)
    else continue
    const rest = own.filter(({ activityId }) => activityId !== fact._id)
    const score = tally(challenge, next === null ? rest : [...rest, next], entry.joinedAt)
    const { entry: after, changed, completedNow } = applyTally(entry, score, nowMs)
    if (changed) changes.push({ challenge, before: entry, after, completedNow: completedNow && challenge.cancelledAt === null })
  }
  return { fact, put, drop, changes }
}
