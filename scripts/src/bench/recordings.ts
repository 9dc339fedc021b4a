import { readFileSync } from 'node:fs'
import { cutFit, repeatFit } from './long-fit.ts'
import { shiftFit } from './shift-fit.ts'

const folder = new URL('../../../libs/recordings/fixtures/', import.meta.url)

/** Returns the bytes of a real recording. */
export const benchFile = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)))

/** Returns copies of a ride of 1 h 18 min at 1 Hz with power and heart rate, each a day later than the last. */
export const hourLongRides = (count: number): readonly Uint8Array[] => {
  const original = benchFile('ride-power-laps.fit')
  return Array.from({ length: count }, (_, index) => shiftFit(original, index))
}

/** Returns the first hour of that ride, `day` days later. */
export const hourOfRide = (day = 0): Uint8Array => shiftFit(cutFit(benchFile('ride-power-laps.fit'), 3600), day)

/**
 * Returns ten stretches of a ride of so many seconds, from which segments are created. They are spread over it, each a little
 * longer than the last.
 */
export const tenStretches = (seconds: number): readonly (readonly [from: number, to: number])[] =>
  Array.from({ length: 10 }, (_, index) => {
    const from = seconds * (0.05 + index * 0.08)
    return [from, from + seconds * (0.05 + index * 0.01)] as const
  })

/** Returns a ride of more than six hours: the same ride five times in a row. */
export const sixHourRide = (): Uint8Array => repeatFit(benchFile('ride-power-laps.fit'), 5)

/** Returns a generated recording as small as a phone sends: two minutes with one position a second. */
export const shortRide = (startMs: number): Uint8Array => {
  const fixes = Array.from({ length: 120 }, (_, index) => {
    const time = new Date(startMs + index * 1000).toISOString()
    const latitude = (47 + index * 0.00005).toFixed(6)
    return `<trkpt lat="${latitude}" lon="8.000000"><ele>${400 + (index % 20)}</ele><time>${time}</time></trkpt>`
  })
  const track = `<trk><name>Short ride</name><type>cycling</type><trkseg>${fixes.join('')}</trkseg></trk>`
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`,
  )
}
