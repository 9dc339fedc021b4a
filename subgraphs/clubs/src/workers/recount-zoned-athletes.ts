import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { Boards } from '../boards.ts'
import { type RecountedState, recountScores } from '../domain/decide-scores.ts'
import { commitScores } from '../pipelines/commit-scores.ts'
import type { Stores } from '../stores/mod.ts'
import type { ZonedAthleteRow } from '../stores/zoned-athletes.ts'

type Privacy = EventData<'athlete.privacy-changed'>

interface State {
  readonly known: ZonedAthleteRow | null
  /** Null where activities count as they did. */
  readonly scores: RecountedState | null
}

/** What counts in the challenges that are under way: results of those that have ended stand. */
const loadScores = async (stores: Stores, { athleteId, zones, at }: Privacy, tx: Tx): Promise<RecountedState> => {
  const entries = await stores.entries.touched(athleteId, at, [], tx)
  const challenges = await stores.challenges.many(
    entries.map(({ challengeId }) => challengeId),
    tx,
  )
  const fromMs = Math.min(...entries.map(({ startsAtMs }) => startsAtMs))
  const beforeMs = Math.max(...entries.map(({ endsAtMs }) => endsAtMs))
  const facts = entries.length === 0 ? [] : await stores.activityFacts.inWindow(athleteId, fromMs, beforeMs, tx)
  return { entries, challenges, facts, hasZones: zones.length > 0 }
}

/** Whoever gets a first privacy zone, or removes the last, has activities that count in steps from then on, or no more. */
export const recountZonedAthletes = (stores: Stores, boards: Boards): AnyWorker =>
  defineWorker({
    name: 'clubs-recount-zoned-athletes',
    on: ['athlete.privacy-changed'],
    load: async ({ data }, tx): Promise<State> => {
      await stores.athleteLocks.take(data.athleteId, tx)
      const known = await stores.zonedAthletes.get(data.athleteId, tx)
      const isOther = (known?.hasZones ?? false) !== data.zones.length > 0 && (known === null || known.revision < data.revision)
      return { known, scores: isOther ? await loadScores(stores, data, tx) : null }
    },
    decide: ({ data }, { known, scores }, _prepared, { nowMs }) => {
      if (known !== null && known.revision >= data.revision) return null
      const row: ZonedAthleteRow = { _id: data.athleteId, revision: data.revision, hasZones: data.zones.length > 0 }
      return { row, scores: scores && recountScores(scores, nowMs) }
    },
    save: async (decision, tx, _event, { now }) => {
      if (decision === null) return
      await stores.zonedAthletes.put(decision.row, tx)
      if (decision.scores !== null) await commitScores(stores, boards, decision.scores, now(), tx)
    },
  })
