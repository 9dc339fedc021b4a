import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { countGoal } from '../pipelines/count-goal.ts'
import type { Services } from '../services.ts'

/** Counts what the members have done for a goal that is new or has another rule, and forgets it for a goal that was ended. */
export const countGoals = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-count-goals',
    on: ['club-goal.changed'],
    // Several transactions, since a club may have 100,000 members. Each can be repeated.
    prepare: ({ data: { clubGoalId } }) => countGoal(services, clubGoalId),
  })
