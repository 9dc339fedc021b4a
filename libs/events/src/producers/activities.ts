import { z } from 'zod'
import { defineEvent, id, instantMs, nextVersion, revision, visibility } from '../define.ts'
import { PACKED_MAX } from '../lake/samples.ts'

/** The object store has the bytes of an upload. */
export const uploadReceived = defineEvent('upload.received', { uploadId: id, athleteId: id, attempt: z.number().int().min(1) })

/** An upload was queued behind those of athletes who send fewer. */
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

/** An upload ended with one or more activities. */
export const uploadCompleted = defineEvent('upload.completed', {
  uploadId: id,
  athleteId: id,
  fileName: z.string(),
  activityIds: z.array(id).min(1),
})

/** The import of an archive has come to this page of its recordings, which is the next to process. */
export const archiveAdvanced = defineEvent('archive.advanced', {
  uploadId: id,
  athleteId: id,
  attempt: z.number().int().min(1),
  step: z.number().int().min(1),
})

/** All recordings of an archive were handled. The numbers count files. */
export const archiveImported = defineEvent('archive.imported', {
  uploadId: id,
  athleteId: id,
  fileName: z.string(),
  found: z.number().int().min(0),
  imported: z.number().int().min(0),
  duplicates: z.number().int().min(0),
  failed: z.number().int().min(0),
  at: instantMs,
})

/**
 * The whole state of a live session. Emitted when it starts, when its status changes, and when it has become an activity. Does
 * not contain its positions.
 */
export const liveSessionChanged = defineEvent('live-session.changed', {
  liveSessionId: id,
  athleteId: id,
  revision,
  sport: z.string(),
  visibility,
  status: z.enum(['LIVE', 'PAUSED', 'LOST', 'ENDED']),
  startedAtMs: instantMs,
  endedAtMs: instantMs.nullable(),
  /** The activity that it became, once it has. */
  activityId: id.nullable().optional(),
  /** The club event that it was started for. */
  eventId: id.nullable().optional(),
  at: instantMs,
})

/** A live session accepts no more positions and is about to become an activity. */
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
  /**
   * The training load that everybody who sees the activity may see, whatever its athlete hides: of the visible part, and as if no
   * heart rate had been recorded. As it was when this state was made: new thresholds alone make no new state.
   */
  sharedLoad: z.number().nullable().optional(),
  /** The gear that was used. */
  gearId: id.nullable().optional(),
  /** The gear that it was on before this change. Absent where this change has taken it off none. */
  leftGearId: id.optional(),
  /** True when the athlete does not want it to be shown as done together with others. */
  leftTogether: z.boolean().optional(),
  /** The sums that everyone but the athlete sees, when privacy hides a part of the activity; null when they see the whole. */
  shown: z
    .object({
      distanceMeters: z.number(),
      elapsedSeconds: z.number(),
      movingSeconds: z.number(),
      elevationGainMeters: z.number().nullable(),
    })
    .nullable()
    .optional(),
  /**
   * What tells whether a person can have done it: of the whole recording, also of what privacy hides. Null where nothing was
   * recorded, and until it is measured again where an older release did.
   */
  evidence: z
    .object({
      /** The least time in which a kilometre was covered; null when it is shorter. */
      fastestKilometerSeconds: z.number().nullable(),
      /** How often it went from a standstill to the speed of a car as fast as a car does. */
      vehicleStarts: z.number().int().min(0),
      /** Equal for two recordings of the same positions, whenever they say that it was. Null without enough positions. */
      trackKey: z.string().nullable(),
      /**
       * How probable it is that it was done on foot, by bicycle, by e-bike or in a vehicle, whatever its sport, and which model says so. Null where
       * no model was asked. Who follows from it reads it here and asks no model, so a replay gives the same.
       */
      propulsion: z
        .object({
          model: z.string(),
          foot: z.number(),
          bike: z.number(),
          eBike: z.number(),
          vehicle: z.number(),
          /** Where it is as good as certain that it was driven, in seconds from its start. */
          drives: z
            .array(z.object({ startSeconds: z.number(), endSeconds: z.number() }))
            .readonly()
            .optional(),
        })
        .nullable()
        .optional(),
    })
    .nullable()
    .optional(),
  /**
   * The areas that a new recording passes, as activity.explored says it once the track was found: who counts them here needs that event no more.
   * Absent from older releases, and where they are not known at once.
   */
  explored: z.object({ revision, areas: z.array(z.number().int().min(0)) }).optional(),
  at: instantMs,
}

/** A new activity, recorded or entered by hand. Carries its whole state. */
export const activityMeasured = defineEvent('activity.measured', activityState)

/** The whole state of an activity after an edit, a recalculation or its deletion. */
export const activityChanged = defineEvent('activity.changed', activityState)

/** The areas that the recording of an activity passes. Emitted when its track was found, and again when it was measured anew. */
export const activityExplored = defineEvent('activity.explored', {
  activityId: id,
  athleteId: id,
  /** The revision of its samples. */
  revision,
  /** Cells of H3's resolution 7 (5 square kilometres), as integers: see `areasOf` of libs/recordings. */
  areas: z.array(z.number().int().min(0)),
  at: instantMs,
})

/**
 * What the recording that was made for a virtual event of a club came to while the event was on, as others may see it. Emitted when the live
 * session has become an activity, and again when that or the time of the event changes.
 */
export const activityRaced = defineEvent('activity.raced', {
  activityId: id,
  athleteId: id,
  /** That of the activity. */
  revision,
  eventId: id,
  /** Names the date of a series. Null for a single event. */
  originalStartsAtMs: instantMs.nullable(),
  distanceMeters: z.number().min(0),
  movingSeconds: z.number().min(0),
  /** The revision of the times by which it was measured: that of the date of a series, or of the single event. Absent from earlier releases. */
  timesRevision: revision.optional(),
  at: instantMs,
})

/** The times of an event have changed, and what was recorded for it is to be measured anew, page by page. */
export const raceMoved = defineEvent('race.moved', {
  eventId: id,
  /** The sessions that began within these: those that may have been for the times before, or those after. */
  fromMs: instantMs,
  untilMs: instantMs,
  /** The last session of the page before; null for the first page. */
  afterId: id.nullable(),
})

/**
 * A recording whose athlete gives recordings for statistics, as everybody who sees the activity may see it, for the lake. Emitted when it was measured,
 * and again when it was measured anew.
 */
export const recordingShared = defineEvent('recording.shared', {
  activityId: id,
  athleteId: id,
  /** The revision of its samples. */
  revision,
  /** The revision that was shared before, which this one replaces. */
  replaces: revision.nullable(),
  /** The revision of athlete.privacy-changed by which it was given, and which says what is hidden. */
  privacyRevision: revision,
  /** 1 for all samples, 2 for every second one of a recording that would be too long, and so on. */
  everyNth: z.number().int().min(1),
  /** `SharedSamples`, as `packSamples` writes them. */
  samples: z.string().min(1).max(PACKED_MAX),
  at: instantMs,
})

/**
 * The metrics of an athlete's activities have changed from one day on, because of new thresholds or a new formula. Carries no
 * state: consumers that sum up days must read the activities again.
 */
export const trainingRecalculated = defineEvent('training.recalculated', {
  athleteId: id,
  /** YYYY-MM-DD. */
  sinceDay: z.iso.date(),
  at: instantMs,
})

/** The recalculation of an athlete's metrics has reached this page of its run, which is the next to process. */
export const recalculationAdvanced = defineEvent('recalculation.advanced', {
  athleteId: id,
  run: z.number().int().min(1),
  step: z.number().int().min(0),
})

/** Gear has reached the distance limit that its owner set. Emitted once for each limit that is higher than all before. */
export const gearWorn = defineEvent('gear.worn', {
  gearId: id,
  athleteId: id,
  revision,
  name: z.string(),
  distanceMeters: z.number(),
  limitMeters: z.number(),
  at: instantMs,
})

/**
 * The whole state of a piece of gear that names a product or has a limit, and once more when it has neither any longer. Emitted when its
 * owner changes it, and when its distance changes.
 */
export const gearChanged = defineEvent('gear.changed', {
  gearId: id,
  athleteId: id,
  revision,
  kind: z.enum(['SHOES', 'BIKE', 'OTHER']),
  productId: id.nullable(),
  /** The distance that the owner has set, at which it is worn. */
  retireAtMeters: z.number().nullable(),
  retired: z.boolean(),
  /** Over all activities on it, also those that only the owner sees. */
  distanceMeters: z.number(),
  at: instantMs,
})

/** A segment was created. It never changes afterwards. */
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
 * The efforts of one activity on segments: the whole state of each one that was found, changed or removed. They share one event
 * because a ride may pass dozens of segments; hundreds of efforts are split over several events.
 */
export const effortRecorded = nextVersion(
  effortRecordedV1,
  {
    activityId: id,
    athleteId: id,
    /** The visibility of the activity. */
    visibility,
    /** True when the segment is newer than the activity, or the effort changed by a recalculation. Then it is not news. */
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
          /** True when the effort passes an area that the athlete's privacy hides. Only the athlete sees it. */
          hidden: z.boolean(),
          /** Whether the effort can have a rank. */
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
  /** The time of the effort that is the record now. */
  elapsedSeconds: z.number(),
  /** The previous record. */
  previousSeconds: z.number().nullable(),
  at: instantMs,
}

/** `athleteId` became the fastest of all athletes whom everyone may see on this segment. */
export const segmentRecordWon = defineEvent('segment.record-won', { ...segmentRecord, athleteId: id })

/** `athleteId` was the fastest of all athletes whom everyone may see on this segment, until `byAthleteId` was faster. */
export const segmentRecordLost = defineEvent('segment.record-lost', { ...segmentRecord, athleteId: id, byAthleteId: id })

/**
 * The whole state of a pair of activities that were in company. Whether it is shown depends on both activities: on their
 * visibility, and on whether their athletes take part.
 */
export const activitiesPaired = defineEvent('activities.paired', {
  pairId: z.string().min(1).max(130),
  activityIds: z.array(id).length(2),
  /** The athletes of the two activities, in the same order. */
  athleteIds: z.array(id).length(2),
  revision,
  paired: z.boolean(),
  at: instantMs,
})

/** The companions of an activity are looked for again: its athlete has new relations. */
export const outingReopened = defineEvent('outing.reopened', { activityId: id, athleteId: id })
