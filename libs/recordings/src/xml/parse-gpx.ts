import {
  failure,
  noPossibleDate,
  type ParseLimits,
  type ParseResult,
  tooManyParts,
  tooManyRecordings,
  tooManySamples,
} from '../parse/parse-result.ts'
import { findPauses } from '../parse/pauses.ts'
import { addRow, createTable, finishSamples, type SampleTable, setValue } from '../parse/samples.ts'
import { dropStrayDates } from '../parse/stray-dates.ts'
import { breaksOff, impossibleDates, type Warning, warning, withoutTime } from '../parse/warning.ts'
import { type Channel, NO_TOTALS, type Recording } from '../recording.ts'
import { namedSport } from '../sports.ts'
import { onPlatform } from '../virtual-platforms.ts'
import { readXml } from './read-xml.ts'
import { parseNumber, parseTime } from './values.ts'

interface Track {
  readonly table: SampleTable
  name: string | null
  type: string | null
  points: number
  timed: number
}

/**
 * The elements of a point by local name: Garmin's TrackPointExtension under any prefix, Strava's bare `power`, and the words of
 * Cluetrust and others.
 */
const FIELDS: Readonly<Record<string, Channel>> = {
  ele: 'altitudeMeters',
  hr: 'heartRateBpm',
  heartrate: 'heartRateBpm',
  heart: 'heartRateBpm',
  hrbpm: 'heartRateBpm',
  heartratebpm: 'heartRateBpm',
  bpm: 'heartRateBpm',
  hrm: 'heartRateBpm',
  pulse: 'heartRateBpm',
  cad: 'cadenceRpm',
  cadence: 'cadenceRpm',
  power: 'powerWatts',
  powerinwatts: 'powerWatts',
  watts: 'powerWatts',
  atemp: 'temperatureCelsius',
  temp: 'temperatureCelsius',
  speed: 'speedMps',
}
/** Removes the separators from a name: heart_rate and heart-rate become heartrate. */
const joined = (name: string): string => name.replaceAll(/[_.-]/g, '')
/** Programs that convert files. Any other `creator` is the device. */
const CONVERTERS = /gruppetto|strava|garmin connect|gpsbabel|https?:|\.py|komoot|runkeeper|endomondo|training ?peaks|unknown/i

/** Parses GPX 1.0 and 1.1 into one recording for each `trk` with timed points. Errors: NOT_A_RECORDING, CORRUPT_FILE, TOO_LARGE. */
export function parseGpx(bytes: Uint8Array, limits: ParseLimits): ParseResult {
  const tracks: Track[] = []
  let track: Track | null = null
  let samples = 0
  let recorded = 0
  let creator: string | null = null
  let inPoint = false
  let timeMs = Number.NaN
  let point: Partial<Record<Channel, number>> = {}
  /** The text of a child element named value, as TCX has it. */
  let held = ''

  const finishPoint = (into: Track): void => {
    into.points++
    if (Number.isNaN(timeMs)) return
    if (into.timed++ === 0) recorded++
    samples++
    const row = addRow(into.table, timeMs)
    for (const channel in point) setValue(into.table, channel as Channel, row, point[channel as Channel] as number)
  }
  const end = readXml(bytes, limits.maxXmlDepth, {
    open(name, attributes) {
      if (name === 'gpx') creator = attributes.creator ?? null
      else if (name === 'trk') {
        track = { table: createTable(), name: null, type: null, points: 0, timed: 0 }
        tracks.push(track)
      } else if (name === 'trkpt') {
        inPoint = true
        timeMs = Number.NaN
        held = ''
        point = { latitude: parseNumber(attributes.lat), longitude: parseNumber(attributes.lon) }
      }
    },
    close(name, text) {
      if (!track) return
      if (name === 'trkpt') {
        if (inPoint) finishPoint(track)
        inPoint = false
      } else if (inPoint) {
        const channel = FIELDS[joined(name)]
        if (channel) point[channel] = parseNumber(text === '' ? held : text)
        else if (name === 'value') held = text
        else if (name === 'time') timeMs = parseTime(text)
      } else if (name === 'name') track.name = text.slice(0, 200) || null
      else if (name === 'type') track.type = text
      else if (name === 'trk') track = null
    },
    done: () => samples > limits.maxSamples || recorded > limits.maxRecordings || tracks.length > limits.maxParts,
  })
  if (end.end === 'REFUSED') return failure('CORRUPT_FILE', end.reason)
  if (end.end === 'STOPPED' && recorded > limits.maxRecordings) return tooManyRecordings(limits)
  if (end.end === 'STOPPED') return samples > limits.maxSamples ? tooManySamples(limits) : tooManyParts(limits)

  const warnings: Warning[] = []
  if (end.end === 'BROKEN') warnings.push(breaksOff(`(${end.reason})`))
  const device = creator !== null && !CONVERTERS.test(creator) ? (creator as string).slice(0, 100) : null
  const recordings: Recording[] = []
  for (const [index, each] of tracks.entries()) {
    const recording = each.timed > 0 ? trackRecording(each, device, limits, warnings) : null
    if (recording) recordings.push(recording)
    const untimed = each.points - each.timed
    if (!recording && tracks.length > 1) warnings.push(trackWithoutTimes(index + 1))
    else if (recording && untimed > 0) warnings.push(withoutTime(untimed, 'points'))
  }
  if (recordings.length > 0) return { ok: true, format: 'GPX', recordings, warnings }
  if (end.end === 'BROKEN') return failure('CORRUPT_FILE', `The file cannot be read: ${end.reason}`)
  if (samples > 0) return noPossibleDate()
  return failure('NOT_A_RECORDING', 'No point in the file has a time: it is a route, not a recording.')
}

const trackWithoutTimes = (part: number): Warning =>
  warning('TRACK_WITHOUT_TIMES', `Track ${part} has no points with a time of their own and was left out.`, { part })

function trackRecording(track: Track, device: string | null, limits: ParseLimits, warnings: Warning[]): Recording | null {
  dropStrayDates(track.table)
  const samples = finishSamples(track.table, limits)
  if (!samples) return null
  if (samples.dropped > 0) warnings.push(impossibleDates(samples.dropped, 'points'))
  return {
    sport: onPlatform(namedSport(track.type), device),
    startedAtMs: samples.startedAtMs,
    name: track.name,
    device,
    utcOffsetSeconds: null,
    sampleCount: samples.timeSeconds.length,
    timeSeconds: samples.timeSeconds,
    channels: samples.channels,
    pauses: findPauses(samples.timeSeconds, [], false),
    hasTimerEvents: false,
    laps: [],
    totals: NO_TOTALS,
  }
}
