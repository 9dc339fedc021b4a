import type {
  Evidence,
  Fingerprint,
  Measurement,
  ParseFailure,
  ParseSuccess,
  PrivacyRules,
  PropulsionQuestion,
  Recording,
  SampleChunk,
} from '@gruppetto/recordings'
import type { Sport } from '../generated/resolvers.ts'
import type { ActivityDetailsRow } from './activity.ts'
import { type ActivitySummary, summaryOf } from './activity-summary.ts'

/**
 * One recording of a file with its measurement: everything that an activity is made of. It is plain data, so that another thread
 * can send it.
 */
export interface MeasuredLeg extends Omit<ActivityDetailsRow, '_id' | 'activityId'> {
  /** The sport of the recording, or the athlete's correction with which it was measured. */
  readonly sport: Sport
  readonly startedAtMs: number
  readonly name: string | null
  readonly device: string | null
  readonly utcOffsetSeconds: number | null
  readonly timeZone: string | null
  readonly summary: ActivitySummary
  /** What others see of it under these privacy rules. The summary is null where they see all of it. */
  readonly shown: { readonly rules: PrivacyRules; readonly summary: ActivitySummary | null }
  /** Of the whole recording, also where only a part of it was measured. */
  readonly fingerprint: Fingerprint
  readonly evidence: Evidence
  /** What a model is asked with, to say what moved the athlete. Null where it is not asked: see asksForPropulsion. */
  readonly propulsion?: PropulsionQuestion | null
  /** The areas that its positions pass. */
  readonly areas: readonly number[]
  readonly chunks: readonly SampleChunk[]
}

export interface MeasuredFile extends Omit<ParseSuccess, 'recordings'> {
  readonly legs: readonly MeasuredLeg[]
}
/** A measured recording that did not come from a file. */
export interface MeasuredRecording {
  readonly ok: true
  readonly leg: MeasuredLeg
}
/** The summary of the visible part of a recording; null where all of it is visible. */
export interface MeasuredVisible {
  readonly ok: true
  readonly shown: ActivitySummary | null
}
export type MeasureResult = MeasuredFile | ParseFailure

/**
 * The most laps, lengths, splits and pauses of one leg: at 250 bytes each, together with the longest route, they fit into the 16
 * MiB of one document.
 */
const MAX_PIECES = 30_000
/** The most of them in one commit. */
const MAX_PIECES_PER_COMMIT = 150_000

const piecesOf = ({ laps, pool, splits, pauses }: MeasuredLeg): number =>
  laps.length + (pool?.lengths.length ?? 0) + splits.METRIC.length + splits.IMPERIAL.length + (pauses?.length ?? 0)

/** Tells whether all of these legs can be stored in one commit. */
export const fitsIntoCommit = (legs: readonly MeasuredLeg[]): boolean =>
  legs.reduce((sum, leg) => sum + piecesOf(leg), 0) <= MAX_PIECES_PER_COMMIT

/**
 * Tells whether these legs can be stored, each in its document and all of them in one commit. The longest real recordings have a
 * few hundred pieces.
 */
export const canStoreLegs = (legs: readonly MeasuredLeg[]): boolean =>
  legs.every((leg) => piecesOf(leg) <= MAX_PIECES) && fitsIntoCommit(legs)

const place = ([latitude, longitude]: readonly [number, number]) => ({ latitude, longitude })

/** Builds the stored form of a recording and its measurement. */
export const buildLeg = (
  recording: Recording,
  measured: Measurement,
  others: Pick<MeasuredLeg, 'fingerprint' | 'chunks' | 'areas' | 'shown' | 'propulsion'>,
): MeasuredLeg => {
  const { route } = measured
  return {
    sport: recording.sport,
    startedAtMs: recording.startedAtMs,
    name: recording.name,
    device: recording.device,
    utcOffsetSeconds: recording.utcOffsetSeconds,
    timeZone: measured.timeZone,
    summary: summaryOf(measured),
    ...others,
    route: route && {
      polyline: route.polyline,
      start: place(route.start),
      end: place(route.end),
      southWest: place(route.southWest),
      northEast: place(route.northEast),
    },
    laps: measured.laps.map((lap) => ({ ...lap, startSeconds: Math.round(lap.startSeconds) })),
    pool: measured.pool,
    splits: {
      METRIC: measured.splits.kilometers,
      IMPERIAL: measured.splits.miles,
    },
    pauses: measured.pauses,
    powerCurve: measured.powerCurve,
    bestEfforts: measured.bestEfforts,
    statistics: measured.statistics,
    evidence: measured.evidence,
  }
}
