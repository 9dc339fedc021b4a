import type { EventData } from '@gruppetto/events'
import { type Audience, audienceOfViewer, type Relation, sees } from '@gruppetto/graph'
import { type ActivityRow, maySeeSubject, type Subject } from './subjects.ts'

/** What an athlete has achieved: a badge, which may be that of a completed challenge, or a record on a segment. */
export interface AchievementRow {
  /** See achievementId. */
  readonly _id: string
  readonly athleteId: string
  /** Achievements of one group are one feed item: those of an upload, or of an activity without one; otherwise each by itself. */
  readonly groupKey: string
  readonly badgeKey: string | null
  readonly challengeId: string | null
  readonly effortId: string | null
  readonly activityId: string | null
  /** Who may see it, if they may see the activity too. */
  readonly audience: Audience
  /** False for one that was taken back, or is too old to be told of. The row stays, so that an older event does not bring it back. */
  readonly isPresent: boolean
  readonly revision: number
  readonly achievedAt: Date
}

export const achievementId = {
  ofBadge: (athleteId: string, badgeKey: string): string => `badge:${athleteId}:${badgeKey}`,
  ofRecord: (effortId: string): string => `record:${effortId}`,
}

/** Returns the group of what an activity has brought. An upload may have several activities. */
const groupOf = (activityId: string, activity: ActivityRow | null): string => activity?.uploadId ?? activityId

type BadgeData = EventData<'badge.awarded'> | EventData<'badge.taken-back'>

/** Returns a badge after an event, or null when the event is not newer than what is known. */
export const achievedBadge = (
  data: BadgeData,
  known: AchievementRow | null,
  activity: ActivityRow | null,
): AchievementRow | null => {
  const { athleteId, badgeKey, challengeId, activityId, revision, at } = data
  if (known !== null && known.revision >= revision) return null
  const _id = achievementId.ofBadge(athleteId, badgeKey)
  const fresh: AchievementRow = {
    _id,
    athleteId,
    groupKey: activityId === null ? _id : groupOf(activityId, activity),
    badgeKey,
    challengeId,
    effortId: null,
    activityId,
    audience: data.audience ?? 'ONLY_ME',
    isPresent: false,
    revision,
    achievedAt: new Date(at),
  }
  if ('isNew' in data) return { ...fresh, isPresent: !data.isQuiet }
  if (known === null) return fresh
  return { ...known, revision, audience: fresh.audience, isPresent: known.isPresent && data.audience !== null }
}

const DAY_MS = 86_400_000

/** Returns a record on a segment, which everyone may see. Null when it is known, or of a recording that is older than a day. */
export const achievedRecord = (
  { athleteId, effortId, activityId, at }: EventData<'segment.record-won'>,
  known: AchievementRow | null,
  { activityAt, activity }: { readonly activityAt: Date | null; readonly activity: ActivityRow | null },
): AchievementRow | null => {
  if (known !== null || activityAt === null || at - activityAt.getTime() > DAY_MS) return null
  return {
    _id: achievementId.ofRecord(effortId),
    athleteId,
    groupKey: groupOf(activityId, activity),
    badgeKey: null,
    challengeId: null,
    effortId,
    activityId,
    audience: 'EVERYONE',
    isPresent: true,
    revision: 0,
    achievedAt: new Date(at),
  }
}

type EffortsData = EventData<'effort.recorded'>

/** Returns the records whose efforts an event has changed: one that is gone, or hidden from others, is no achievement any more. */
export const changedRecords = (
  { efforts, visibility }: EffortsData,
  known: ReadonlyMap<string, AchievementRow>,
): readonly AchievementRow[] =>
  efforts.flatMap(({ effortId, revision, deleted, counts }) => {
    const row = known.get(achievementId.ofRecord(effortId))
    if (row === undefined || row.revision >= revision) return []
    return [{ ...row, revision, audience: visibility, isPresent: counts && !deleted }]
  })

/** Whether a viewer may see an achievement. `activity` is that of the achievement, or null when there is none any more. */
export const maySeeAchievement = (row: AchievementRow, activity: Subject | null, relation: Relation): boolean => {
  const audience = audienceOfViewer(relation)
  if (!row.isPresent || audience === null || !sees(audience, row.audience)) return false
  return row.activityId === null || (activity !== null && maySeeSubject(activity, relation, false))
}
