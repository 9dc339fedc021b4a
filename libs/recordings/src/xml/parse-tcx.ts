import { lapSpans } from '../parse/lap-spans.ts'
import { clockWarnings, mendClock, shiftAt } from '../parse/mend-clock.ts'
import { neededMoments, samplesOfParts, withMoments } from '../parse/moments.ts'
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
import { addRow, createTable, finishSamples, type Samples, type SampleTable, setValue } from '../parse/samples.ts'
import { dropStrayDates } from '../parse/stray-dates.ts'
import { breaksOff, impossibleDates, type Warning, withoutTime } from '../parse/warning.ts'
import { at, type Channel, type DeviceLap, NO_TOTALS, type Recording, type Span } from '../recording.ts'
import { tcxSport } from '../sports.ts'
import { onPlatform } from '../virtual-platforms.ts'
import { readXml } from './read-xml.ts'
import { parseNumber, parseTime } from './values.ts'

interface Lap {
  startMs: number
  /** The time of its last sample. */
  lastMs: number
  /** How many points came before it. */
  readonly rows: number
  timerSeconds: number | null
  distanceMeters: number | null
}
interface Activity {
  readonly sport: string | null
  readonly table: SampleTable
  readonly laps: Lap[]
  notes: string | null
  device: string | null
  untimed: number
}

/** The leaf elements of a Trackpoint by local name. `value` occurs only in HeartRateBpm. */
const FIELDS: Readonly<Record<string, Channel>> = {
  latitudedegrees: 'latitude',
  longitudedegrees: 'longitude',
  altitudemeters: 'altitudeMeters',
  distancemeters: 'distanceMeters',
  value: 'heartRateBpm',
  cadence: 'cadenceRpm',
  runcadence: 'cadenceRpm',
  speed: 'speedMps',
  watts: 'powerWatts',
}
const orNull = (value: number): number | null => (value >= 0 ? value : null)

/**
 * Parses TCX (Training Center Database v1 and v2) into one recording for each Activity with samples. Errors: NOT_A_RECORDING,
 * EMPTY_RECORDING, CORRUPT_FILE, TOO_LARGE.
 */
export function parseTcx(bytes: Uint8Array, limits: ParseLimits): ParseResult {
  const activities: Activity[] = []
  const path: string[] = []
  let samples = 0
  let recorded = 0
  let parts = 0
  let timeMs = Number.NaN
  let inTransition = false
  let point: Partial<Record<Channel, number>> | null = null

  const finishPoint = (activity: Activity, values: Partial<Record<Channel, number>>): void => {
    if (Number.isNaN(timeMs)) {
      activity.untimed++
      return
    }
    samples++
    if (activity.table.count === 0) recorded++
    const row = addRow(activity.table, timeMs)
    const lap = activity.laps.at(-1)
    if (lap) lap.lastMs = timeMs
    for (const channel in values) setValue(activity.table, channel as Channel, row, values[channel as Channel] as number)
  }
  const end = readXml(bytes, limits.maxXmlDepth, {
    open(name, attributes) {
      path.push(name)
      // The points and laps of a transition belong to neither of its two sports.
      if (name === 'transition') inTransition = true
      if (inTransition) return
      if (name === 'activity' || name === 'lap') parts++
      if (name === 'activity')
        activities.push({
          sport: attributes.Sport ?? null,
          table: createTable(),
          laps: [],
          notes: null,
          device: null,
          untimed: 0,
        })
      else if (name === 'lap')
        activities.at(-1)?.laps.push({
          startMs: parseTime(attributes.StartTime ?? ''),
          lastMs: Number.NaN,
          rows: activities.at(-1)?.table.count ?? 0,
          timerSeconds: null,
          distanceMeters: null,
        })
      else if (name === 'trackpoint') {
        timeMs = Number.NaN
        point = {}
      }
    },
    close(name, text) {
      path.pop()
      if (name === 'transition') inTransition = false
      if (inTransition) return
      const activity = activities.at(-1)
      if (!activity) return
      const parent = path.at(-1)
      if (name === 'trackpoint') {
        if (point) finishPoint(activity, point)
        point = null
      } else if (point) {
        const channel = FIELDS[name]
        if (channel) point[channel] = parseNumber(text)
        else if (name === 'time') timeMs = parseTime(text)
      } else if (parent === 'lap') {
        const lap = activity.laps.at(-1)
        if (lap && name === 'totaltimeseconds') lap.timerSeconds = orNull(parseNumber(text))
        else if (lap && name === 'distancemeters') lap.distanceMeters = orNull(parseNumber(text))
      } else if (parent === 'activity' && name === 'notes') activity.notes = text.slice(0, 200) || null
      else if (parent === 'creator' && name === 'name') activity.device = text.slice(0, 100) || null
    },
    done: () => samples > limits.maxSamples || recorded > limits.maxRecordings || parts > limits.maxParts,
  })
  if (end.end === 'REFUSED') return failure('CORRUPT_FILE', end.reason)
  if (end.end === 'STOPPED' && recorded > limits.maxRecordings) return tooManyRecordings(limits)
  if (end.end === 'STOPPED') return samples > limits.maxSamples ? tooManySamples(limits) : tooManyParts(limits)

  const warnings: Warning[] = []
  if (end.end === 'BROKEN') warnings.push(breaksOff(`(${end.reason})`))
  const recordings = activities.flatMap((activity) => activityRecording(activity, limits, warnings) ?? [])
  if (recordings.length > 0) return { ok: true, format: 'TCX', recordings, warnings }
  if (end.end === 'BROKEN') return failure('CORRUPT_FILE', `The file cannot be read: ${end.reason}`)
  if (samples > 0) return noPossibleDate()
  if (activities.length > 0) return failure('EMPTY_RECORDING', 'The activity holds no samples.')
  return failure('NOT_A_RECORDING', 'The file holds no activity: it is a course or a workout.')
}

function activityRecording(activity: Activity, limits: ParseLimits, warnings: Warning[]): Recording | null {
  if (activity.untimed > 0) warnings.push(withoutTime(activity.untimed, 'points'))
  dropStrayDates(activity.table)
  const changes = mendClock(activity.table)
  warnings.push(...clockWarnings(changes))
  for (const [i, lap] of activity.laps.entries()) {
    lap.startMs += shiftAt(changes, lap.rows, lap.startMs)
    lap.lastMs += shiftAt(changes, (activity.laps[i + 1]?.rows ?? activity.table.count) - 1, lap.lastMs)
  }
  const parts = activity.laps.map((lap) => ({ ...lap, elapsedSeconds: lap.timerSeconds }))
  const recorded = finishSamples(activity.table, limits) ?? samplesOfParts(parts, limits)
  if (!recorded) return null
  const samples = withMoments(recorded, neededMoments(recorded, parts))
  if (samples.dropped > 0) warnings.push(impossibleDates(samples.dropped, 'points'))
  const pauses = findPauses(samples.timeSeconds, [], false)
  const laps = deviceLaps(activity.laps, samples, pauses)
  return {
    sport: onPlatform(tcxSport(activity.sport), activity.device),
    startedAtMs: samples.startedAtMs,
    name: activity.notes,
    device: activity.device,
    utcOffsetSeconds: null,
    sampleCount: samples.timeSeconds.length,
    timeSeconds: samples.timeSeconds,
    channels: samples.channels,
    pauses,
    hasTimerEvents: false,
    laps,
    totals: { ...NO_TOTALS, timerSeconds: total(laps, 'timerSeconds'), distanceMeters: total(laps, 'distanceMeters') },
  }
}

/** Returns each lap with its own span: the seconds of its timer, delayed by pauses, and at least up to its last sample. */
function deviceLaps(laps: readonly Lap[], samples: Samples, pauses: readonly Span[]): DeviceLap[] {
  const end = at(samples.timeSeconds, samples.timeSeconds.length - 1)
  const timed = laps
    .map((lap) => ({ lap, startSeconds: (lap.startMs - samples.startedAtMs) / 1000 }))
    .filter(({ startSeconds }) => startSeconds <= end && startSeconds > -86_400)
    .sort((a, b) => a.startSeconds - b.startSeconds)
  const written = timed.map(({ lap, startSeconds }) => ({
    startSeconds,
    elapsedSeconds: null,
    timerSeconds: lap.timerSeconds,
    leastEndSeconds: Number.isNaN(lap.lastMs) ? null : (lap.lastMs - samples.startedAtMs) / 1000,
  }))
  return lapSpans(written, pauses, end).map((span, i) => {
    const { timerSeconds, distanceMeters } = (timed[i] as (typeof timed)[number]).lap
    return { ...NO_TOTALS, ...span, timerSeconds, distanceMeters }
  })
}

const total = (laps: readonly DeviceLap[], key: 'timerSeconds' | 'distanceMeters'): number | null =>
  laps.length > 0 && laps.every((lap) => lap[key] !== null) ? laps.reduce((sum, lap) => sum + (lap[key] ?? 0), 0) : null
