import {
  type BestEffort,
  hidesPlaces,
  KILOMETER_METERS,
  MILE_METERS,
  type VisibleColumns,
  visibleRoute,
  visibleSplits,
} from '@gruppetto/recordings'
import type { ActivityDetailsRow, RouteRow } from './activity.ts'
import type { ViewerPrivacy } from './viewer-privacy.ts'

export type KeptDetails = Omit<ActivityDetailsRow, 'statistics'>

const place = ([latitude, longitude]: readonly [number, number]) => ({ latitude, longitude })

/** Returns a route as a viewer may see it, or null when nothing of it is visible. */
export const showRoute = (route: RouteRow | null, privacy: ViewerPrivacy): RouteRow | null => {
  if (route === null) return null
  const shown = visibleRoute(route.polyline, privacy)
  if (shown.isWhole) return route
  if (shown.route === null) return null
  const { polyline, start, end, southWest, northEast } = shown.route
  return { polyline, start: place(start), end: place(end), southWest: place(southWest), northEast: place(northEast) }
}

/** Tells from the route alone whether samples between the first place of a recording and its last are hidden. */
export const isRouteCut = (route: RouteRow | null, rules: Pick<ViewerPrivacy, 'hideStartEndMeters' | 'zones'>): boolean =>
  route !== null && hidesPlaces(rules) && !visibleRoute(route.polyline, rules).isWhole

/**
 * Returns the details of an activity as others see them. `visible` are the visible samples, or null when the recording is not
 * cut. Times since the start of the whole recording, compared with the samples, would tell how long the hidden beginning is. So
 * for a cut recording the splits are measured on the visible part, efforts are those that lie in it, and laps and lengths are
 * timed from its start. When a zone cuts the recording, it has no laps and lengths: most laps are set by the distance counter, so
 * they end at whole kilometres of the complete route.
 */
export const showDetails = (details: KeptDetails, privacy: ViewerPrivacy, visible: VisibleColumns | null): KeptDetails => {
  const { _id, activityId, route, laps, pool, splits, pauses, powerCurve, bestEfforts } = details
  const bpm = <Row extends { averageHeartRateBpm?: number | null | undefined }>(rows: readonly Row[]): readonly Row[] =>
    privacy.hideHeartRate ? rows.map((row) => ({ ...row, averageHeartRateBpm: null })) : rows
  const isCutByZone =
    privacy.zones.length > 0 &&
    (visible?.isCutBesideRoute === true || isRouteCut(route, { hideStartEndMeters: 0, zones: privacy.zones }))
  return {
    _id,
    activityId,
    route: showRoute(route, privacy),
    laps: isCutByZone ? [] : bpm(visible === null ? laps : inSight(laps, visible, Math.round)),
    pool: pool ? { ...pool, lengths: isCutByZone ? [] : visible === null ? pool.lengths : inSight(pool.lengths, visible) } : null,
    splits:
      visible === null
        ? { METRIC: bpm(splits.METRIC), IMPERIAL: bpm(splits.IMPERIAL) }
        : { METRIC: bpm(visibleSplits(visible, KILOMETER_METERS)), IMPERIAL: bpm(visibleSplits(visible, MILE_METERS)) },
    ...(visible === null && pauses && { pauses }),
    // The last point is as long as the whole recording.
    powerCurve: powerCurve && privacy.zones.length > 0 ? powerCurve.slice(0, -1) : (powerCurve ?? null),
    bestEfforts: visible === null ? (bestEfforts ?? []) : effortsInSight(bestEfforts ?? [], visible),
  }
}

/** The visible spans, in seconds of the recording. */
const spansInSight = ({ columns: { timeSeconds }, gaps, sinceSeconds }: VisibleColumns) => {
  const count = timeSeconds?.length ?? 0
  const second = (index: number): number => (timeSeconds?.[index] ?? 0) + sinceSeconds
  const begins = count === 0 ? [] : [0, ...gaps]
  return begins.map((begin, k) => ({ from: second(begin), to: second((begins[k + 1] ?? count) - 1) }))
}

/** Returns the laps or lengths of which any part is visible, timed from the start of the visible part. */
const inSight = <Row extends { readonly startSeconds: number; readonly elapsedSeconds: number }>(
  rows: readonly Row[],
  visible: VisibleColumns,
  rounded: (seconds: number) => number = (seconds) => seconds,
): readonly Row[] => {
  const spans = spansInSight(visible)
  return rows
    .filter((row) => spans.some(({ from, to }) => row.startSeconds < to && row.startSeconds + row.elapsedSeconds > from))
    .map((row) => ({ ...row, startSeconds: Math.max(0, rounded(row.startSeconds - visible.sinceSeconds)) }))
}

const effortsInSight = (efforts: readonly BestEffort[], visible: VisibleColumns): readonly BestEffort[] => {
  const spans = spansInSight(visible)
  return efforts
    .filter(({ startSeconds, elapsedSeconds }) =>
      spans.some(({ from, to }) => startSeconds >= from && startSeconds + elapsedSeconds <= to),
    )
    .map((effort) => ({ ...effort, startSeconds: effort.startSeconds - visible.sinceSeconds }))
}
