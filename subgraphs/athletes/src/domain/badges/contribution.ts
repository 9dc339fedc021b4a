import { AUDIENCES, type Audience, sees } from '@gruppetto/graph'
import { type ForEach, forEachAudience } from '../audiences.ts'
import type { ActivityFacts } from './activity-contribution.ts'
import type { Amounts, Counts, Members, SetName, SumName } from './counts.ts'

/**
 * What one thing (an activity, a kudos, a completed challenge) has added to its athlete's counts. It is stored as it was added, so that
 * an edit or a deletion takes away exactly that, even after a release that counts differently.
 */
export interface Contribution {
  /** What it adds to the sums that each audience sees. */
  readonly sums: ForEach<Amounts>
  /** The members of sets, each under the widest audience that sees it. */
  readonly members: ForEach<Members>
}

export interface ContributionRow extends Contribution {
  /** The id of the activity, or of another thing with a prefix for its kind. */
  readonly _id: string
  readonly athleteId: string
  /** The revision of the thing. What is not newer is ignored. */
  readonly revision: number
  /** The activity that it belongs to, if any. */
  readonly activityId: string | null
  /** When it happened, as others may know it: the start of the activity. */
  readonly happenedAt: Date
  /** Of an activity: its last known state. Absent while only its areas are known. */
  readonly activity?: ActivityFacts
  /** Of an activity: the areas that it passes, and the revision of the samples that say so. */
  readonly areas?: readonly number[]
  readonly areasRevision?: number
  /** Of the efforts of an activity: the last known state of each, by id. */
  readonly efforts?: Readonly<Record<string, EffortFact>>
}

/** What is known of an effort on a segment. */
export interface EffortFact {
  /** -1 while only its record is known. */
  readonly revision: number
  readonly segmentId: string
  /** Who sees that it counts; null when it does not count, or is deleted. */
  readonly shownTo: Audience | null
  /** Whether it was a record. */
  readonly isRecord: boolean
}

/** A thing of which nothing has been counted yet. */
export const newContribution = (_id: string, athleteId: string, activityId: string | null, atMs: number): ContributionRow => ({
  ...NOTHING,
  _id,
  athleteId,
  revision: -1,
  activityId,
  happenedAt: new Date(atMs),
})

export const NOTHING: Contribution = { sums: forEachAudience(() => ({})), members: forEachAudience(() => ({})) }

/** Returns the contribution of a thing that everyone who sees the athlete's profile may know of. */
export const forEveryone = (sums: Amounts, members: Members = {}): Contribution => forAudience('EVERYONE', sums, members)

/** Returns the contribution of a thing that is shown to `shownTo`, with the same amounts for all who see it. */
export const forAudience = (shownTo: Audience, sums: Amounts, members: Members = {}): Contribution => ({
  sums: forEachAudience((audience) => (sees(audience, shownTo) ? sums : {})),
  members: { ...NOTHING.members, [shownTo]: members },
})

/** Whether it adds nothing to what this audience sees. */
export const isNothingFor = ({ sums, members }: Contribution, audience: Audience): boolean => {
  const seen = AUDIENCES.filter((shownTo) => sees(audience, shownTo)).map((shownTo) => members[shownTo])
  const isEmpty = (values: object) => Object.values(values).every((value) => value === 0 || value.length === 0)
  return isEmpty(sums[audience]) && seen.every(isEmpty)
}

/** How many things have added a member to a set, by the widest audience of each, from the narrowest. */
export type MemberCount = readonly [onlyMe: number, followers: number, everyone: number]

/** One part of a set of an athlete. */
export interface SetRow {
  /** See setRowId. */
  readonly _id: string
  readonly athleteId: string
  readonly set: string
  readonly counts: Readonly<Record<string, MemberCount>>
}

export const setRowId = (athleteId: string, set: SetName, bucket: string): string => `${athleteId}:${set}:${bucket}`

export const NO_COUNT: MemberCount = [0, 0, 0]

/** How many of the things that have added a member an audience sees. */
export const seenBy = (count: MemberCount, audience: Audience): number =>
  AUDIENCES.reduce((sum, shownTo, index) => sum + (sees(audience, shownTo) ? (count[index] ?? 0) : 0), 0)

export interface MemberChange {
  readonly set: SetName
  readonly member: string
  readonly change: MemberCount
}

const membersOf = ({
  members,
}: Contribution): readonly { readonly set: SetName; readonly member: string; readonly at: number }[] =>
  AUDIENCES.flatMap((audience, at) =>
    (Object.entries(members[audience]) as [SetName, readonly string[]][]).flatMap(([set, list]) =>
      [...new Set(list)].map((member) => ({ set, member, at })),
    ),
  )

/** Returns how a set's members change when `after` takes the place of `before`. Members that stay as they were are left out. */
export const memberChanges = (before: Contribution, after: Contribution): readonly MemberChange[] => {
  const changes = new Map<string, { set: SetName; member: string; change: [number, number, number] }>()
  const add = (contribution: Contribution, sign: 1 | -1) => {
    for (const { set, member, at } of membersOf(contribution)) {
      const key = `${set}:${member}`
      const known = changes.get(key) ?? { set, member, change: [0, 0, 0] }
      known.change[at] = (known.change[at] ?? 0) + sign
      changes.set(key, known)
    }
  }
  add(before, -1)
  add(after, 1)
  return [...changes.values()].filter(({ change }) => change.some((by) => by !== 0))
}

export const addCounts = (a: MemberCount, b: MemberCount): MemberCount => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]

/** Returns the counts after `after` took the place of `before`, in the sums. */
export const changeSums = (counts: ForEach<Counts>, before: Contribution, after: Contribution): ForEach<Counts> =>
  forEachAudience((audience) => {
    const next: Partial<Record<SumName, number>> = { ...counts[audience] }
    const names = new Set([...Object.keys(before.sums[audience]), ...Object.keys(after.sums[audience])] as SumName[])
    for (const name of names)
      next[name] = (next[name] ?? 0) - (before.sums[audience][name] ?? 0) + (after.sums[audience][name] ?? 0)
    return next
  })

/** Returns the counts after one member of a set has changed from one count to another. */
export const changeSet = (counts: ForEach<Counts>, set: SetName, before: MemberCount, after: MemberCount): ForEach<Counts> =>
  forEachAudience((audience) => {
    const by = Number(seenBy(after, audience) > 0) - Number(seenBy(before, audience) > 0)
    return by === 0 ? counts[audience] : { ...counts[audience], [set]: (counts[audience][set] ?? 0) + by }
  })
