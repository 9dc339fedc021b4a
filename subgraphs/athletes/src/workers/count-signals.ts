import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { signalOf } from '../domain/persona-signals.ts'
import { countSignal } from '../pipelines/count-signal.ts'
import type { Services } from '../services.ts'

/** Counts how athletes use the product, week by week, so that a persona can be inferred for who has chosen none. */
export const countSignals = (services: Services): AnyWorker =>
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
    // New activities are counted by athletes-count-activities, which has a transaction of its own for each of them anyway.
    concerns: (event) => event.name !== 'activity.measured' && signalOf(event) !== null,
    decide: (event) => signalOf(event),
    save: async (signal, tx, event) => {
      if (signal !== null) await countSignal(services, signal, event.at, tx)
    },
  })
