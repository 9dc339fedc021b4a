import type { EventData } from '@gruppetto/events'
import { sees } from '@gruppetto/graph'
import { forEachAudience } from '../audiences.ts'
import type { Contribution, ContributionRow, EffortFact } from './contribution.ts'

type Efforts = Readonly<Record<string, EffortFact>>

/** The efforts of an activity are counted as one thing: their events carry some of them. */
export const effortsId = (activityId: string): string => `efforts:${activityId}`

const factOf = (
  { revision, segmentId, deleted, counts, hidden }: EventData<'effort.recorded'>['efforts'][number],
  visibility: EventData<'effort.recorded'>['visibility'],
  before: EffortFact | undefined,
): EffortFact => {
  const shownTo = deleted || !(counts || hidden) ? null : hidden ? 'ONLY_ME' : visibility
  return { revision, segmentId, shownTo, isRecord: before?.isRecord ?? false }
}

/** Returns the efforts with the newer states of an event. A deleted one stays, so that an older event does not bring it back. */
export const withEfforts = (known: Efforts, { efforts, visibility }: EventData<'effort.recorded'>): Efforts => {
  const next: Record<string, EffortFact> = { ...known }
  for (const effort of efforts) {
    const before = next[effort.effortId]
    if (before === undefined || before.revision < effort.revision) next[effort.effortId] = factOf(effort, visibility, before)
  }
  return next
}

/** Returns the efforts after one of them became a record. Its own event may come later. */
export const withRecord = (known: Efforts, { effortId, segmentId }: EventData<'segment.record-won'>): Efforts => {
  const before = known[effortId] ?? { revision: -1, segmentId, shownTo: null, isRecord: true }
  return { ...known, [effortId]: { ...before, isRecord: true } }
}

/** Returns what the efforts of an activity add to the counts. Those that count on no board count here neither. */
export const contributionOfEfforts = (efforts: Efforts): Contribution => {
  const facts = Object.values(efforts)
  const numberOf = (seen: readonly EffortFact[]) => ({
    segmentEfforts: seen.length,
    segmentRecords: seen.filter(({ isRecord }) => isRecord).length,
  })
  return {
    sums: forEachAudience((audience) => numberOf(facts.filter(({ shownTo }) => shownTo !== null && sees(audience, shownTo)))),
    members: forEachAudience((audience) => ({
      segments: [...new Set(facts.filter(({ shownTo }) => shownTo === audience).map(({ segmentId }) => segmentId))],
    })),
  }
}

/** Returns the row of an activity's efforts with other efforts, or null when they are the same. */
export const nextEfforts = (row: ContributionRow, efforts: Efforts): ContributionRow | null => {
  const isSame = JSON.stringify(efforts) === JSON.stringify(row.efforts ?? {})
  return isSame ? null : { ...row, ...contributionOfEfforts(efforts), efforts, revision: row.revision + 1 }
}
