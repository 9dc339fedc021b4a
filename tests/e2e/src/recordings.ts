import { readFileSync } from 'node:fs'

const folder = new URL('../../../libs/recordings/fixtures/', import.meta.url)

/** Returns the bytes of a real recording. */
export const recording = (name: string): Uint8Array => readFileSync(new URL(name, folder))

/** Returns a small GPX with `points` positions, one a second, heading north from a given place. */
export const gpxRide = (
  startMs: number,
  options: {
    points?: number
    latitude?: number
    longitude?: number
    name?: string
    type?: string
    step?: number
    watts?: number | undefined
  } = {},
): Uint8Array => {
  const { points = 120, latitude = 47, longitude = 8, name = 'Test ride', type = 'cycling', step = 0.00005, watts } = options
  const power = watts === undefined ? '' : `<extensions><power>${watts}</power></extensions>`
  const fixes = Array.from({ length: points }, (_, index) => {
    const time = new Date(startMs + index * 1000).toISOString()
    // About 5.6 m/s with the default `step`.
    return `<trkpt lat="${(latitude + index * step).toFixed(6)}" lon="${longitude.toFixed(6)}"><ele>${400 + (index % 20)}</ele><time>${time}</time>${power}</trkpt>`
  })
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${name}</name><type>${type}</type><trkseg>${fixes.join('')}</trkseg></trk></gpx>`,
  )
}
