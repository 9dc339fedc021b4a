import { at, type Sport } from '../recording.ts'
import { isRunning, sportFamily } from '../sports.ts'
import { type Totals, timesOf, trackRanges, type WrittenRecording, writtenTotals } from './written.ts'
import { bounded, numberElement, PIECE_SAMPLES, wrapped, xmlLongitude, xmlNumber, xmlText, xmlTime } from './xml-text.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:ax="http://www.garmin.com/xmlschemas/ActivityExtension/v2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Activities>
`
/** TCX has only three sports. */
const sportWord = (sport: Sport): string => (isRunning(sport) ? 'Running' : sportFamily(sport) === 'WHEELS' ? 'Biking' : 'Other')

const beats = (name: string, value: number | null | undefined): string => {
  const bpm = bounded(1, 254, value)
  return bpm === null ? '' : `<${name}><Value>${Math.round(bpm)}</Value></${name}>`
}

/** Returns a function that writes the elements of a sample. */
function pointWriter({ columns, startedAtMs, sport }: WrittenRecording, timeSeconds: Float64Array): (i: number) => string {
  const { latitude, longitude, altitudeMeters, distanceMeters, speedMps, heartRateBpm, cadenceRpm, powerWatts } = columns
  const runs = isRunning(sport)
  return (i) => {
    const place =
      latitude && longitude && !Number.isNaN(at(latitude, i))
        ? `<Position><LatitudeDegrees>${xmlNumber(at(latitude, i), 7)}</LatitudeDegrees><LongitudeDegrees>${xmlLongitude(at(longitude, i))}</LongitudeDegrees></Position>`
        : ''
    const cadence = bounded(0, 254, cadenceRpm?.[i])
    const extension =
      numberElement('ax:Speed', speedMps?.[i], 3) +
      numberElement('ax:RunCadence', runs ? cadence : null, 0) +
      numberElement('ax:Watts', bounded(0, 65_535, powerWatts?.[i]), 0)
    return `<Trackpoint><Time>${xmlTime(startedAtMs + at(timeSeconds, i) * 1000)}</Time>${place}${
      numberElement('AltitudeMeters', altitudeMeters?.[i], 1) +
      numberElement('DistanceMeters', distanceMeters?.[i], 2) +
      beats('HeartRateBpm', heartRateBpm?.[i]) +
      numberElement('Cadence', runs ? null : cadence, 0) +
      wrapped('Extensions', wrapped('ax:TPX', extension))
    }</Trackpoint>\n`
  }
}

/** The maximum of the schema. */
const MOST_CALORIES = 65_535

/** Returns the part of a lap before its tracks, in the schema's order. The schema requires the energy: 0 when it is unknown. */
const lapHead = ({ startedAtMs, sport }: WrittenRecording, lap: Totals): string =>
  `<Lap StartTime="${xmlTime(startedAtMs + lap.startSeconds * 1000)}">${
    numberElement('TotalTimeSeconds', lap.timerSeconds, 3) +
    numberElement('DistanceMeters', lap.distanceMeters ?? 0, 2) +
    numberElement('MaximumSpeed', lap.maxSpeedMps, 3)
  }<Calories>${Math.min(MOST_CALORIES, lap.caloriesKcal ?? 0)}</Calories>${
    beats('AverageHeartRateBpm', lap.averageHeartRateBpm) + beats('MaximumHeartRateBpm', lap.maxHeartRateBpm)
  }<Intensity>Active</Intensity>${numberElement(
    'Cadence',
    isRunning(sport) ? null : bounded(0, 254, lap.averageCadenceRpm),
    0,
  )}<TriggerMethod>Manual</TriggerMethod>\n`

const lapTail = ({ sport }: WrittenRecording, lap: Totals): string => {
  const runs = isRunning(sport)
  const inner =
    numberElement('ax:AvgSpeed', lap.averageSpeedMps, 3) +
    numberElement('ax:MaxBikeCadence', runs ? null : bounded(0, 254, lap.maxCadenceRpm), 0) +
    numberElement('ax:AvgRunCadence', runs ? bounded(0, 254, lap.averageCadenceRpm) : null, 0) +
    numberElement('ax:MaxRunCadence', runs ? bounded(0, 254, lap.maxCadenceRpm) : null, 0) +
    numberElement('ax:AvgWatts', bounded(0, 65_535, lap.averagePowerWatts), 0) +
    numberElement('ax:MaxWatts', bounded(0, 65_535, lap.maxPowerWatts), 0)
  return `${wrapped('Extensions', wrapped('ax:LX', inner))}</Lap>\n`
}

/** Returns the device in TCX. The schema requires number and version, which are unknown. */
const creator = (device: string | null): string =>
  device === null
    ? ''
    : `<Creator xsi:type="Device_t"><Name>${xmlText(device)}</Name><UnitId>0</UnitId><ProductID>0</ProductID><Version><VersionMajor>0</VersionMajor><VersionMinor>0</VersionMinor></Version></Creator>\n`

/**
 * Writes TCX (Training Center Database v2) in pieces: one activity, its laps with their totals, and a track for each run of
 * samples between pauses. Speed, power and running cadence use ActivityExtension v2. There is no field for temperature.
 */
export function* writeTcx(written: WrittenRecording): Generator<string> {
  const { startedAtMs, name, sport, device } = written
  const timeSeconds = timesOf(written)
  const point = pointWriter(written, timeSeconds)
  const ranges = trackRanges(written, timeSeconds)
  yield `${HEAD}<Activity Sport="${sportWord(sport)}">\n<Id>${xmlTime(startedAtMs + at(timeSeconds, 0) * 1000)}</Id>\n`
  for (const lap of writtenTotals(written).laps) {
    yield lapHead(written, lap)
    for (const range of ranges) {
      const first = Math.max(lap.first, range.first)
      const afterLast = Math.min(lap.afterLast, range.afterLast)
      for (let from = first; from < afterLast; from += PIECE_SAMPLES) {
        const to = Math.min(afterLast, from + PIECE_SAMPLES)
        let piece = from === first ? '<Track>\n' : ''
        for (let i = from; i < to; i++) piece += point(i)
        yield to === afterLast ? `${piece}</Track>\n` : piece
      }
    }
    yield lapTail(written, lap)
  }
  yield `${name === null ? '' : `<Notes>${xmlText(name)}</Notes>\n`}${creator(device)}</Activity>\n</Activities>\n</TrainingCenterDatabase>\n`
}
