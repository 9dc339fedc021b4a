import { encodePolyline, visibleColumns } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { NO_DETAILS } from './activity.ts'
import { type KeptDetails, showDetails } from './show-details.ts'
import { HIDES_NOTHING } from './viewer-privacy.ts'

/** Up and down an outdoor pool with GPS: 25 m a length, 25 s each. */
const count = 101
const columns = {
  timeSeconds: Float64Array.from({ length: count }, (_, i) => i * 10),
  latitude: Float64Array.from({ length: count }, (_, i) => 47 + (i * 10) / 111_195),
  longitude: new Float64Array(count).fill(8),
}
const places = Array.from(columns.latitude, (latitude) => [latitude, 8] as const)
const corner = { latitude: 47, longitude: 8 }
const details: KeptDetails = {
  ...NO_DETAILS,
  _id: 'act_1:1',
  activityId: 'act_1',
  route: { polyline: encodePolyline(places), start: corner, end: corner, southWest: corner, northEast: corner },
  pool: {
    lengthMeters: 25,
    lengths: Array.from({ length: 40 }, (_, index) => ({
      index,
      startSeconds: index * 25,
      elapsedSeconds: 25,
      isRest: false,
      stroke: 'FREESTYLE',
      strokes: 11,
      swolf: 36,
      distanceMeters: 25,
    })),
  },
}

describe('the lengths of a swim with positions, as others see them', () => {
  it('are all shown where nothing is hidden', () => {
    expect(showDetails(details, HIDES_NOTHING, null).pool).toEqual(details.pool)
  })
  it('are those in the visible part, timed from its start, where both ends are hidden', () => {
    const privacy = { ...HIDES_NOTHING, hideStartEndMeters: 200 }
    const shown = showDetails(details, privacy, visibleColumns(columns, privacy)).pool?.lengths ?? []
    expect(shown.length).toBeGreaterThan(15)
    expect(shown.length).toBeLessThan(30)
    expect(shown[0]?.startSeconds).toBeLessThan(25)
  })
  it('are not shown where a zone cuts the swim', () => {
    const privacy = { ...HIDES_NOTHING, zones: [{ ...corner, radiusMeters: 300 }] }
    const shown = showDetails(details, privacy, visibleColumns(columns, privacy)).pool
    expect(shown).toEqual({ lengthMeters: 25, lengths: [] })
  })
})
