import {
  goesNowhere,
  hidesPlaces,
  type LivePosition,
  type LiveTrack,
  ownPosition,
  ownTrack,
  publicView,
  type Span,
  trackOf,
  within,
} from '@gruppetto/recordings'
import type { LivePosition as LivePositionField } from '../generated/resolvers.ts'
import { endSeconds, hasPositions, type LiveSessionRow } from './live-session.ts'
import { roundSeconds } from './show-activity.ts'
import { HIDES_NOTHING, type ViewerPrivacy } from './viewer-privacy.ts'

/** What a viewer sees of a session. */
export interface LiveViewFields {
  readonly position: LivePositionField | null
  readonly track: string | null
  /** The metres within the span that was asked for, if any; null where there is no position. */
  readonly spanMeters: number | null
}

const NO_TRACK = trackOf([])

/**
 * Returns what a viewer sees of a session: the athlete sees all of it, others what the athlete's privacy leaves. Once the
 * positions are deleted, the athlete sees the last one and others see none.
 */
export const showLiveView = (
  row: LiveSessionRow,
  positions: LiveTrack,
  isOwn: boolean,
  privacy: ViewerPrivacy | undefined,
  span: Span | null = null,
): LiveViewFields => {
  const track = hasPositions(row) ? within(positions, 0, endSeconds(row)) : NO_TRACK
  if (isOwn) {
    const spanMeters = span && publicView(row.sport, track, HIDES_NOTHING, span).spanMeters
    return { position: showOwnPosition(row), track: ownTrack(row.sport, track), spanMeters }
  }
  const rules = privacy ?? HIDES_NOTHING
  const view = publicView(row.sport, track, rules, span)
  const position = showPosition(row, view.position, rules)
  return { position, track: view.track, spanMeters: position && view.spanMeters }
}

const showPosition = (row: LiveSessionRow, position: LivePosition | null, rules: ViewerPrivacy): LivePositionField | null => {
  // A viewer who comes after the end learns no time at a place: together with the start it would tell how long the athlete was in
  // a zone.
  const isOver = row.endedAt !== null && rules.zones.length > 0
  return toPositionField(row, position && !isOver ? { ...position, ...(rules.hideHeartRate && { heartRateBpm: null }) } : null)
}

/**
 * Returns the position that others see where that needs no track: no place is hidden, or there are no places. Returns undefined
 * where a track is needed. While no place is known yet, an athlete who hides places may be at one, and the distance so far would
 * tell how far the first visible place is from it: then nothing is shown.
 */
export const showPositionWithoutTrack = (row: LiveSessionRow, rules: ViewerPrivacy): LivePositionField | null | undefined => {
  if (hidesPlaces(rules)) {
    if (row.progress !== null && row.progress.place !== null) return undefined
    if (!goesNowhere(row.sport)) return null
  }
  return showPosition(row, hasPositions(row) ? ownPosition(row.progress) : null, rules)
}

/** When a session ended. For an athlete with privacy zones, others see the duration rounded as an activity's durations are. */
export const showEndedAt = ({ startedAt, endedAt }: LiveSessionRow, { zones }: Pick<ViewerPrivacy, 'zones'>): Date | null =>
  endedAt === null || zones.length === 0
    ? endedAt
    : new Date(startedAt.getTime() + roundSeconds((endedAt.getTime() - startedAt.getTime()) / 1000) * 1000)

/** Returns the athlete's own position, which needs no track. */
export const showOwnPosition = (row: LiveSessionRow): LivePositionField | null => toPositionField(row, ownPosition(row.progress))

const toPositionField = ({ startedAt }: LiveSessionRow, position: LivePosition | null): LivePositionField | null => {
  if (position === null) return null
  const { seconds, heartRateBpm, powerWatts, ...rest } = position
  return {
    ...rest,
    at: new Date(startedAt.getTime() + Math.round(seconds * 1000)),
    elapsedSeconds: Math.floor(seconds),
    heartRateBpm: heartRateBpm === null ? null : Math.round(heartRateBpm),
    powerWatts: powerWatts === null ? null : Math.round(powerWatts),
  }
}
