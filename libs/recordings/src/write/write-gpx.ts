import { at, type Sport } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'
import { timesOf, trackRanges, type WrittenRecording } from './written.ts'
import { bounded, numberElement, PIECE_SAMPLES, wrapped, xmlLongitude, xmlNumber, xmlText, xmlTime } from './xml-text.ts'

/** The words for a sport in GPX files. Each is parsed back to the same sport. */
const WORDS: Readonly<Record<Sport, string>> = {
  RUN: 'running',
  TRAIL_RUN: 'trail_running',
  WALK: 'walking',
  HIKE: 'hiking',
  RIDE: 'cycling',
  GRAVEL_RIDE: 'gravel_cycling',
  MOUNTAIN_BIKE_RIDE: 'mountain_biking',
  E_BIKE_RIDE: 'e_biking',
  VIRTUAL_RIDE: 'virtual_ride',
  VIRTUAL_RUN: 'virtual_run',
  SWIM: 'swimming',
  OPEN_WATER_SWIM: 'open_water_swimming',
  ROW: 'rowing',
  SKI: 'skiing',
  NORDIC_SKI: 'nordic_skiing',
  STRENGTH: 'strength_training',
  YOGA: 'yoga',
  WORKOUT: 'workout',
  OTHER: 'other',
}
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2" xmlns:gpxpx="http://www.garmin.com/xmlschemas/PowerExtension/v1"`

function extensions(columns: SampleColumns, i: number): string {
  const { temperatureCelsius, heartRateBpm, cadenceRpm, speedMps, powerWatts } = columns
  const point =
    numberElement('gpxtpx:atemp', temperatureCelsius?.[i], 1) +
    numberElement('gpxtpx:hr', bounded(1, 254, heartRateBpm?.[i]), 0) +
    numberElement('gpxtpx:cad', bounded(0, 254, cadenceRpm?.[i]), 0) +
    numberElement('gpxtpx:speed', speedMps?.[i], 3)
  const power = numberElement('gpxpx:PowerInWatts', bounded(0, 65_535, powerWatts?.[i]), 0)
  const all = wrapped('gpxtpx:TrackPointExtension', point) + wrapped('gpxpx:PowerExtension', power)
  return wrapped('extensions', all)
}

/** Whether a GPX file can be written. GPX has no samples without a position. */
export const hasPositions = ({ latitude, longitude }: SampleColumns): boolean =>
  longitude !== undefined && (latitude?.some((value) => !Number.isNaN(value)) ?? false)

/**
 * Writes GPX 1.1 in pieces: one track, split into segments at pauses and gaps. Heart rate, cadence, temperature and speed use
 * Garmin's TrackPointExtension v2; power uses its PowerExtension v1. Samples without a position are left out, since GPX cannot
 * contain them.
 */
export function* writeGpx(written: WrittenRecording): Generator<string> {
  const { columns, startedAtMs, name, sport, device } = written
  const { latitude, longitude, altitudeMeters } = columns
  const timeSeconds = timesOf(written)
  if (!latitude || !longitude || !hasPositions(columns)) throw new Error('a recording without positions cannot be written as GPX')
  const title = name === null ? '' : `<name>${xmlText(name)}</name>`
  yield `${HEAD} creator="${xmlText(device ?? 'Gruppetto')}">\n<metadata>${title}<time>${xmlTime(startedAtMs)}</time></metadata>\n<trk>${title}<type>${WORDS[sport]}</type>\n`
  for (const { first, afterLast } of trackRanges(written, timeSeconds)) {
    let piece = ''
    let isOpen = false
    for (let i = first; i < afterLast; i++) {
      if (Number.isNaN(at(latitude, i))) continue
      if (!isOpen) piece += '<trkseg>\n'
      isOpen = true
      const place = `lat="${xmlNumber(at(latitude, i), 7)}" lon="${xmlLongitude(at(longitude, i))}"`
      const time = xmlTime(startedAtMs + at(timeSeconds, i) * 1000)
      piece += `<trkpt ${place}>${numberElement('ele', altitudeMeters?.[i], 1)}<time>${time}</time>${extensions(columns, i)}</trkpt>\n`
      if ((i - first) % PIECE_SAMPLES !== PIECE_SAMPLES - 1) continue
      yield piece
      piece = ''
    }
    yield isOpen ? `${piece}</trkseg>\n` : piece
  }
  yield '</trk>\n</gpx>\n'
}
