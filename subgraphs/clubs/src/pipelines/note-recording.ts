import { RetryEvent, type Tx } from '@gruppetto/runtime'
import { betterRecording, type EventRace, isOlderRace, newAttendance, raceOf, recordingOf } from '../domain/attendance.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import type { ActivityFact } from '../domain/scoring.ts'
import type { Services } from '../services.ts'

const DAY_MS = 24 * 3_600_000

/** Returns the activity that an event is about, or null when it is deleted. Throws RetryEvent while it may be still to come. */
export const loadRecording = async (
  { runtime, stores }: Services,
  { activityId, at }: { readonly activityId: string; readonly at: number },
  tx: Tx,
): Promise<ActivityFact | null> => {
  const fact = await stores.activityFacts.get(activityId, tx)
  // That of an old event may be forgotten.
  if (fact === null && at >= runtime.now() - DAY_MS) throw new RetryEvent(`the activity ${activityId} is not known yet`)
  return fact === null || fact.deleted ? null : fact
}

interface Recording {
  readonly occurrence: OccurrenceRow
  readonly fact: ActivityFact
  /** What it came to while the virtual event was on for which it was made; null where it was made for none. */
  readonly race: EventRace | null
}

/** Notes a recording as that of its athlete for a date, unless a better one is known. */
export const noteRecording = async (
  { eventHints, stores }: Services,
  { occurrence, fact, race }: Recording,
  tx: Tx,
): Promise<void> => {
  const known = await stores.attendances.get(occurrence._id, fact.athleteId, tx)
  const row = known ?? newAttendance(occurrence, fact.athleteId)
  const recording = betterRecording(row.recording, recordingOf(fact, race))
  await stores.attendances.put([{ ...row, recording }], tx)
  if (recording.isResult) tx.afterCommit(() => eventHints.hint(occurrence.eventId))
}

/**
 * Takes a race from the results of the dates of its event during which it was not ridden: where it was ridden, or the event, was another time when it
 * became one.
 */
export const takeFromResults = async (
  { eventHints, stores }: Services,
  {
    activityId,
    eventId,
    occurrenceId,
    race,
  }: { activityId: string; eventId: string; occurrenceId: string | null; race: EventRace },
  tx: Tx,
): Promise<void> => {
  const rows = (await stores.attendances.ofActivity(activityId, tx)).filter((row) => {
    const known = row.recording && raceOf(row.recording)
    return row.eventId === eventId && row.occurrenceId !== occurrenceId && known !== null && !isOlderRace(race, known)
  })
  if (rows.length === 0) return
  await stores.attendances.put(
    rows.map((row) => ({ ...row, recording: null })),
    tx,
  )
  tx.afterCommit(() => eventHints.hint(eventId))
}

/** Follows a change of an activity that is the recording of somebody for a date. */
export const followRecording = async ({ eventHints, stores }: Services, fact: ActivityFact, tx: Tx): Promise<void> => {
  const rows = await stores.attendances.ofActivity(fact._id, tx)
  const changed = rows.filter(({ recording }) => recording !== null && recording.activityRevision < fact.revision)
  const next = changed.map((row) => ({
    ...row,
    recording: fact.deleted ? null : recordingOf(fact, row.recording && raceOf(row.recording)),
  }))
  await stores.attendances.put(next, tx)
  for (const { eventId } of next) tx.afterCommit(() => eventHints.hint(eventId))
}
