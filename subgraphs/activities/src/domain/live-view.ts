import {
  goesNowhere,
  hidesPlaces,
  type LivePosition,
  type LiveTrack,
  ownPosition,
  ownTrack,
  publicView,
  trackOf,
  within,
} from '@gruppetto/recordings'
import type { LivePosition as LivePositionField } from '../generated/resolvers.ts'
import { endSeconds, hasPositions, type LiveSessionRow } from './live-session.ts'
import { roundToStep } from './show-activity.ts'
import { HIDES_NOTHING, type ViewerPrivacy } from './viewer-privacy.ts'

/** What a viewer sees of a session. */
export interface LiveViewFields {
  readonly position: LivePositionField | null
  readonly track: string | null
}

const NO_TRACK = trackOf([])

/**
 * What is to be seen of a session: all of it for its athlete, for others what the athlete's privacy leaves. A session whose positions are
 * gone shows its athlete the last one, and others nothing.
 */
export const showLiveView = (
  row: LiveSessionRow,
  positions: LiveTrack,
  isOwn: boolean,
  privacy: ViewerPrivacy | undefined,
): LiveViewFields => {
  const track = hasPositions(row) ? within(positions, 0, endSeconds(row)) : NO_TRACK
  if (isOwn) return { position: showOwnPosition(row), track: ownTrack(row.sport, track) }
  const rules = privacy ?? HIDES_NOTHING
  const view = publicView(row.sport, track, rules)
  return { position: showPosition(row, view.position, rules), track: view.track }
}

const showPosition = (row: LiveSessionRow, position: LivePosition | null, rules: ViewerPrivacy): LivePositionField | null => {
  // Who comes later learns of no moment at a place: beside the start it would say how long somebody was in a zone.
  const isOver = row.endedAt !== null && rules.zones.length > 0
  return toPositionField(row, position && !isOver ? { ...position, ...(rules.hideHeartRate && { heartRateBpm: null }) } : null)
}

/**
 * What others see of the position where that needs no track, since nothing of the places is hidden or there are none; undefined where it does. While
 * no place is known yet, who hides some may be at one, and how far they have come would tell how far the first that shows is from there.
 */
export const showPositionWithoutTrack = (row: LiveSessionRow, rules: ViewerPrivacy): LivePositionField | null | undefined => {
  if (hidesPlaces(rules)) {
    if (row.progress !== null && row.progress.place !== null) return undefined
    if (!goesNowhere(row.sport)) return null
  }
  return showPosition(row, hasPositions(row) ? ownPosition(row.progress) : null, rules)
}

/** When a session ended; told others of an athlete with privacy zones in steps from its start, as an activity's seconds are. */
export const showEndedAt = ({ startedAt, endedAt }: LiveSessionRow, { zones }: Pick<ViewerPrivacy, 'zones'>): Date | null =>
  endedAt === null || zones.length === 0
    ? endedAt
    : new Date(startedAt.getTime() + roundToStep((endedAt.getTime() - startedAt.getTime()) / 1000) * 1000)

/** The athlete's own position, which needs no track. */
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
