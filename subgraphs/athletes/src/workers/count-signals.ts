import { addDays, instantOfHour, localDayOf, mondayOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { signalOf } from '../domain/persona-signals.ts'
import type { Services } from '../services.ts'

const REVIEW_HOUR = 3

/** Counts how athletes use the product, week by week, so that a persona can be inferred for who has chosen none. */
export const countSignals = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-signals',
    on: [
      'activity.measured',
      'kudos.given',
      'comment.added',
      'post.created',
      'follow.changed',
      'club-event.changed',
      'challenge.changed',
      'segment.created',
      'athlete.training-profile-changed',
    ],
    lane: (event) => signalOf(event)?.athleteId ?? null,
    decide: (event) => {
      const signal = signalOf(event)
      return signal && { ...signal, monday: mondayOf(localDayOf(event.at, 'UTC')) }
    },
    save: async (counted, tx) => {
      if (counted === null) return
      const { athleteId, signal, monday } = counted
      await stores.personaSignals.count(athleteId, signal, monday, tx)
      await stores.personaSignals.schedule(athleteId, new Date(instantOfHour(addDays(monday, 7), REVIEW_HOUR, 'UTC')), tx)
    },
  })
