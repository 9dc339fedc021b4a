import {
  type BestEffort,
  hidesPlaces,
  KILOMETER_METERS,
  MILE_METERS,
  type VisibleColumns,
  visibleRoute,
  visibleSplits,
} from '@gruppetto/recordings'
import type { ActivityDetailsRow, LapRow, RouteRow } from './activity.ts'
import type { ViewerPrivacy } from './viewer-privacy.ts'

export type KeptDetails = Omit<ActivityDetailsRow, 'statistics'>

const place = ([latitude, longitude]: readonly [number, number]) => ({ latitude, longitude })

/** A route as a viewer may see it; null where nothing of it is left. */
export const shownRoute = (route: RouteRow | null, privacy: ViewerPrivacy): RouteRow | null => {
  if (route === null) return null
  const shown = visibleRoute(route.polyline, privacy)
  if (shown.isWhole) return route
  if (shown.route === null) return null
  const { polyline, start, end, southWest, northEast } = shown.route
  return { polyline, start: place(start), end: place(end), southWest: place(southWest), northEast: place(northEast) }
}

/** Whether samples of a recording are hidden between its first place and its last: by its route alone. */
export const isRouteCut = (route: RouteRow | null, rules: Pick<ViewerPrivacy, 'hideStartEndMeters' | 'zones'>): boolean =>
  route !== null && hidesPlaces(rules) && !visibleRoute(route.polyline, rules).isWhole

/**
 * The details of an activity as others than its athlete see them; `visible` are the samples that show, null where the recording is not cut. Whatever
 * stands on the clock of the whole would tell, set against the samples, how long the hidden beginning is. So of a cut recording splits are
 * measured of what shows, efforts are those that lie in sight, and laps have the clock of what shows; one that a zone has cut has no laps: set by
 * a counter, as they mostly are, they end at whole kilometres of the way.
 */
export const shownDetails = (details: KeptDetails, privacy: ViewerPrivacy, visible: VisibleColumns | null): KeptDetails => {
  const { _id, activityId, route, laps, splits, pauses, powerCurve, bestEfforts } = details
  const bpm = <Row extends { averageHeartRateBpm?: number | null | undefined }>(rows: readonly Row[]): readonly Row[] =>
    privacy.hideHeartRate ? rows.map((row) => ({ ...row, averageHeartRateBpm: null })) : rows
  const isCutByZone =
    privacy.zones.length > 0 &&
    (visible?.isCutBesideRoute === true || isRouteCut(route, { hideStartEndMeters: 0, zones: privacy.zones }))
  return {
    _id,
    activityId,
    route: shownRoute(route, privacy),
    laps: isCutByZone ? [] : bpm(visible === null ? laps : lapsInSight(laps, visible)),
    splits:
      visible === null
        ? { METRIC: bpm(splits.METRIC), IMPERIAL: bpm(splits.IMPERIAL) }
        : { METRIC: bpm(visibleSplits(visible, KILOMETER_METERS)), IMPERIAL: bpm(visibleSplits(visible, MILE_METERS)) },
    ...(visible === null && pauses && { pauses }),
    // Its last point is as long as the recording.
    powerCurve: powerCurve && privacy.zones.length > 0 ? powerCurve.slice(0, -1) : (powerCurve ?? null),
    bestEfforts: visible === null ? (bestEfforts ?? []) : effortsInSight(bestEfforts ?? [], visible),
  }
}

/** Spans of the recording that show, in its seconds. */
const spansInSight = ({ columns: { timeSeconds }, gaps, sinceSeconds }: VisibleColumns) => {
  const count = timeSeconds?.length ?? 0
  const second = (index: number): number => (timeSeconds?.[index] ?? 0) + sinceSeconds
  const begins = count === 0 ? [] : [0, ...gaps]
  return begins.map((begin, k) => ({ from: second(begin), to: second((begins[k + 1] ?? count) - 1) }))
}

const lapsInSight = (laps: readonly LapRow[], visible: VisibleColumns): readonly LapRow[] => {
  const spans = spansInSight(visible)
  return laps
    .filter((lap) => spans.some(({ from, to }) => lap.startSeconds < to && lap.startSeconds + lap.elapsedSeconds > from))
    .map((lap) => ({ ...lap, startSeconds: Math.max(0, Math.round(lap.startSeconds - visible.sinceSeconds)) }))
}

const effortsInSight = (efforts: readonly BestEffort[], visible: VisibleColumns): readonly BestEffort[] => {
  const spans = spansInSight(visible)
  return efforts
    .filter(({ startSeconds, elapsedSeconds }) =>
      spans.some(({ from, to }) => startSeconds >= from && startSeconds + elapsedSeconds <= to),
    )
    .map((effort) => ({ ...effort, startSeconds: effort.startSeconds - visible.sinceSeconds }))
}
