import type { DigestWords } from '../domain/digest.ts'
import type { WeekComparison } from '../generated/resolvers.ts'
import { defineNotice, numberOf } from './define-notice.ts'

/** The week that has ended. `social-write-digests` writes it, with a mail that says more than the sentence. */
export const digest = defineNotice({
  kind: 'DIGEST',
  on: [],
  defaults: { push: false, mail: true, personas: { SOLO_ATHLETE: { mail: false } } },
  notify: () => [],
  facts: ({ activities, comparison, friendsOut, goals, goalsReached, eventsToCome }: Partial<DigestWords>) => ({
    activities: numberOf(activities),
    comparison: comparison ? (comparison as WeekComparison) : undefined,
    friendsOut: numberOf(friendsOut),
    goals: numberOf(goals),
    goalsReached: numberOf(goalsReached),
    eventsToCome: numberOf(eventsToCome),
  }),
  sentence: ({ summary }: Partial<DigestWords>) => `Your week: ${summary ?? 'see what happened'}`,
})
