import { readFileSync } from 'node:fs'
import { groupBy } from '@gruppetto/graph'
import {
  type Channels,
  measure,
  PROPULSION_FEATURES,
  PROPULSION_KINDS,
  type PropulsionKind,
  parseRecording,
  propulsionFeatures,
  type Recording,
  sampleColumns,
} from '@gruppetto/recordings'
import { reasonsToHoldOut } from '../../../subgraphs/clubs/src/domain/held-out.ts'
import { type Random, randomOf } from '../capacity/random.ts'
import { assisted, between, type Course, chance, driveOf, goOf, rideOf, STEP_METERS, type Track } from './simulate.ts'

/** The real recordings from which all rows come: which of their legs, what moved it, and to which set it belongs. */
const SEEDS = [
  { file: 'ride-with-pauses.fit', leg: 0, kind: 'BIKE', isHeldOut: false },
  { file: 'ride-power-laps.fit', leg: 0, kind: 'BIKE', isHeldOut: false },
  { file: 'ride-three-formats.fit', leg: 0, kind: 'BIKE', isHeldOut: false },
  { file: 'ride-short-pauses.tcx', leg: 0, kind: 'BIKE', isHeldOut: false },
  { file: 'bad-truncated-ride.fit', leg: 0, kind: 'BIKE', isHeldOut: false },
  { file: 'run-laps.fit', leg: 0, kind: 'FOOT', isHeldOut: false },
  { file: 'run-smart-recording.fit', leg: 0, kind: 'FOOT', isHeldOut: false },
  { file: 'hike-two-tracks.gpx', leg: 0, kind: 'FOOT', isHeldOut: false },
  { file: 'ride-long-lunch-break.fit', leg: 0, kind: 'BIKE', isHeldOut: true },
  { file: 'triathlon-multisport.fit', leg: 1, kind: 'BIKE', isHeldOut: true },
  { file: 'triathlon-multisport.fit', leg: 2, kind: 'FOOT', isHeldOut: true },
  { file: 'run-developer-fields.fit', leg: 0, kind: 'FOOT', isHeldOut: true },
] as const

interface Seed {
  readonly group: string
  readonly kind: 'BIKE' | 'FOOT'
  readonly isHeldOut: boolean
  readonly track: Track
  readonly course: Course
}

const fixtures = new URL('../../../libs/recordings/fixtures/', import.meta.url)

/** The value of a column on a line between two of its samples. */
const valueAt = (time: Float64Array, column: Float64Array | undefined, i: number, moment: number): number => {
  const [begin = 0, end = begin + 1] = [time[i], time[i + 1]]
  const [low, high] = [column?.[i] ?? Number.NaN, column?.[i + 1] ?? Number.NaN]
  return low + ((high - low) * (moment - begin)) / (end - begin)
}

const MOST_GAP_SECONDS = 60

const readSeed = ({ file, leg, kind, isHeldOut }: (typeof SEEDS)[number]): Seed => {
  const parsed = parseRecording(readFileSync(new URL(file, fixtures)), { fileName: file })
  const recording = parsed.ok ? parsed.recordings[leg] : undefined
  if (recording === undefined) throw new Error(`${file} has no leg ${leg}`)
  const {
    timeSeconds: time,
    distanceMeters,
    altitudeMeters,
    heartRateBpm,
    cadenceRpm,
    powerWatts,
  } = sampleColumns(recording, measure(recording))
  if (!time || !distanceMeters) throw new Error(`${file} has no distance`)
  const track: Track = { distance: [], altitude: [], heartRate: [], cadence: [], power: [] }
  for (let i = 0; i + 1 < time.length; i++) {
    const [begin = 0, end = 0] = [time[i], time[i + 1]]
    if (end - begin > MOST_GAP_SECONDS) continue
    for (let second = Math.ceil(begin); second < end; second++) {
      track.distance.push(valueAt(time, distanceMeters, i, second))
      const altitude = valueAt(time, altitudeMeters, i, second)
      track.altitude.push(Number.isNaN(altitude) ? (track.altitude.at(-1) ?? 0) : altitude)
      track.heartRate.push(valueAt(time, heartRateBpm, i, second))
      track.cadence.push(cadenceRpm?.[i] ?? Number.NaN)
      track.power.push(powerWatts?.[i] ?? Number.NaN)
    }
  }
  return { group: file, kind, isHeldOut, track, course: courseOf(track) }
}

const courseOf = ({ distance, altitude }: Track): Course => {
  const places: number[] = []
  for (const [i, meters] of distance.entries())
    while (places.length * STEP_METERS <= meters - (distance[0] ?? 0)) places.push(altitude[i] ?? 0)
  // A hundred metres at a time: receivers climb stairs that no road has.
  const smooth = places.map((_, i) => {
    const around = places.slice(Math.max(0, i - 5), i + 6)
    return around.reduce((sum, value) => sum + value, 0) / around.length
  })
  return { altitude: Float64Array.from(smooth) }
}

const cut = (track: Track, from: number, to: number): Track => ({
  distance: track.distance.slice(from, to).map((meters) => meters - (track.distance[from] ?? 0)),
  altitude: track.altitude.slice(from, to),
  heartRate: track.heartRate.slice(from, to),
  cadence: track.cadence.slice(from, to),
  power: track.power.slice(from, to),
})

/** A part of a real track, all of it so many times as fast. */
const faster = (random: Random, track: Track, seconds: number, factor: number): Track => {
  const long = Math.min(track.distance.length, Math.round(seconds * factor))
  const from = Math.floor(random.next() * (track.distance.length - long + 1))
  const part = cut(track, from, from + long)
  const places = Array.from({ length: Math.floor(long / factor) }, (_, second) => second * factor)
  const pick = (column: number[]) =>
    places.map((place) => {
      const low = Math.floor(place)
      return (column[low] ?? 0) + ((column[low + 1] ?? column[low] ?? 0) - (column[low] ?? 0)) * (place - low)
    })
  return {
    ...part,
    distance: pick(part.distance),
    altitude: pick(part.altitude),
    heartRate: pick(part.heartRate),
    cadence: pick(part.cadence),
    power: pick(part.power),
  }
}

const joined = (first: Track, second: Track): Track => {
  const offset = first.distance.at(-1) ?? 0
  return {
    distance: [...first.distance, ...second.distance.map((meters) => offset + meters)],
    altitude: [...first.altitude, ...second.altitude],
    heartRate: [...first.heartRate, ...second.heartRate],
    cadence: [...first.cadence, ...second.cadence],
    power: [...first.power, ...second.power],
  }
}

const still = (track: Track, random: Random): Track => {
  const rest = between(random, 55, 95)
  const wave = between(random, 60, 400)
  return {
    ...track,
    heartRate: track.heartRate.map((_, i) => rest + 6 * Math.sin(i / wave)),
    cadence: track.cadence.map(() => 0),
    power: track.power.map(() => 0),
  }
}

/** From a minute and a half to three hours, the short ones as often as the long ones. */
const someSeconds = (random: Random): number => Math.round(90 * 120 ** random.next())

/** Makes a track that was moved by this kind, on the course of a seed, or from what the seed itself has recorded. */
const trackOf = (kind: PropulsionKind, seed: Seed, random: Random): Track => {
  const seconds = someSeconds(random)
  const { course, track } = seed
  const isReal = chance(random, 0.65)
  if (kind === 'FOOT')
    return isReal && seed.kind === 'FOOT'
      ? faster(random, track, seconds, between(random, 0.8, 1.2))
      : goOf(random, course, seconds)
  if (kind === 'BIKE')
    return isReal && seed.kind === 'BIKE'
      ? faster(random, track, seconds, between(random, 0.8, 1.18))
      : rideOf(random, course, seconds, false)
  if (kind === 'E_BIKE') {
    if (!isReal || seed.kind === 'FOOT') return rideOf(random, course, seconds, true)
    return assisted(random, faster(random, track, seconds * 1.3, between(random, 0.75, 1)))
  }
  if (chance(random, 0.2) && seed.kind === 'BIKE') return still(faster(random, track, seconds, between(random, 2, 4)), random)
  const drive = driveOf(random, course, Math.max(180, seconds))
  if (!chance(random, 0.15)) return drive
  // Somebody has forgotten to stop the watch.
  const before = chance(random, 0.5) ? goOf(random, course, seconds) : rideOf(random, course, seconds, false)
  return joined(before, drive)
}

const METERS_PER_DEGREE = 111_195

/** What devices do to a track: their sensors, their noise, how often they write, and the sport that somebody has chosen. */
const recordingOf = (track: Track, sport: Recording['sport'], random: Random): Recording => {
  const every = chance(random, 0.8) ? 1 : Math.round(between(random, 2, 7))
  const shift = between(random, -12, 12)
  const [jitter, steps] = [between(random, 0, 0.6), between(random, 0.1, 1)]
  let [wander, lift] = [0, 0]
  const rows = track.distance.flatMap((meters, i) => {
    wander = 0.9 * wander + jitter * between(random, -1, 1)
    lift = 0.98 * lift + 0.3 * between(random, -1, 1)
    return i % every === 0 ? [{ i, meters: Math.max(0, meters + wander), altitude: (track.altitude[i] ?? 0) + lift }] : []
  })
  const sensor = (share: number, column: readonly number[], by: number): Float64Array | undefined => {
    const values = Float64Array.from(rows, ({ i }) => Math.round((column[i] ?? Number.NaN) + by))
    return chance(random, share) && values.some((value) => !Number.isNaN(value)) ? values : undefined
  }
  const [heartRateBpm, cadenceRpm, powerWatts] = [
    sensor(0.6, track.heartRate, shift),
    sensor(0.5, track.cadence, 0),
    sensor(0.25, track.power, 0),
  ]
  let farthest = 0
  const counted = Float64Array.from(rows, ({ meters }) => {
    farthest = Math.max(farthest, meters)
    return farthest
  })
  const channels: Channels = {
    latitude: Float64Array.from(rows, ({ meters }) => meters / METERS_PER_DEGREE),
    longitude: new Float64Array(rows.length).fill(7),
    altitudeMeters: Float64Array.from(rows, ({ altitude }) => Math.round(altitude / steps) * steps),
    ...(chance(random, 0.5) && { distanceMeters: counted }),
    ...(heartRateBpm && { heartRateBpm }),
    ...(cadenceRpm && { cadenceRpm }),
    ...(powerWatts && { powerWatts }),
  }
  const none = { elapsedSeconds: null, timerSeconds: null, distanceMeters: null, ascentMeters: null, descentMeters: null }
  return {
    sport,
    startedAtMs: 0,
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount: rows.length,
    timeSeconds: Float64Array.from(rows, ({ i }) => i),
    channels,
    pauses: [],
    hasTimerEvents: false,
    laps: [],
    totals: none,
  }
}

interface Row {
  readonly set: 'train' | 'held-out'
  readonly group: string
  readonly label: PropulsionKind
  readonly sport: string
  /** What the rules without a model say of it. */
  readonly rule: string
  readonly features: readonly number[]
}

const rowOf = (seed: Seed, label: PropulsionKind, random: Random): Row | null => {
  const sport = chance(random, 0.5) ? 'RIDE' : 'RUN'
  const recording = recordingOf(trackOf(label, seed, random), sport, random)
  if (recording.sampleCount < 2) return null
  const measured = measure(recording)
  const features = propulsionFeatures(sampleColumns(recording, measured))
  const reasons = reasonsToHoldOut({ ...measured, sport, isManual: false }, false)
  return (
    features && { set: seed.isHeldOut ? 'held-out' : 'train', group: seed.group, label, sport, rule: reasons.join('+'), features }
  )
}

/** The best that the rules can say: how often each kind was there when they said the same of the same sport. One of each is added. */
const saidByRules = (training: readonly Row[]) => {
  const known = groupBy(training, ({ sport, rule }) => `${sport}:${rule}`)
  return ({ sport, rule }: Row): readonly number[] => {
    const same = known.get(`${sport}:${rule}`) ?? []
    return PROPULSION_KINDS.map(
      (kind) => (1 + same.filter(({ label }) => label === kind).length) / (same.length + PROPULSION_KINDS.length),
    )
  }
}

/** Prints the table of which `ml/models/propulsion.py` makes a model: so many rows of each kind from the seeds of each set. */
export const propulsionRows = (eachTrained: number, eachHeldOut: number): string => {
  const random = randomOf(85)
  const seeds = SEEDS.map(readSeed)
  const rows: Row[] = []
  for (const [isHeldOut, each] of [
    [false, eachTrained],
    [true, eachHeldOut],
  ] as const) {
    const those = seeds.filter((seed) => seed.isHeldOut === isHeldOut)
    for (const label of PROPULSION_KINDS)
      for (let made = 0; made < each; ) {
        const seed = those[Math.floor(random.next() * those.length)]
        const row = seed ? rowOf(seed, label, random) : null
        if (row === null) continue
        rows.push(row)
        made++
      }
  }
  const said = saidByRules(rows.filter(({ set }) => set === 'train'))
  const head = [
    'set',
    'group',
    'label',
    ...PROPULSION_KINDS.map((kind) => `baseline:${kind}`),
    'note:sport',
    'note:rule',
    ...Object.keys(PROPULSION_FEATURES),
  ]
  const lines = rows.map((row) =>
    [
      row.set,
      row.group,
      row.label,
      ...said(row),
      row.sport,
      row.rule,
      ...row.features.map((value) => (Number.isNaN(value) ? '' : value)),
    ].join(','),
  )
  return [head.join(','), ...lines, ''].join('\n')
}
