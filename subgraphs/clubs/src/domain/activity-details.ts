import type { EventData } from '@gruppetto/events'

/** One effort on a segment, in its last known state. */
export interface EffortFact {
  readonly effortId: string
  readonly segmentId: string
  readonly revision: number
  readonly milliseconds: number
  /** Whether others see it and it can have a rank. */
  readonly counts: boolean
}

/** What other events than its own tell of an activity. They may come before the activity does. */
export interface ActivityDetails {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  /** The revision of the samples whose track is known; -1 while none is. */
  readonly trackRevision: number
  /** Whether the recording has positions. */
  readonly hasTrack: boolean
  /** Of deleted ones too, for their revision. */
  readonly efforts: readonly EffortFact[]
}

const newDetails = (activityId: string, athleteId: string): ActivityDetails => ({
  _id: activityId,
  athleteId,
  trackRevision: -1,
  hasTrack: false,
  efforts: [],
})

/** Returns the details after the track of the activity was found; null when nothing is new. */
export const applyTrack = (
  known: ActivityDetails | null,
  { activityId, athleteId, revision, areas }: EventData<'activity.explored'>,
): ActivityDetails | null => {
  const before = known ?? newDetails(activityId, athleteId)
  if (before.trackRevision >= revision) return null
  return { ...before, trackRevision: revision, hasTrack: areas.length > 0 }
}

/** Returns the details after some efforts of the activity were found or changed; null when nothing is new. */
export const applyEfforts = (
  known: ActivityDetails | null,
  { activityId, athleteId, efforts }: EventData<'effort.recorded'>,
): ActivityDetails | null => {
  const before = known ?? newDetails(activityId, athleteId)
  const byId = new Map(before.efforts.map((effort) => [effort.effortId, effort]))
  const news = efforts.filter(({ effortId, revision }) => revision > (byId.get(effortId)?.revision ?? -1))
  if (news.length === 0) return null
  for (const { effortId, segmentId, revision, elapsedSeconds, deleted, hidden, counts } of news) {
    const milliseconds = Math.round(elapsedSeconds * 1000)
    byId.set(effortId, { effortId, segmentId, revision, milliseconds, counts: counts && !hidden && !deleted })
  }
  return { ...before, efforts: [...byId.values()] }
}

/** The least time of the activity on a segment, or null. */
export const bestOn = (details: ActivityDetails | null, segmentId: string): number | null => {
  const times = details?.efforts.filter((effort) => effort.segmentId === segmentId && effort.counts) ?? []
  return times.length === 0 ? null : Math.min(...times.map(({ milliseconds }) => milliseconds))
}
