import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { applyEfforts, applyTrack } from '../domain/activity-details.ts'
import { decideChanges } from '../domain/decide-scores.ts'
import { commitScores } from '../pipelines/commit-scores.ts'
import { loadScoring } from '../pipelines/load-scoring.ts'
import type { Services } from '../services.ts'

/** Details of an activity that is older count in no challenge any more. */
const COUNT_FOR_MS = 400 * 24 * 3_600_000

/**
 * Keeps the scores equal to what the efforts and the tracks of the activities say. Details that come before their activity wait for
 * it in their store.
 */
export const scoreDetails = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-score-details',
    on: ['effort.recorded', 'activity.explored'],
    lane: ({ data }) => data.athleteId,
    isRepeatable: true,
    // Of a new recording the activity's own event has mostly told the track.
    prepare: async ({ data }) =>
      'efforts' in data || (await services.stores.activityFacts.trackRevision(data.activityId)) < data.revision,
    concerns: (_event, isNew) => isNew,
    load: async ({ data }, tx) => {
      const { stores } = services
      const { activityId, athleteId } = data
      if (data.at < services.runtime.now() - COUNT_FOR_MS) return null
      await stores.athleteLocks.take(athleteId, tx)
      const known = await stores.activityDetails.get(activityId, tx)
      const details = 'efforts' in data ? applyEfforts(known, data) : applyTrack(known, data)
      if (details === null) return null
      const fact = await stores.activityFacts.get(activityId, tx)
      const scoring = fact === null ? null : await loadScoring(services, { fact, known: fact, newDetails: details }, tx)
      return { details, fact, scoring }
    },
    decide: (_event, loaded, _prepared, { nowMs }) => {
      if (loaded === null) return null
      const { details, fact, scoring } = loaded
      // The activity itself has not changed, so nothing is compared with a state before.
      const scores = fact === null || scoring === null ? null : decideChanges(fact, { ...scoring, known: null }, nowMs)
      return { details, scores }
    },
    save: async (decision, tx, _event, { now }) => {
      if (decision === null) return
      services.stores.activityDetails.putAtCommit(decision.details, now(), tx)
      if (decision.scores !== null) await commitScores(services, decision.scores, now(), tx)
    },
  })
