import type { EventData } from '@gruppetto/events'
import { AUDIENCES, type Audience } from '@gruppetto/graph'
import { type ForEach, forEachAudience, widestOf } from '../audiences.ts'
import type { Counts } from './counts.ts'
import { RULES, reachedBy, ruleOf } from './rules.ts'

/** The counts of an athlete, and the badges that they reach. */
export interface CountsRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises with every change. */
  readonly revision: number
  readonly counts: ForEach<Counts>
  /** The keys of the badges by rules, as each audience sees them. */
  readonly badges: ForEach<readonly string[]>
}

/** A badge as one audience sees it. There is a row for each audience, so that none can tell what others see. */
export interface AwardRow {
  /** See awardId. */
  readonly _id: string
  readonly athleteId: string
  readonly badgeKey: string
  readonly audience: Audience
  /** When what earned it happened, as this audience may know it. */
  readonly awardedAt: Date
  /** The activity that earned it, which this audience sees too; null for none. */
  readonly activityId: string | null
  readonly challengeId: string | null
}

export const awardId = ({ athleteId, badgeKey, audience }: Pick<AwardRow, 'athleteId' | 'badgeKey' | 'audience'>): string =>
  `${athleteId}:${badgeKey}:${audience}`

/** A badge whose audience has changed. Null: nobody, not even its athlete. */
export interface BadgeChange {
  readonly badgeKey: string
  readonly name: string
  readonly challengeId: string | null
  readonly before: Audience | null
  readonly after: Audience | null
}

/** The audiences that see what is shown to `shownTo`. */
export const audiencesOf = (shownTo: Audience | null): readonly Audience[] =>
  shownTo === null ? [] : AUDIENCES.slice(0, AUDIENCES.indexOf(shownTo) + 1)

/** Returns the badges whose audience differs between two states, in the order of the rules. */
export const badgeChanges = (before: ForEach<readonly string[]>, after: ForEach<readonly string[]>): readonly BadgeChange[] => {
  const audienceIn = (badges: ForEach<readonly string[]>, key: string) =>
    widestOf(AUDIENCES.filter((audience) => badges[audience].includes(key)))
  // A badge that a release has dropped is among those before alone.
  const keys = new Set([...RULES.map(({ key }) => key), ...before.ONLY_ME])
  return [...keys]
    .map((badgeKey) => ({
      badgeKey,
      name: ruleOf(badgeKey)?.name ?? badgeKey,
      challengeId: null,
      before: audienceIn(before, badgeKey),
      after: audienceIn(after, badgeKey),
    }))
    .filter((change) => change.before !== change.after)
}

/** Returns the state of an athlete's counts with the badges that they reach. */
export const withBadges = (row: CountsRow, counts: ForEach<Counts>): CountsRow => ({
  ...row,
  counts,
  badges: forEachAudience((audience) => reachedBy(counts[audience])),
})

/** What has changed an athlete's badges. */
export interface AwardCause {
  readonly athleteId: string
  /** The revision of the athlete's counts. */
  readonly revision: number
  readonly activityId: string | null
  /** When it happened, as others may know it. */
  readonly happenedAt: Date
  readonly nowMs: number
}

/** What is older is not told to anybody: an import of old recordings would be a flood. */
const NEWS_MS = 24 * 3_600_000

const isWider = ({ before, after }: BadgeChange): boolean => audiencesOf(after).length > audiencesOf(before).length

const tierOf = ({ badgeKey }: BadgeChange): number => ruleOf(badgeKey)?.image.tier ?? 5

/** The events of what one cause has changed. Of several new badges, the rarest one is told with the number of the others. */
export const badgeEvents = (
  changes: readonly BadgeChange[],
  { athleteId, revision, activityId, happenedAt, nowMs }: AwardCause,
) => {
  const isNew = (change: BadgeChange) => isWider(change) && change.before === null
  const fresh = changes.filter(isNew).toSorted((a, b) => tierOf(b) - tierOf(a))
  const common = { athleteId, revision, at: nowMs }
  const awarded = changes.filter(isWider).map(
    (change): EventData<'badge.awarded'> => ({
      ...common,
      badgeKey: change.badgeKey,
      name: change.name,
      activityId,
      challengeId: change.challengeId,
      audience: change.after ?? 'ONLY_ME',
      isNew: isNew(change),
      isQuiet: nowMs - happenedAt.getTime() > NEWS_MS,
      others: change === fresh[0] ? fresh.length - 1 : null,
    }),
  )
  const takenBack = changes
    .filter((change) => !isWider(change))
    .map(
      (change): EventData<'badge.taken-back'> => ({
        ...common,
        badgeKey: change.badgeKey,
        name: change.name,
        activityId,
        challengeId: change.challengeId,
        audience: change.after,
      }),
    )
  return { awarded, takenBack }
}
