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

/** An effort that was added, changed or removed. */
export interface EffortChange {
  readonly before: EffortRow | null
  readonly after: EffortRow | null
}

/** Two passages over the same segment that begin within this time are the same passage, measured again. */
const SAME_START_SECONDS = 30

/**
 * Returns the changes after which an activity's efforts are these passages. An existing effort keeps its id; where several match
 * a passage, the nearest in time does. `renew` returns the same row when nothing has changed.
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

/** The data from which efforts are derived. */
export interface EffortFacts {
  readonly activity: EffortActivity
  readonly athlete: EffortAthlete
  readonly segments: readonly SegmentWithLine[]
}

/**
 * Returns the changes after which an activity's efforts are these passages. `freshIds` holds an id for each passage that may be
 * new.
 */
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

/** The events stay at some hundred kilobytes, far below the limit of a message. */
const EFFORTS_IN_AN_EVENT = 500

type EffortEvent = EventData<'effort.recorded'>

/**
 * Builds the `effort.recorded` events of changes to one athlete's efforts. An event holds the efforts of one activity with their
 * present state.
 */
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
