import { type ChallengeRow, settlesAtOf } from './challenge.ts'
import type { EntryRow } from './entry.ts'
import type { Place } from './leaderboard.ts'

/** What a challenge does next by itself, and how far it has come with it. A challenge that is final or cancelled has none. */
export interface ChallengeStepRow {
  /** The challenge's id. */
  readonly _id: string
  /** START tells the participants that it has begun. SETTLE writes the final standing, and tells it. */
  readonly step: 'START' | 'SETTLE'
  readonly dueAt: Date
  /** The last athlete who was handled; '' at the beginning. */
  readonly afterId: string
  /** Where that athlete stands. START, which goes by id, does not use it. */
  readonly afterUnits: number
  readonly afterReachedAt: Date
  /** How many have been ranked, and the rank of the last. */
  readonly ranked: number
  readonly rank: number
}

/** No transaction lives longer. So each one that began before the challenge was settled has ended when the standing is read. */
const LONGEST_TRANSACTION_MS = 60_000

const stepOf = (challengeId: string, step: ChallengeStepRow['step'], dueMs: number): ChallengeStepRow => ({
  _id: challengeId,
  step,
  dueAt: new Date(dueMs),
  afterId: '',
  afterUnits: 0,
  afterReachedAt: new Date(0),
  ranked: 0,
  rank: 0,
})

export const settleStep = (challenge: Pick<ChallengeRow, '_id' | 'settlesAt' | 'endsAt'>): ChallengeStepRow =>
  stepOf(challenge._id, 'SETTLE', settlesAtOf(challenge).getTime() + LONGEST_TRANSACTION_MS)

/** Returns the first step of a new challenge. Nobody has joined one that begins in the past before it began. */
export const firstStep = (challenge: Pick<ChallengeRow, '_id' | 'startsAt' | 'settlesAt' | 'endsAt'>, nowMs: number) =>
  challenge.startsAt.getTime() > nowMs ? stepOf(challenge._id, 'START', challenge.startsAt.getTime()) : settleStep(challenge)

/** The place behind which the next page of the standing begins; null before the first. */
export const placeAfter = (step: ChallengeStepRow): Place | null =>
  step.ranked === 0 ? null : { units: step.afterUnits, reachedAt: step.afterReachedAt, athleteId: step.afterId }

type Ranked = Pick<EntryRow, 'athleteId' | 'units' | 'reachedAt'>

/** Ranks the next entries of the standing. Ties share a rank, also across two pages. */
export const rankPage = (
  step: ChallengeStepRow,
  entries: readonly Ranked[],
): { readonly ranks: readonly number[]; readonly next: ChallengeStepRow } => {
  const ranks: number[] = []
  let next = step
  for (const { athleteId, units, reachedAt } of entries) {
    const ranked = next.ranked + 1
    const rank = next.ranked > 0 && units === next.afterUnits ? next.rank : ranked
    ranks.push(rank)
    next = { ...next, ranked, rank, afterId: athleteId, afterUnits: units, afterReachedAt: reachedAt }
  }
  return { ranks, next }
}
