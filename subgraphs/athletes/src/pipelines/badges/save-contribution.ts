import { AUDIENCES } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { CountsRow } from '../../domain/badges/awards.ts'
import {
  type ContributionRow,
  changeSet,
  changeSums,
  isNothingFor,
  memberChanges,
  newContribution,
} from '../../domain/badges/contribution.ts'
import type { SetName } from '../../domain/badges/counts.ts'
import type { Services } from '../../services.ts'
import { renewStreakOf, withLongest } from '../streaks/renew-streak.ts'
import { saveCounts } from './save-counts.ts'

/** The sets that streaks depend on. */
const STREAK_SETS: readonly SetName[] = ['days', 'otherDays', 'cheerDays']

/** What one thing added before and adds now, to counts that the transaction has taken. */
export interface ContributionChange {
  readonly row: CountsRow
  readonly before: ContributionRow
  readonly after: ContributionRow
  /** The time zone of the athlete's account. */
  readonly timeZone: string
}

/** The thing that an event is about. */
export interface CountedThing {
  readonly _id: string
  readonly athleteId: string
  readonly activityId?: string | null
  readonly atMs: number
  /** What it has added so far, where the transaction has read it. */
  readonly before?: ContributionRow | null
}

export type LoadedContribution = Omit<ContributionChange, 'after'>

/**
 * Takes the athlete's counts and reads what the thing has added to them so far. Returns null for an athlete without an account: a late
 * event must not bring back what was erased.
 */
export const loadContribution = async (
  { stores }: Services,
  { _id, athleteId, activityId = null, atMs, before: read }: CountedThing,
  tx: Tx,
): Promise<LoadedContribution | null> => {
  const account = await stores.accounts.get(athleteId, tx)
  if (account === null) return null
  const row = await stores.badgeCounts.take(athleteId, tx)
  const before = read === undefined ? await stores.badgeContributions.get(_id, tx) : read
  return { row, before: before ?? newContribution(_id, athleteId, activityId, atMs), timeZone: account.timeZone }
}

/**
 * Puts what a thing adds now in the place of what it added before: in the sums and sets, the streaks that follow from the days, and the
 * badges that follow from all of them.
 */
export const saveContribution = async (
  services: Services,
  { row, before, after, timeZone }: ContributionChange,
  tx: Tx,
): Promise<void> => {
  const { stores, runtime } = services
  const { athleteId, activityId, happenedAt } = after
  const nowMs = runtime.now()
  stores.badgeContributions.putAtCommit(after, tx)
  const changes = memberChanges(before, after)
  let counts = changeSums(row.counts, before, after)
  for (const change of await stores.badgeCounts.changeMembers(athleteId, changes, tx))
    counts = changeSet(counts, change.set, change.before, change.after)
  if (changes.some(({ set }) => STREAK_SETS.includes(set))) {
    const account = { _id: athleteId, timeZone }
    counts = withLongest(counts, await renewStreakOf(services, account, (each) => each, tx))
  }
  await saveCounts(services, { row, counts, activityId, happenedAt, nowMs }, tx)
  // Whoever sees the activity no more must not learn from a badge when it was.
  const lost = AUDIENCES.filter((audience) => !isNothingFor(before, audience) && isNothingFor(after, audience))
  if (activityId === after._id && lost.length > 0) await stores.awards.forgetActivity(activityId, lost, new Date(nowMs), tx)
}
