/** [latitude, longitude] in degrees. */
export type Position = readonly [latitude: number, longitude: number]

export const isOnGlobe = ([latitude, longitude]: Position): boolean => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180

/**
 * Encodes positions in Google's encoded polyline format, precision 5, latitude first. Source:
 * developers.google.com/maps/documentation/utilities/polylinealgorithm
 */
export function encodePolyline(positions: readonly Position[]): string {
  let text = ''
  let latitude = 0
  let longitude = 0
  for (const position of positions) {
    const nextLatitude = Math.round(position[0] * 1e5)
    const nextLongitude = Math.round(position[1] * 1e5)
    text += encodeNumber(nextLatitude - latitude) + encodeNumber(nextLongitude - longitude)
    latitude = nextLatitude
    longitude = nextLongitude
  }
  return text
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1
  let text = ''
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63)
    rest >>= 5
  }
  return text + String.fromCharCode(rest + 63)
}

/** Decodes an encoded polyline of precision 5. Stops at a truncated number. Never throws. */
export function decodePolyline(text: string): Position[] {
  const positions: Position[] = []
  const sums = [0, 0]
  let axis = 0
  let value = 0
  let shift = 0
  for (let i = 0; i < text.length; i++) {
    const chunk = text.charCodeAt(i) - 63
    value |= (chunk & 0x1f) << shift
    shift += 5
    if (chunk >= 0x20) continue
    sums[axis] = (sums[axis] as number) + (value & 1 ? ~(value >>> 1) : value >>> 1)
    value = 0
    shift = 0
    if (axis === 1) positions.push([(sums[0] as number) / 1e5, (sums[1] as number) / 1e5])
    axis = 1 - axis
  }
  return positions
}
