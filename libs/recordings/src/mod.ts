// The only public entry of the library.

export { type Bounds, bounds } from './geometry/bounds.ts'
export { EARTH_RADIUS_METERS, haversineMeters } from './geometry/distance.ts'
export { decodePolyline, encodePolyline, isOnGlobe, type Position } from './geometry/polyline.ts'
export { simplifyRoute } from './geometry/simplify.ts'
export { advance, type LivePlace, type LiveProgress, liveDistanceMeters, liveSpeedMps } from './live/progress.ts'
export {
  HALF_MILLISECOND,
  joinTracks,
  LIVE_CHANNELS,
  type LivePoint,
  type LiveTrack,
  liveRecording,
  millis,
  type PackedTrack,
  packTrack,
  partsOf,
  trackOf,
  unpackTrack,
  within,
  without,
} from './live/track.ts'
export { type LivePosition, type LiveView, ownPlaces, ownPosition, ownTrack, publicView } from './live/view.ts'
export {
  attemptsOnWay,
  goOverSegments,
  newestPlaceSeconds,
  type SegmentLines,
  type WayOverSegments,
} from './live/way-over-segments.ts'
export { cropRecording } from './measure/crop-recording.ts'
export type { Evidence } from './measure/evidence.ts'
export { gradeAdjustedDistance, gradientCost } from './measure/grade-adjusted.ts'
export { KILOMETER_METERS, type Lap, MILE_METERS, type Split } from './measure/laps-and-splits.ts'
export { type DerivedColumns, type Measurement, measure } from './measure/measure.ts'
export { type PlannedRoute, plannedRoute } from './measure/planned-route.ts'
export type { Pool, PoolLength } from './measure/pool.ts'
export { type CurvePoint, curveDurations, meanMaximal, normalizedPower, oneHertz, workKilojoules } from './measure/power.ts'
export { type Route, timeZoneAt } from './measure/route.ts'
export { firstAtOrAfter } from './measure/span-means.ts'
export { findStretches, type Stretch } from './measure/stretches.ts'
export { type BestEffort, bestEfforts, EFFORT_DISTANCES, effortName } from './metrics/best-efforts.ts'
export type { CaloriesMethod } from './metrics/calories.ts'
export { type DerivedMetrics, deriveMetrics, type MetricsSubject } from './metrics/derive-metrics.ts'
export { type AthleteProfile, maximumHeartRateBpm, UNKNOWN_ATHLETE } from './metrics/profile.ts'
export type { ActivityStatistics } from './metrics/statistics.ts'
export type { TrainingLoadMethod } from './metrics/training-load.ts'
export { MEASURE_VERSION } from './metrics/version.ts'
export { heartRateZones, powerZones, type Zone, type ZoneSeconds } from './metrics/zones.ts'
export { type ParseOptions, parseRecording } from './parse/parse-recording.ts'
export {
  DEFAULT_LIMITS,
  type Format,
  type ParseFailure,
  type ParseFailureCode,
  type ParseLimits,
  type ParseResult,
  type ParseSuccess,
} from './parse/parse-result.ts'
export { findPauses } from './parse/pauses.ts'
export type { Warning } from './parse/warning.ts'
export { type CriticalPower, criticalPower, estimatedFtpWatts } from './performance/critical-power.ts'
export { type RacePrediction, racePredictions, riegelSeconds, secondsAtVdot, vdot } from './performance/running-performance.ts'
export { type SeasonPoint, type SourceCurve, seasonCurve } from './performance/season-curve.ts'
export { afterDay, afterRest, formAfter, type TrainingBalance, UNTRAINED } from './performance/training-balance.ts'
export { isRidden, median, type Vo2Max, type Vo2MaxMethod } from './performance/vo2max.ts'
export { wPrimeBalance } from './performance/w-prime-balance.ts'
export { measureVisible, type VisibleSubject } from './privacy/measure-visible.ts'
export { outsideSpan } from './privacy/outside-span.ts'
export { PLACE_COLUMNS, type VisibleColumns, visibleColumns } from './privacy/visible-columns.ts'
export { hidesPlaces, isInZone, type PrivacyRules, type PrivacyZone, visibleRanges, wayEnds } from './privacy/visible-ranges.ts'
export { type VisibleRoute, visibleRoute } from './privacy/visible-route.ts'
export { SPLIT_COLUMNS, visibleSplits } from './privacy/visible-splits.ts'
export { PROPULSION_FEATURES, propulsionFeatures } from './propulsion/features.ts'
export {
  hasPropulsion,
  isDrivenBetween,
  type OtherPropulsion,
  otherPropulsion,
  PROPULSION_KINDS,
  type Propulsion,
  type PropulsionKind,
  type PropulsionQuestion,
  propulsionOf,
  propulsionQuestion,
} from './propulsion/propulsion.ts'
export {
  CHANNELS,
  type Channel,
  type Channels,
  type DeviceLap,
  type DeviceTotals,
  type Recording,
  SPORTS,
  type Span,
  type Sport,
  type SwimStroke,
} from './recording.ts'
export { areaOf, areasOf, cellAt, cellsAlong, cellsAround, regionOf } from './segments/cells.ts'
export { cutSegment, type SegmentCut } from './segments/cut-segment.ts'
export { type CellBox, cellsInBox, outlineOf } from './segments/map-cells.ts'
export { matchSegment, type SegmentCrossing } from './segments/match-segment.ts'
export { meanBetween } from './segments/mean-between.ts'
export {
  type EffortProfile,
  effortProfile,
  type SegmentAttempt,
  secondsAhead,
} from './segments/segment-attempt.ts'
export { prepareSegment, type SegmentLine } from './segments/segment-line.ts'
export { prepareTrack, type Track } from './segments/track.ts'
export {
  ceilingSpeedMps,
  goesNowhere,
  isOnFoot,
  isRunning,
  movingSpeedMps,
  namedSport,
  type SportFamily,
  sportFamily,
} from './sports.ts'
export {
  type ChannelSummary,
  chunkSamples,
  joinChunks,
  type SampleChunk,
  type SampleColumns,
  sampleColumns,
} from './store/chunks.ts'
export { COLUMN_VERSION, COLUMNS, type ColumnName, decodeColumn, encodeColumn } from './store/columns.ts'
export { downsample, largestTriangleThreeBuckets } from './store/downsample.ts'
export { type ChunkSummary, canDrawSummaries, drawSummaries } from './store/draw-summaries.ts'
export { type Fingerprint, fingerprint, isSameRecording, SAME_START_SECONDS } from './store/fingerprint.ts'
export { type Minutes, minutesOf } from './together/minutes.ts'
export { areTogether, placeTimeKeys, placeTimeKeysAround } from './together/overlap.ts'
export { writeFit } from './write/write-fit.ts'
export { hasPositions, writeGpx } from './write/write-gpx.ts'
export { writeTcx } from './write/write-tcx.ts'
export type { WrittenRecording } from './write/written.ts'
export { type GpxRoute, parseGpxRoute } from './xml/parse-gpx-route.ts'
