import { mayAppearTo, type Relation } from '@gruppetto/graph'
import type { Tally } from './scoring.ts'

/** One athlete's part in one challenge. Rows of who has left stay: they hold the revision, and that completion was told. */
export interface EntryRow {
  /** `<challengeId>:<athleteId>` */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly participating: boolean
  readonly sharesWithBrand: boolean
  readonly joinedAtMs: number
  /** The challenge's own, which never change: they find the entries an activity may count for. */
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly clubId: string | null
  /** Whole units, see scoring.ts. */
  readonly units: number
  readonly reachedAtMs: number
  readonly completedAtMs: number | null
  /** challenge.completed has been sent; it is sent once, even when the score falls below the target and rises again. */
  readonly completionTold: boolean
  readonly lastActivityId: string | null
  readonly revision: number
  readonly updatedAtMs: number
}

/**
 * Whether a viewer is told whose an entry is. A sponsor who has no leave to know reads what everybody reads: in a sponsored challenge who has
 * not agreed is named only to those the athlete has chosen, whom they follow or, approving their followers, have let in.
 */
export const isNamed = (
  challenge: { readonly sponsored: boolean },
  entry: Pick<EntryRow, 'sharesWithBrand'>,
  relation: Relation,
  followsViewer: boolean,
): boolean => {
  if (relation.isSelf || !challenge.sponsored || entry.sharesWithBrand) return true
  return mayAppearTo(relation) && (followsViewer || (relation.owner.isPrivate && relation.viewerFollowsOwner))
}

export const entryId = (challengeId: string, athleteId: string): string => `${challengeId}:${athleteId}`

/** The entry with a new tally; `changed` is false where nothing that shows is another. */
export const withTally = (
  entry: EntryRow,
  tally: Tally,
  nowMs: number,
): { entry: EntryRow; changed: boolean; completedNow: boolean } => {
  const changed =
    entry.units !== tally.units ||
    entry.reachedAtMs !== tally.reachedAtMs ||
    entry.completedAtMs !== tally.completedAtMs ||
    entry.lastActivityId !== tally.lastActivityId
  const completedNow = tally.completedAtMs !== null && !entry.completionTold
  if (!changed && !completedNow) return { entry, changed: false, completedNow: false }
  return {
    changed: true,
    completedNow,
    entry: {
      ...entry,
      ...tally,
      completionTold: entry.completionTold || completedNow,
      revision: entry.revision + 1,
      updatedAtMs: nowMs,
    },
  }
}
