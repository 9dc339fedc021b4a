import type {
  Fingerprint,
  Measurement,
  ParseFailure,
  ParseSuccess,
  PrivacyRules,
  Recording,
  SampleChunk,
} from '@gruppetto/recordings'
import type { Sport } from '../generated/resolvers.ts'
import type { ActivityDetailsRow } from './activity.ts'
import { type ActivitySummary, summaryOf } from './activity-summary.ts'

/** One recording of a file, measured: everything an activity is made of. Plain data, so that it can come from another thread. */
export interface MeasuredLeg extends Omit<ActivityDetailsRow, '_id' | 'activityId'> {
  /** What the recording says, or what it was measured as where the athlete has corrected that. */
  readonly sport: Sport
  readonly startedAtMs: number
  readonly name: string | null
  readonly device: string | null
  readonly utcOffsetSeconds: number | null
  readonly timeZone: string | null
  readonly summary: ActivitySummary
  /** What others are told of it by these rules; the summary is null where they are told the whole. */
  readonly shown: { readonly rules: PrivacyRules; readonly summary: ActivitySummary | null }
  readonly fingerprint: Fingerprint
  readonly chunks: readonly SampleChunk[]
}

export interface MeasuredFile extends Omit<ParseSuccess, 'recordings'> {
  readonly legs: readonly MeasuredLeg[]
}
/** A recording that comes of no file, measured. */
export interface MeasuredRecording {
  readonly ok: true
  readonly leg: MeasuredLeg
}
/** What shows of a recording; null where it is told whole. */
export interface MeasuredVisible {
  readonly ok: true
  readonly shown: ActivitySummary | null
}
export type MeasureResult = MeasuredFile | ParseFailure

/** Of laps, lengths, splits and pauses: at 250 bytes each, with the longest route, they fit into the 16 MiB of one document. */
const MOST_PIECES = 30_000
/** Of all that one commit writes. */
const MOST_PIECES_AT_ONCE = 150_000

const piecesOf = ({ laps, pool, splits, pauses }: MeasuredLeg): number =>
  laps.length + (pool?.lengths.length ?? 0) + splits.METRIC.length + splits.IMPERIAL.length + (pauses?.length ?? 0)

/** Whether what is measured can be kept, each in its row and all in one commit. The longest that people record has a few hundred pieces. */
export const canStoreLegs = (legs: readonly MeasuredLeg[]): boolean =>
  legs.every((leg) => piecesOf(leg) <= MOST_PIECES) && legs.reduce((sum, leg) => sum + piecesOf(leg), 0) <= MOST_PIECES_AT_ONCE

const place = ([latitude, longitude]: readonly [number, number]) => ({ latitude, longitude })

/** Puts a recording and its measurement into the shape they are stored in. */
export const buildLeg = (
  recording: Recording,
  measured: Measurement,
  fingerprint: Fingerprint,
  chunks: readonly SampleChunk[],
  shown: MeasuredLeg['shown'],
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
    shown,
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
    fingerprint,
    chunks,
  }
}
