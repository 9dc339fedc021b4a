import { isDeepStrictEqual } from 'node:util'
import type { EventData } from '@gruppetto/events'
import type { RecordingPrivacyPatch } from './inputs.ts'
import type { Circle } from './privacy-circle.ts'

/** A place the athlete wants hidden. The place itself is not kept: its circle is all that is needed. */
export interface StoredZone {
  readonly zoneId: string
  readonly label: string
  /** What was asked for; the circle is wider. */
  readonly radiusMeters: number
  readonly circle: Circle
}

/** What others may not see of an athlete's recordings. */
export interface RecordingPrivacy {
  readonly hideHeartRate: boolean
  readonly hideStartEndMeters: number
  readonly zones: readonly StoredZone[]
}

export interface RecordingPrivacyRow extends RecordingPrivacy {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
}

export const ZONES_MAX = 10

export const HIDES_NOTHING: RecordingPrivacy = { hideHeartRate: false, hideStartEndMeters: 0, zones: [] }

/** Gives what is hidden as it should be, from how it is. Pure, since it runs again after a conflict. */
export type RecordingPrivacyChange = (privacy: RecordingPrivacy) => RecordingPrivacy

/** What is absent stays. */
export const hiding =
  ({ hideHeartRate, hideStartEndMeters }: RecordingPrivacyPatch): RecordingPrivacyChange =>
  (privacy) => ({
    ...privacy,
    hideHeartRate: hideHeartRate ?? privacy.hideHeartRate,
    hideStartEndMeters: hideStartEndMeters ?? privacy.hideStartEndMeters,
  })

export const withZone =
  (zone: StoredZone): RecordingPrivacyChange =>
  (privacy) => ({ ...privacy, zones: [...privacy.zones, zone] })

export const withoutZone =
  (zoneId: string): RecordingPrivacyChange =>
  (privacy) => ({ ...privacy, zones: privacy.zones.filter((zone) => zone.zoneId !== zoneId) })

/** The row after a change, one revision on; null when the change changes nothing. */
export const nextRecordingPrivacy = (
  athleteId: string,
  row: RecordingPrivacyRow | null,
  change: RecordingPrivacyChange,
): RecordingPrivacyRow | null => {
  const before = row ?? { _id: athleteId, revision: 0, ...HIDES_NOTHING }
  const after = { ...before, ...change(before) }
  return isDeepStrictEqual(after, before) ? null : { ...after, revision: before.revision + 1 }
}

/** What the other subgraphs are told: the whole state, the circles that cut and nothing else of the zones. */
export const recordingPrivacyState = (row: RecordingPrivacyRow, atMs: number): EventData<'athlete.privacy-changed'> => ({
  athleteId: row._id,
  revision: row.revision,
  hideHeartRate: row.hideHeartRate,
  hideStartEndMeters: row.hideStartEndMeters,
  zones: row.zones.map(({ zoneId, circle }) => ({ zoneId, ...circle })),
  at: atMs,
})
