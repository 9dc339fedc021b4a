import type { ActivityDetails } from './activity-details.ts'
import { type ChallengeRow, settlesAtOf } from './challenge.ts'
import { applyTally, type EntryRow } from './entry.ts'
import { type ActivityFact, type Contribution, contributionOf, differsOnlyInPrivacy, tally } from './scoring.ts'

export interface ScoringState {
  /** The last known state of the activity, or null. */
  readonly known: ActivityFact | null
  /** What else is known of the activity. Read only where one of the challenges needs it. */
  readonly details: ActivityDetails | null
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
  details: ActivityDetails | null,
  previous: Contribution | undefined,
): Contribution | null => {
  // A cancelled challenge counts no further activities, but corrects those that it has counted. One that moderators have removed may come back.
  const isOver = challenge.cancelledAt !== null && challenge.moderation?.hasCancelled !== true
  if (isOver && previous === undefined) return null
  return contributionOf(challenge, fact, details)
}

/** Decides how the present state of an activity changes the scores. */
export const decideChanges = (fact: ActivityFact, state: ScoringState, nowMs: number): ScoreChanges => {
  const put: Contribution[] = []
  const drop: string[] = []
  const changes: ScoreChange[] = []
  for (const entry of state.entries) {
    const challenge = state.challenges.get(entry.challengeId)
    if (challenge === undefined) continue
    const own = state.contributions.filter(({ challengeId }) => challengeId === challenge._id)
    const previous = own.find(({ activityId }) => activityId === fact._id)
    if (previous !== undefined && previous.revision > fact.revision) continue
    const next = contributionAfter(challenge, fact, state.details, previous)
    if (settlesAtOf(challenge).getTime() <= nowMs) {
      // The result stays as it is. Only who may see that the activity was a part of it follows the activity.
      if (previous !== undefined && next !== null) put.push({ ...previous, visibility: next.visibility })
      else if (previous !== undefined) drop.push(previous._id)
      continue
    }
    // Hiding a part of an activity afterwards does not change the result of an ended challenge.
    if (challenge.endsAt.getTime() <= nowMs && differsOnlyInPrivacy(state.known, fact)) continue
    if (next !== null) put.push(next)
    else if (previous !== undefined) drop.push(previous._id)
    else continue
    const rest = own.filter(({ activityId }) => activityId !== fact._id)
    const score = tally(challenge, next === null ? rest : [...rest, next], entry.joinedAt)
    const { entry: after, changed, completedNow } = applyTally(entry, score, nowMs)
    if (changed) changes.push({ challenge, before: entry, after, completedNow: completedNow && challenge.cancelledAt === null })
  }
  return { put, drop, changes }
}

/** Decides how a new state of an activity changes the scores. Returns null when it is not newer than the known state. */
export const decideScores = (fact: ActivityFact, state: ScoringState, nowMs: number): ScoringDecision | null =>
  state.known !== null && state.known.revision >= fact.revision ? null : { fact, ...decideChanges(fact, state, nowMs) }
