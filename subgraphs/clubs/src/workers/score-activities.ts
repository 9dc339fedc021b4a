import { edgeId } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { statusAt } from '../domain/challenge.ts'
import { decideScores, type ScoreChange, type ScoringState } from '../domain/decide-scores.ts'
import { passedSpan } from '../domain/leaderboard.ts'
import { type ActivityFact, factOf } from '../domain/scoring.ts'
import type { Boards } from '../live/boards.ts'
import { commitScores } from '../pipelines/commit-scores.ts'
import type { Stores } from '../stores/mod.ts'

/** Whoever stands nearest to the new place is told; a leap over hundreds is not hundreds of notifications. */
const OVERTAKEN_TOLD = 10

const load = async (stores: Stores, fact: ActivityFact, tx: Tx): Promise<ScoringState> => {
  await stores.athleteLocks.take(fact.athleteId, tx)
  const known = await stores.activityFacts.get(fact._id, tx)
  if (known !== null && known.revision >= fact.revision) return { known, entries: [], challenges: new Map(), contributions: [] }
  const counted = await stores.contributions.ofActivity(fact._id, tx)
  const entries = await stores.entries.touched(
    fact.athleteId,
    fact.startedAtMs,
    counted.map(({ challengeId }) => challengeId),
    tx,
  )
  const challengeIds = entries.map(({ challengeId }) => challengeId)
  const challenges = await stores.challenges.many(challengeIds, tx)
  const contributions = await stores.contributions.ofAthlete(fact.athleteId, challengeIds, tx)
  return { known, entries, challenges, contributions }
}

const tellOvertaken = async (stores: Stores, { challenge, before, after }: ScoreChange, nowMs: number, tx: Tx): Promise<void> => {
  const span = passedSpan(before.units, after.units)
  if (span === null || statusAt(challenge, nowMs) !== 'ACTIVE') return
  const blocked = await stores.relations.blockedEitherWay(after.athleteId)
  const passed = await stores.entries.passed(challenge._id, span, [after.athleteId, ...blocked], OVERTAKEN_TOLD, tx)
  const isForAll = !challenge.sponsored || after.sharesWithBrand
  // Who is named on the board to those alone whom they follow is named so here too.
  const followed = isForAll
    ? new Set<string>()
    : await stores.relations.follows.presentAmong(passed.map((athleteId) => edgeId(after.athleteId, athleteId)))
  for (const athleteId of passed) {
    if (!isForAll && !followed.has(edgeId(after.athleteId, athleteId))) continue
    tx.emit('challenge.overtaken', { challengeId: challenge._id, athleteId, byAthleteId: after.athleteId, at: nowMs })
  }
}

/** Keeps every score equal to the sum of what counts, whatever becomes of an activity. */
export const scoreActivities = (stores: Stores, boards: Boards): AnyWorker =>
  defineWorker({
    name: 'clubs-score',
    on: ['activity.measured', 'activity.changed'],
    load: (event, tx) => load(stores, factOf(event.data), tx),
    decide: (event, state, _prepared, { nowMs }) => decideScores(factOf(event.data), state, nowMs),
    save: async (decision, tx, _event, { now }) => {
      if (decision === null) return
      const nowMs = now()
      stores.activityFacts.putAtCommit(decision.fact, nowMs, tx)
      for (const change of decision.changes) await tellOvertaken(stores, change, nowMs, tx)
      await commitScores(stores, boards, decision, nowMs, tx)
    },
  })
