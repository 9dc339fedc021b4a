import { z } from 'zod'
import { defineEvent, id, instantMs, nextVersion, revision, visibility } from '../define.ts'

/** The bytes of an upload are in the object store. */
export const uploadReceived = defineEvent('upload.received', { uploadId: id, athleteId: id, attempt: z.number().int().min(1) })

/** An upload's turn comes after those of athletes who send fewer. */
export const uploadQueued = defineEvent('upload.queued', { uploadId: id, athleteId: id, attempt: z.number().int().min(1) })

/** An upload ended without an activity. */
export const uploadFailed = defineEvent('upload.failed', {
  uploadId: id,
  athleteId: id,
  attempt: z.number().int().min(1),
  fileName: z.string(),
  code: z.string(),
  message: z.string(),
  duplicateOfActivityId: id.nullable(),
})

/** An upload ended with one activity or several. */
export const uploadCompleted = defineEvent('upload.completed', {
  uploadId: id,
  athleteId: id,
  fileName: z.string(),
  activityIds: z.array(id).min(1),
})

/** The whole state of a live session when it starts, whenever its status changes, and when it has become an activity; not its positions. */
export const liveSessionChanged = defineEvent('live-session.changed', {
  liveSessionId: id,
  athleteId: id,
  revision,
  sport: z.string(),
  visibility,
  status: z.enum(['LIVE', 'PAUSED', 'LOST', 'ENDED']),
  startedAtMs: instantMs,
  endedAtMs: instantMs.nullable(),
  /** What it became, once it has. */
  activityId: id.nullable().optional(),
  /** The club event it was started for. */
  eventId: id.nullable().optional(),
  at: instantMs,
})

/** A live session takes no more positions and waits to become an activity. */
export const liveSessionClosed = defineEvent('live-session.closed', { liveSessionId: id, athleteId: id })

const activityState = {
  activityId: id,
  athleteId: id,
  revision,
  deleted: z.boolean(),
  visibility,
  name: z.string(),
  sport: z.string(),
  startedAtMs: instantMs,
  timeZone: z.string(),
  distanceMeters: z.number(),
  elapsedSeconds: z.number(),
  movingSeconds: z.number(),
  elevationGainMeters: z.number().nullable(),
  isManual: z.boolean(),
  uploadId: id.nullable(),
  /** What it was ridden or run on. */
  gearId: id.nullable().optional(),
  /** What others than the athlete are told in place of these sums, where privacy hides a part; null where they are told the whole. */
  shown: z
    .object({
      distanceMeters: z.number(),
      elapsedSeconds: z.number(),
      movingSeconds: z.number(),
      elevationGainMeters: z.number().nullable(),
    })
    .nullable()
    .optional(),
  at: instantMs,
}

/** A new activity with its summary: from a recording, or entered by hand. Carries its whole state. */
export const activityMeasured = defineEvent('activity.measured', activityState)

/** The whole state of an activity after an edit, a new measurement or its deletion. */
export const activityChanged = defineEvent('activity.changed', activityState)

/** What was measured of an athlete's activities is other than before, from a day of theirs on: new thresholds, or a new formula. No state: whoever sums up days looks again. */
export const trainingRecalculated = defineEvent('training.recalculated', {
  athleteId: id,
  /** YYYY-MM-DD. */
  sinceDay: z.iso.date(),
  at: instantMs,
})

/** Deriving an athlete's metrics again has come to this page of this run: it is the next to be done. */
export const recalculationAdvanced = defineEvent('recalculation.advanced', {
  athleteId: id,
  run: z.number().int().min(1),
  step: z.number().int().min(0),
})

/** Gear has reached the distance that its owner set: once for each limit that is higher than those before. */
export const gearWorn = defineEvent('gear.worn', {
  gearId: id,
  athleteId: id,
  revision,
  name: z.string(),
  distanceMeters: z.number(),
  limitMeters: z.number(),
  at: instantMs,
})

/** A segment was made. It does not change any more. */
export const segmentCreated = defineEvent('segment.created', {
  segmentId: id,
  revision,
  createdById: id,
  name: z.string(),
  sport: z.string(),
  distanceMeters: z.number(),
  at: instantMs,
})

/** The whole state of one effort on a segment. */
const effortRecordedV1 = defineEvent('effort.recorded', {
  effortId: id,
  revision,
  deleted: z.boolean(),
  segmentId: id,
  athleteId: id,
  activityId: id,
  startedAtMs: instantMs,
  elapsedSeconds: z.number(),
  visibility,
  hidden: z.boolean(),
  counts: z.boolean(),
  isBackfilled: z.boolean(),
  at: instantMs,
})

/**
 * Efforts on segments of one activity: the whole state of each that was found, changed, or is gone. One event for all of them, since a ride
 * passes dozens; several where they are hundreds.
 */
export const effortRecorded = nextVersion(
  effortRecordedV1,
  {
    activityId: id,
    athleteId: id,
    /** The activity's. */
    visibility,
    /** They were there before the segment was, or changed without being ridden again: no news. */
    isBackfilled: z.boolean(),
    efforts: z
      .array(
        z.object({
          effortId: id,
          revision,
          deleted: z.boolean(),
          segmentId: id,
          startedAtMs: instantMs,
          elapsedSeconds: z.number(),
          /** Passes what its athlete's privacy hides: nobody else sees it. */
          hidden: z.boolean(),
          /** Whether it can take a rank. */
          counts: z.boolean(),
        }),
      )
      .min(1),
    at: instantMs,
  },
  ({ activityId, athleteId, visibility, isBackfilled, at, ...effort }) => ({
    activityId,
    athleteId,
    visibility,
    isBackfilled,
    efforts: [effort],
    at,
  }),
)

const segmentRecord = {
  segmentId: id,
  segmentName: z.string(),
  effortId: id,
  activityId: id,
  /** Of the effort that is the record now. */
  elapsedSeconds: z.number(),
  /** The record until now. */
  previousSeconds: z.number().nullable(),
  at: instantMs,
}

/** `athleteId` is the fastest of all whom everyone sees on a segment, and was not before. */
export const segmentRecordWon = defineEvent('segment.record-won', { ...segmentRecord, athleteId: id })

/** `athleteId` was the fastest of all whom everyone sees on a segment, until `byAthleteId` was faster. */
export const segmentRecordLost = defineEvent('segment.record-lost', { ...segmentRecord, athleteId: id, byAthleteId: id })
