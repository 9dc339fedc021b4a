import type { EventData } from '@gruppetto/events'
import { edgeId } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { statusAt } from '../domain/challenge.ts'
import { decideScores, type ScoreChange, type ScoringState } from '../domain/decide-scores.ts'
import { reasonsToHoldOut } from '../domain/held-out.ts'
import { passedSpan } from '../domain/leaderboard.ts'
import { type SummedActivity, summedActivityOf, sumsChanges } from '../domain/period-sums.ts'
import { type ActivityFact, factOf, withJudgement } from '../domain/scoring.ts'
import { commitScores } from '../pipelines/commit-scores.ts'
import type { Services } from '../services.ts'

/** The most athletes that one rise notifies: those nearest to the new place. */
const MOST_NOTIFIED = 10

interface LoadedActivity extends ScoringState {
  readonly fact: ActivityFact
  /** The activity as it was added to its athlete's own sums, or null. */
  readonly summed: SummedActivity | null
}

/** Whether another athlete had uploaded the same track before. A track that is corrected or deleted is free again. */
const isCopy = async ({ stores }: Services, activity: EventData<'activity.measured'>, tx: Tx): Promise<boolean> => {
  const { activityId, athleteId, deleted } = activity
  const trackKey = activity.evidence?.trackKey ?? null
  const owner = trackKey === null || deleted ? null : await stores.trackClaims.claim(trackKey, { activityId, athleteId }, tx)
  if (owner === null) await stores.trackClaims.release(activityId, tx)
  return owner !== null && owner.athleteId !== athleteId
}

const load = async (services: Services, activity: EventData<'activity.measured'>, tx: Tx): Promise<LoadedActivity> => {
  const { stores } = services
  const measured = factOf(activity)
  await stores.athleteLocks.take(measured.athleteId, tx)
  const known = await stores.activityFacts.get(measured._id, tx)
  if (known !== null && known.revision >= measured.revision) {
    return { fact: measured, known, entries: [], challenges: new Map(), contributions: [], summed: null }
  }
  const fact = withJudgement(measured, known, reasonsToHoldOut(activity, await isCopy(services, activity, tx)))
  // An activity has counted nowhere before its first revision.
  const summed = fact.revision === 1 ? null : await stores.periodSums.summed(fact._id, tx)
  const counted = fact.revision === 1 ? [] : await stores.contributions.ofActivity(fact._id, tx)
  const countedIn = counted.map(({ challengeId }) => challengeId)
  const entries = await stores.entries.affected(fact.athleteId, fact.startedAt, countedIn, tx)
  const challengeIds = entries.map(({ challengeId }) => challengeId)
  const challenges = await stores.challenges.many(challengeIds, tx)
  const contributions = await stores.contributions.ofAthlete(fact.athleteId, challengeIds, tx)
  return { fact, known, entries, challenges, contributions, summed }
}

/** Emits `challenge.overtaken` for the athletes whom a rise of the score has passed. */
const emitOvertaken = async ({ stores }: Services, change: ScoreChange, nowMs: number, tx: Tx): Promise<void> => {
  const { challenge, before, after } = change
  const span = passedSpan(before.units, after.units)
  if (span === null || statusAt(challenge, nowMs) !== 'ACTIVE') return
  const blocked = await stores.relations.blockedEitherWay(after.athleteId)
  const passed = await stores.entries.athletesWithin(challenge._id, span, [after.athleteId, ...blocked], MOST_NOTIFIED, tx)
  const isForAll = !challenge.sponsored || after.sharesWithBrand
  // An athlete whom the board names only to those they follow is named only to them here too.
  const followed = isForAll
    ? new Set<string>()
    : await stores.relations.follows.presentAmong(passed.map((athleteId) => edgeId(after.athleteId, athleteId)))
  for (const athleteId of passed) {
    if (!isForAll && !followed.has(edgeId(after.athleteId, athleteId))) continue
    tx.emit('challenge.overtaken', { challengeId: challenge._id, athleteId, byAthleteId: after.athleteId, at: nowMs })
  }
}

/** Keeps every score, and every sum of an athlete's own, equal to the sum of the activities, whatever happens to one. */
export const scoreActivities = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-score',
    on: ['activity.measured', 'activity.changed'],
    load: (event, tx) => load(services, event.data, tx),
    decide: (event, state, _prepared, { nowMs }) => {
      const scores = decideScores(state.fact, state, nowMs)
      const activity = summedActivityOf(event.data)
      return scores === null ? null : { ...scores, activity, sums: sumsChanges(state.summed, activity) }
    },
    save: async (decision, tx, _event, { now }) => {
      if (decision === null) return
      const nowMs = now()
      services.stores.activityFacts.putAtCommit(decision.fact, nowMs, tx)
      services.stores.periodSums.putSummedAtCommit(decision.activity, tx)
      await services.stores.periodSums.add(decision.sums, tx)
      for (const change of decision.changes) await emitOvertaken(services, change, nowMs, tx)
      await commitScores(services, decision, nowMs, tx)
    },
  })
