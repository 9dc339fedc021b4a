import { openLoop, type Place } from './places.ts'
import type { DemoFile } from './recordings.ts'
import { type ExportedRecording, stravaExport } from './strava-export.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const WEEKS = 14
/** What somebody can keep up for an hour, at the beginning and at the end of these weeks. */
const [FIRST_WATTS, LAST_WATTS] = [205, 231]
const [RESTING_BPM, HIGHEST_BPM] = [49, 188]
const STEP_SECONDS = 4
/** The weeks with a race on foot: without one, the best times would be those of training, which say little beside what is predicted. */
const RACES = [6, 12]

/** So many seconds at a share of what can be kept up for an hour. */
type Block = readonly [seconds: number, share: number]

interface Session {
  readonly name: string
  readonly sport: 'Biking' | 'Running'
  /** Days after the Monday of the week, and the hour. */
  readonly day: number
  readonly hour: number
  readonly blocks: readonly Block[]
}

const repeated = (times: number, ...blocks: readonly Block[]): readonly Block[] =>
  Array.from({ length: times }, () => blocks).flat()

/** What is trained in a week, which has no intervals and a shorter ride where it is an easy one. */
const sessionsOf = (week: number, isEasy: boolean): readonly Session[] => [
  ...(isEasy
    ? []
    : [
        {
          ...({ name: 'Four times eight', sport: 'Biking', day: 1, hour: 16 } as const),
          blocks: [[900, 0.6], ...repeated(4, [480, 1.01], [240, 0.5]), [600, 0.5]] as const,
        },
      ]),
  {
    ...({ name: 'Steady after work', sport: 'Biking', day: 3, hour: 16 } as const),
    blocks: [
      [600, 0.6],
      [2_400, 0.82],
      [900, 0.55],
    ],
  },
  {
    ...({ name: 'The long way round', sport: 'Biking', day: 5, hour: 8 } as const),
    blocks: [
      [1_800, 0.62],
      ...repeated(isEasy ? 2 : 4 + (week % 3), [1_200, 0.68], [300, 0.92], [24, 2.3], [300, 0.5]),
      [900, 0.55],
    ],
  },
  {
    ...({ sport: 'Running', day: 6, hour: 6 } as const),
    ...(RACES.includes(week)
      ? {
          name: 'Five kilometres flat out',
          blocks: [
            [600, 0.72],
            [1_320, 1.09],
            [600, 0.7],
          ] as const,
        }
      : {
          name: 'Run before breakfast',
          blocks: [[600, 0.72], ...repeated(isEasy ? 2 : 5, [180, 0.98], [120, 0.72]), [600, 0.7]] as const,
        }),
  },
]

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
const randomOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Rider {
  readonly watts: number
  readonly at: (meters: number) => Place
  readonly random: () => number
}

/** Writes a session as a watch records it: power drifts around what was meant, and the heart follows it slowly. */
const recordingOf = ({ sport, blocks }: Session, startMs: number, { watts, at, random }: Rider): Uint8Array => {
  const isRun = sport === 'Running'
  const points: string[] = []
  let [second, meters, beat, drift] = [0, 36_000 * random(), RESTING_BPM + 35, 0]
  const from = meters
  for (const [seconds, share] of blocks)
    for (const end = second + seconds; second < end; second += STEP_SECONDS) {
      drift = 0.9 * drift + 0.06 * (random() - 0.5)
      const power = watts * share * (1 + drift)
      const aim = RESTING_BPM + (HIGHEST_BPM - RESTING_BPM) * Math.min(1, 0.3 + 0.58 * share * (1 + second / 60_000))
      beat += (aim - beat) * (STEP_SECONDS / 45)
      const speed = isRun ? 3.6 * share * (1 + drift) * (watts / LAST_WATTS) : Math.cbrt(power / 0.31)
      const [latitude, longitude] = at(meters)
      const watt = isRun
        ? ''
        : `<Extensions><TPX xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Watts>${Math.round(power)}</Watts></TPX></Extensions>`
      points.push(
        `<Trackpoint><Time>${new Date(startMs + second * 1000).toISOString()}</Time>` +
          `<Position><LatitudeDegrees>${latitude.toFixed(6)}</LatitudeDegrees><LongitudeDegrees>${longitude.toFixed(6)}</LongitudeDegrees></Position>` +
          `<AltitudeMeters>${(30 + 9 * Math.sin(meters / 2_300)).toFixed(1)}</AltitudeMeters><DistanceMeters>${(meters - from).toFixed(1)}</DistanceMeters>` +
          `<HeartRateBpm><Value>${Math.round(beat)}</Value></HeartRateBpm><Cadence>${isRun ? 85 : 88}</Cadence>${watt}</Trackpoint>`,
      )
      meters += speed * STEP_SECONDS
    }
  const start = new Date(startMs).toISOString()
  const lap = `<Lap StartTime="${start}"><TotalTimeSeconds>${second}</TotalTimeSeconds><DistanceMeters>${(meters - from).toFixed(1)}</DistanceMeters><Track>${points.join('')}</Track></Lap>`
  return Buffer.from(
    `<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="${sport}"><Id>${start}</Id>${lap}</Activity></Activities></TrainingCenterDatabase>`,
  )
}

/**
 * Returns an export, as another platform makes it, of some months of training until the last week: three weeks that rise and an easy one, again
 * and again. It is the same in each start of a week, so an interrupted one brings nothing twice.
 */
export const trainingLog = (places: readonly Place[], nowMs: number): DemoFile => {
  const today = Math.floor(nowMs / DAY_MS)
  // The first day of the epoch was a Thursday.
  const monday = (today - ((today + 3) % 7)) * DAY_MS
  const at = openLoop(places)
  const recordings: ExportedRecording[] = []
  for (let week = 0; week < WEEKS; week += 1) {
    const watts = FIRST_WATTS + ((LAST_WATTS - FIRST_WATTS) * week) / (WEEKS - 1)
    for (const session of sessionsOf(week, week % 4 === 3)) {
      const startMs = monday - (WEEKS - week) * 7 * DAY_MS + session.day * DAY_MS + session.hour * HOUR_MS
      const rider = { watts, at, random: randomOf(1_000 * week + session.day) }
      const type = session.sport === 'Running' ? 'Run' : 'Ride'
      recordings.push({ name: session.name, type, bytes: recordingOf(session, startMs, rider) })
    }
  }
  return stravaExport('training.zip', recordings)
}
