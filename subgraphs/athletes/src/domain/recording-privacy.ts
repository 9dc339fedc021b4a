import { isDeepStrictEqual } from 'node:util'
import type { EventData } from '@gruppetto/events'
import { definedFields } from './defined-fields.ts'
import type { PrivacyPatch } from './inputs.ts'
import type { Circle } from './privacy-circle.ts'

/** A place that the athlete hides. Only its circle is stored, not the place itself. */
export interface StoredZone {
  readonly zoneId: string
  readonly label: string
  /** The radius that the athlete chose. The circle has a larger one. */
  readonly radiusMeters: number
  readonly circle: Circle
}

/** What an athlete hides of their recordings, and whether they are given for statistics. */
export interface RecordingPrivacy {
  readonly hideHeartRate: boolean
  readonly hideStartEndMeters: number
  readonly zones: readonly StoredZone[]
  /** Absent until the athlete has said so. */
  readonly recordingsForStatistics?: boolean
}

export interface RecordingPrivacyRow extends RecordingPrivacy {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
}

export const ZONES_MAX = 10

export const HIDES_NOTHING: RecordingPrivacy = { hideHeartRate: false, hideStartEndMeters: 0, zones: [] }

/** Returns the changed settings. It must be pure, because it runs again after a write conflict. */
export type RecordingPrivacyChange = (privacy: RecordingPrivacy) => RecordingPrivacy

export const patchRecordingPrivacy = (
  privacy: RecordingPrivacy,
  { hideHeartRate, hideStartEndMeters, recordingsForStatistics }: PrivacyPatch,
): RecordingPrivacy => ({ ...privacy, ...definedFields({ hideHeartRate, hideStartEndMeters, recordingsForStatistics }) })

export const addZone = (privacy: RecordingPrivacy, zone: StoredZone): RecordingPrivacy => ({
  ...privacy,
  zones: [...privacy.zones, zone],
})

export const removeZone = (privacy: RecordingPrivacy, zoneId: string): RecordingPrivacy => ({
  ...privacy,
  zones: privacy.zones.filter((zone) => zone.zoneId !== zoneId),
})

/** Returns the next revision of the row; null when the change leaves it as it is. */
export const nextRecordingPrivacy = (
  athleteId: string,
  row: RecordingPrivacyRow | null,
  change: RecordingPrivacyChange,
): RecordingPrivacyRow | null => {
  const before = row ?? { _id: athleteId, revision: 0, ...HIDES_NOTHING }
  const after = { ...before, ...change(before) }
  return isDeepStrictEqual(after, before) ? null : { ...after, revision: before.revision + 1 }
}

/** The state for the other subgraphs. Of a zone it has only the circle. */
export const recordingPrivacyState = (row: RecordingPrivacyRow, atMs: number): EventData<'athlete.privacy-changed'> => ({
  athleteId: row._id,
  revision: row.revision,
  hideHeartRate: row.hideHeartRate,
  hideStartEndMeters: row.hideStartEndMeters,
  zones: row.zones.map(({ zoneId, circle }) => ({ zoneId, ...circle })),
  ...definedFields({ recordingsForStatistics: row.recordingsForStatistics }),
  at: atMs,
})
