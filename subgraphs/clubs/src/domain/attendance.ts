import type { EventData } from '@gruppetto/events'
import { areasOf, cellsAround } from '@gruppetto/recordings'
import { isCalledOff, type OccurrenceRow } from './occurrence.ts'
import { rsvpId } from './rsvp.ts'
import type { ActivityFact } from './scoring.ts'

/** The recording of an athlete that belongs to a date. */
interface EventRecording {
  readonly activityId: string
  /** The revision of the activity from which this was taken. */
  readonly activityRevision: number
  readonly visibility: ActivityFact['visibility']
  /** What others may see of it; of a result what came while the event was on. */
  readonly distanceMeters: number
  readonly movingSeconds: number
  /** Whether it was made for this virtual event, and so has a place in its results. */
  readonly isResult: boolean
  /** The revision of the activity at which the distance of a result was measured. Absent otherwise. */
  readonly raceRevision?: number
  /** The revision of the times of the event by which it was measured. Absent otherwise, and in rows of earlier releases. */
  readonly raceTimesRevision?: number
}

/** What a recording came to while the virtual event was on for which it was made. */
export type EventRace = Pick<EventData<'activity.raced'>, 'revision' | 'distanceMeters' | 'movingSeconds' | 'timesRevision'>

/** Whether somebody took part in one date of an event: what those who run it say, and what a recording suggests. */
export interface AttendanceRow {
  /** The same as the id of the athlete's answer: see `rsvpId`. */
  readonly _id: string
  readonly occurrenceId: string
  readonly eventId: string
  readonly clubId: string
  readonly athleteId: string
  /** Null until it is said. */
  readonly attended: boolean | null
  readonly saidById: string | null
  readonly recording: EventRecording | null
}

export const newAttendance = (occurrence: OccurrenceRow, athleteId: string): AttendanceRow => ({
  _id: rsvpId(occurrence._id, athleteId),
  occurrenceId: occurrence._id,
  eventId: occurrence.eventId,
  clubId: occurrence.clubId,
  athleteId,
  attended: null,
  saidById: null,
  recording: null,
})

const raceFields = ({ revision, timesRevision = 0 }: EventRace) => ({
  raceRevision: revision,
  ...(timesRevision > 0 && { raceTimesRevision: timesRevision }),
})

/** Returns what an activity is for a date. `race` is null where it was not made for the event. */
export const recordingOf = (fact: ActivityFact, race: EventRace | null): EventRecording => ({
  activityId: fact._id,
  activityRevision: fact.revision,
  visibility: fact.visibility,
  distanceMeters: race?.distanceMeters ?? fact.distanceMeters,
  movingSeconds: race?.movingSeconds ?? fact.movingSeconds,
  isResult: race !== null,
  ...(race && raceFields(race)),
})

/** Returns the race of a recording that is a result; null of any other. */
export const raceOf = ({
  isResult,
  raceRevision: revision = 0,
  raceTimesRevision: timesRevision = 0,
  distanceMeters,
  movingSeconds,
}: EventRecording): EventRace | null => (isResult ? { revision, timesRevision, distanceMeters, movingSeconds } : null)

/** Whether a race was measured by an older state of the activity, or by older times of the event, than another. */
export const isOlderRace = (one: EventRace, other: EventRace): boolean =>
  one.revision === other.revision ? (one.timesRevision ?? 0) < (other.timesRevision ?? 0) : one.revision < other.revision

/** Whether an activity was under way while a date took place. */
export const overlaps = (
  date: Pick<OccurrenceRow, 'startsAt' | 'overAt' | 'cancelledAt' | 'slotAt'>,
  { startedAt, endedAt }: Pick<ActivityFact, 'startedAt' | 'endedAt'>,
): boolean => !isCalledOff(date) && startedAt < date.overAt && endedAt > date.startsAt

/** Whether one of the areas that a recording passes is at the place to meet. The areas are of five square kilometres. */
export const passes = ({ meetingPoint }: Pick<OccurrenceRow, 'meetingPoint'>, areas: readonly number[]): boolean =>
  meetingPoint !== null &&
  areasOf(cellsAround([meetingPoint.latitude, meetingPoint.longitude])).some((area) => areas.includes(area))

const newerRace = (known: EventRace | null, next: EventRace | null): EventRace | null => {
  if (known === null || next === null) return known ?? next
  return isOlderRace(next, known) ? known : next
}

/**
 * Returns which of two recordings belongs to a date: the newer state of the same activity, one that was made for the event, or the
 * longer one. The order in which they are learned of makes no difference.
 */
export const betterRecording = (known: EventRecording | null, next: EventRecording): EventRecording => {
  if (known === null) return next
  if (known.activityId === next.activityId) {
    const newest = known.activityRevision > next.activityRevision ? known : next
    const race = newerRace(raceOf(known), raceOf(next))
    if (race === null) return newest
    const { distanceMeters, movingSeconds } = race
    return { ...newest, distanceMeters, movingSeconds, isResult: true, ...raceFields(race) }
  }
  if (known.isResult !== next.isResult) return known.isResult ? known : next
  if (known.movingSeconds !== next.movingSeconds) return known.movingSeconds > next.movingSeconds ? known : next
  return known.activityId < next.activityId ? known : next
}
