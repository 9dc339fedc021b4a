/** The drawing and texts of the page, without any access to the browser. */

/** Reads an encoded polyline of precision 5 as [latitude, longitude] pairs. */
export const decodePolyline = (text) => {
  const positions = []
  const sums = [0, 0]
  let axis = 0
  let value = 0
  let shift = 0
  for (const sign of text) {
    const chunk = sign.charCodeAt(0) - 63
    value |= (chunk & 0x1f) << shift
    shift += 5
    if (chunk >= 0x20) continue
    sums[axis] += value & 1 ? ~(value >>> 1) : value >>> 1
    value = 0
    shift = 0
    if (axis === 1) positions.push([sums[0] / 1e5, sums[1] / 1e5])
    axis = 1 - axis
  }
  return positions
}

/** Converts positions to an SVG path with its view box and end point; north is up. Returns null for fewer than two positions. */
export const drawing = (positions) => {
  const [first] = positions
  if (first === undefined || positions.length < 2) return null
  const narrow = Math.cos((first[0] * Math.PI) / 180)
  const points = positions.map(([latitude, longitude]) => [(longitude - first[1]) * narrow * 1e5, (first[0] - latitude) * 1e5])
  const range = (axis) => {
    const values = points.map((point) => point[axis])
    return [Math.min(...values), Math.max(...values)]
  }
  const [[west, east], [north, south]] = [range(0), range(1)]
  const margin = Math.max(east - west, south - north, 1) * 0.06
  const written = points.map((point) => point.map((value) => value.toFixed(1)).join(' '))
  const box = [west - margin, north - margin, east - west + 2 * margin, south - north + 2 * margin]
  return {
    path: `M${written.join('L')}`,
    viewBox: box.map((value) => value.toFixed(1)).join(' '),
    end: points.at(-1),
    radius: margin / 3,
  }
}

const two = (value) => String(value).padStart(2, '0')

/** Formats seconds as 1:02:03. */
export const clock = (seconds) => `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`

const STATES = { LIVE: 'On the way', PAUSED: 'Paused', LOST: 'No signal', ENDED: 'Finished' }

/** Returns the line under the name. */
export const stateText = (session, nowMs) => {
  const state = STATES[session.status] ?? session.status
  if (session.position === null) return `${state}. No position to be seen now.`
  const ago = Math.max(0, Math.round((nowMs - Date.parse(session.position.at)) / 1000))
  return session.status === 'ENDED' ? `${state}.` : `${state}. Seen ${ago < 60 ? `${ago} s` : `${Math.round(ago / 60)} min`} ago.`
}

const orDash = (value, text) => (value === null || value === undefined ? '–' : text(value))

/** Returns the numbers by the id of the element that shows them. */
export const numbers = (position) => ({
  distance: orDash(position?.distanceMeters, (meters) => `${(meters / 1000).toFixed(2)} km`),
  time: orDash(position?.elapsedSeconds, clock),
  speed: orDash(position?.speedMps, (speed) => `${(speed * 3.6).toFixed(1)} km/h`),
  heart: orDash(position?.heartRateBpm, (bpm) => `${bpm} bpm`),
  power: orDash(position?.powerWatts, (watts) => `${watts} W`),
})
