import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { decideScores, type ScoringState } from '../domain/decide-scores.ts'
import { reasonsToHoldOut } from '../domain/held-out.ts'
import { type SummedActivity, summedActivityOf, sumsChanges } from '../domain/period-sums.ts'
import { type ActivityFact, factOf, withJudgement, withKnownTrack } from '../domain/scoring.ts'
import { commitScores } from '../pipelines/commit-scores.ts'
import { keepDisputes } from '../pipelines/keep-disputes.ts'
import { loadScoring } from '../pipelines/load-scoring.ts'
import { updateStandings } from '../pipelines/update-standings.ts'
import type { Services } from '../services.ts'

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
    return { fact: measured, known, details: null, entries: [], challenges: new Map(), contributions: [], summed: null }
  }
  const fact = withJudgement(
    withKnownTrack(measured, known),
    known,
    reasonsToHoldOut(activity, await isCopy(services, activity, tx)),
  )
  const summed = fact.revision === 1 ? null : await stores.periodSums.summed(fact._id, tx)
  return { fact, ...(await loadScoring(services, { fact, known }, tx)), summed }
}

/** Keeps every score, and every sum of an athlete's own, equal to the sum of the activities, whatever happens to one. */
export const scoreActivities = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-score',
    on: ['activity.measured', 'activity.changed'],
    lane: ({ data }) => data.athleteId,
    isRepeatable: true,
    load: (event, tx) => load(services, event.data, tx),
    decide: (event, state, _prepared, { nowMs }) => {
      const scores = decideScores(state.fact, state, nowMs)
      const activity = summedActivityOf(event.data)
      return scores === null
        ? null
        : {
            ...scores,
            before: state.known,
            challenges: [...state.challenges.values()],
            activity,
            sums: sumsChanges(state.summed, activity),
          }
    },
    save: async (decision, tx, _event, { now }) => {
      if (decision === null) return
      const nowMs = now()
      services.stores.activityFacts.putAtCommit(decision.fact, nowMs, tx)
      services.stores.periodSums.putSummedAtCommit(decision.activity, tx)
      await services.stores.periodSums.add(decision.sums, tx)
      await commitScores(services, decision, nowMs, tx)
      const change = { before: decision.before, after: decision.fact, challenges: decision.challenges }
      await updateStandings(services, change, tx)
      await keepDisputes(services, change, tx)
    },
  })
