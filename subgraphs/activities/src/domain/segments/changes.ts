import type { EventData } from '@gruppetto/events'
import {
  type EffortActivity,
  type EffortAthlete,
  type EffortRow,
  effortStartedAt,
  newEffort,
  type Passage,
  renewEffort,
} from './effort.ts'
import type { SegmentWithLine } from './segment.ts'

/** An effort that was found, changed, or is gone. */
export interface EffortChange {
  readonly before: EffortRow | null
  readonly after: EffortRow | null
}

/** A passage that begins so near to another on the same segment is the same one, measured again. */
const SAME_START_SECONDS = 30

/**
 * What has to be written so that an activity's efforts are these passages: what was there keeps its id, the nearest in time where there are
 * several. `renew` answers the same row where nothing is new.
 */
const reconcile = <Found extends { readonly passage: Passage }>(
  existing: readonly EffortRow[],
  found: readonly Found[],
  renew: (row: EffortRow, found: Found) => EffortRow,
  make: (found: Found) => EffortRow,
): readonly EffortChange[] => {
  const rest = new Set(existing)
  const changes: EffortChange[] = []
  for (const one of found) {
    const { passage } = one
    const away = (row: EffortRow): number => Math.abs(row.startSeconds - passage.startSeconds)
    const [same] = [...rest]
      .filter((row) => row.segmentId === passage.segmentId && away(row) <= SAME_START_SECONDS)
      .sort((a, b) => away(a) - away(b))
    if (same === undefined) {
      changes.push({ before: null, after: make(one) })
      continue
    }
    rest.delete(same)
    const after = renew(same, one)
    if (after !== same) changes.push({ before: same, after })
  }
  for (const before of rest) changes.push({ before, after: null })
  return changes
}

/** What efforts are derived from. */
export interface EffortFacts {
  readonly activity: EffortActivity
  readonly athlete: EffortAthlete
  readonly segments: readonly SegmentWithLine[]
}

/** What has to be written so that an activity's efforts are these passages over some segments; `freshIds`: one for each that may be new. */
export const planEfforts = (
  existing: readonly EffortRow[],
  passages: readonly Passage[],
  { activity, athlete, segments }: EffortFacts,
  freshIds: readonly string[],
): readonly EffortChange[] => {
  const byId = new Map(segments.map((segment) => [segment._id, segment]))
  const known = passages.flatMap((passage, index) => {
    const segment = byId.get(passage.segmentId)
    return segment === undefined ? [] : [{ passage, segment, freshId: freshIds[index] ?? '' }]
  })
  return reconcile(
    existing,
    known,
    (row, { passage, segment }) => renewEffort(row, passage, activity, segment, athlete),
    ({ passage, segment, freshId }) => newEffort(freshId, passage, activity, segment, athlete),
  )
}

/** Some hundred kilobytes: far below what a message may be. */
const EFFORTS_IN_AN_EVENT = 500

type EffortEvent = EventData<'effort.recorded'>

/** Changes of one athlete's efforts as `effort.recorded` carries them: those of an activity together, with the state that each has now. */
export const effortEvents = (changes: readonly EffortChange[], isBackfilled: boolean, nowMs: number): readonly EffortEvent[] => {
  const events: EffortEvent[] = []
  const open = new Map<string, EffortEvent>()
  for (const { before, after } of changes) {
    const row = after ?? before
    if (row === null) continue
    const { activityId, athleteId, visibility, segmentId, elapsedSeconds, hidden, counts } = row
    let event = open.get(activityId)
    if (event === undefined || event.efforts.length === EFFORTS_IN_AN_EVENT) {
      event = { activityId, athleteId, visibility, isBackfilled, efforts: [], at: nowMs }
      open.set(activityId, event)
      events.push(event)
    }
    event.efforts.push({
      effortId: row._id,
      revision: after === null ? row.revision + 1 : row.revision,
      deleted: after === null,
      segmentId,
      startedAtMs: effortStartedAt(row).getTime(),
      elapsedSeconds,
      hidden,
      counts: counts && !hidden,
    })
  }
  return events
}
