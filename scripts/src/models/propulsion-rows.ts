import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askFolder, featuresSql } from '@gruppetto/lake'
import {
  type Channels,
  measure,
  PROPULSION_FEATURES,
  PROPULSION_KINDS,
  type PropulsionKind,
  parseRecording,
  type Recording,
  type SampleColumns,
  sampleColumns,
} from '@gruppetto/recordings'
import { reasonsToHoldOut } from '../../../subgraphs/clubs/src/domain/held-out.ts'
import { type Random, randomOf } from '../capacity/random.ts'
import { assisted, between, type Course, chance, courseOf, driveOf, goOf, rideOf, STEP_METERS, type Track } from './simulate.ts'
import { writeRecordings } from './write-recordings.ts'

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
  return { group: file, kind, isHeldOut, track, course: wayOf(track) }
}

const wayOf = ({ distance, altitude }: Track): Course => {
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

/** About what a heart at rest makes of it. */
const REST_BPM = 60

/** A part of a real track, all of it so many times as fast, with the legs and the heart that this takes: air makes most of the work. */
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
    heartRate: pick(part.heartRate).map((beats) => Math.min(205, REST_BPM + (beats - REST_BPM) * factor)),
    cadence: pick(part.cadence),
    power: pick(part.power).map((watts) => watts * factor ** 2),
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

const LONGEST_SECONDS = 6_000

/** The short ones as often as the long ones. */
const someSeconds = (random: Random, least: number): number => Math.round(least * (LONGEST_SECONDS / least) ** random.next())

/** What somebody did: the track, and the seed that it is made of; null for one of nobody's. */
interface Outing {
  readonly track: Track
  readonly seed: Seed | null
}

/** Makes a track that was moved by this kind, on a course of nobody's, on that of a seed, or from what the seed itself has recorded. */
const outingOf = (kind: PropulsionKind, seed: Seed, random: Random, least: number): Outing => {
  const seconds = someSeconds(random, least)
  const made = random.next()
  if (made < 0.45) return { track: movedBy(kind, courseOf(random), seconds, random), seed: null }
  const isOwn = seed.kind === 'FOOT' ? kind === 'FOOT' : kind !== 'FOOT'
  if (made < 0.6 || !isOwn) return { track: movedBy(kind, seed.course, seconds, random), seed }
  const { track } = seed
  if (kind === 'FOOT') return { track: faster(random, track, seconds, between(random, 0.8, 1.2)), seed }
  if (kind === 'BIKE') return { track: faster(random, track, seconds, between(random, 0.8, 1.18)), seed }
  if (kind === 'E_BIKE') return { track: assisted(random, faster(random, track, seconds * 1.3, between(random, 0.75, 1))), seed }
  const isDriven = chance(random, 0.3)
  return {
    track: isDriven
      ? still(faster(random, track, seconds, between(random, 2, 4)), random)
      : movedBy(kind, seed.course, seconds, random),
    seed,
  }
}

const movedBy = (kind: PropulsionKind, course: Course, seconds: number, random: Random): Track => {
  if (kind === 'FOOT') return goOf(random, course, seconds)
  if (kind !== 'VEHICLE') return rideOf(random, course, seconds, kind === 'E_BIKE')
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
  const rows: { readonly i: number; readonly meters: number; readonly altitude: number }[] = []
  for (const [i, meters] of track.distance.entries()) {
    wander = 0.9 * wander + jitter * between(random, -1, 1)
    lift = 0.98 * lift + 0.3 * between(random, -1, 1)
    if (i % every === 0) rows.push({ i, meters: Math.max(0, meters + wander), altitude: (track.altitude[i] ?? 0) + lift })
  }
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

/** Which share of what is uploaded was moved by what, and is called what. Nobody has counted it: it is meant to be rather too many than too few motors. */
const PREVALENCE = [
  { kind: 'FOOT', sport: 'RUN', share: 0.44 },
  { kind: 'FOOT', sport: 'RIDE', share: 0.01 },
  { kind: 'BIKE', sport: 'RIDE', share: 0.48 },
  { kind: 'BIKE', sport: 'RUN', share: 0.01 },
  { kind: 'E_BIKE', sport: 'RIDE', share: 0.035 },
  { kind: 'E_BIKE', sport: 'RUN', share: 0.005 },
  { kind: 'VEHICLE', sport: 'RIDE', share: 0.012 },
  { kind: 'VEHICLE', sport: 'RUN', share: 0.008 },
] as const satisfies readonly { kind: PropulsionKind; sport: Recording['sport']; share: number }[]
type Case = (typeof PREVALENCE)[number]

const drawCase = (random: Random): Case => {
  const drawn = random.next()
  let sum = 0
  for (const one of PREVALENCE) {
    sum += one.share
    if (drawn < sum) return one
  }
  return PREVALENCE[0]
}

interface Row {
  readonly id: string
  readonly set: 'train' | 'held-out'
  readonly group: string
  readonly case: Case
  /** What the rules without a model say of it. */
  readonly rule: string
  readonly seconds: number
  readonly columns: SampleColumns
}

/** The shortest recording of the training is that of a short effort; nobody uploads that alone. */
const LEAST_SECONDS = { train: 90, 'held-out': 600 } as const

const rowOf = (id: string, set: Row['set'], those: readonly Seed[], one: Case, random: Random): Row | null => {
  const chosen = those[Math.floor(random.next() * those.length)]
  if (chosen === undefined) return null
  const { track, seed } = outingOf(one.kind, chosen, random, LEAST_SECONDS[set])
  const recording = recordingOf(track, one.sport, random)
  if (recording.sampleCount < 2) return null
  const measured = measure(recording)
  const rule = reasonsToHoldOut({ ...measured, sport: one.sport, isManual: false }, false).join('+')
  const columns = sampleColumns(recording, measured)
  return { id, set, group: seed?.group ?? id, case: one, rule, seconds: track.distance.length, columns }
}

const ANY = 'ANY'

/** The best that the rules can say: how often each kind is there where they say the same of the same sport. One of each is added. */
const saidByRules = (training: ReadonlyMap<string, number>) => {
  const count = (kind: string, sport: string, rule: string) => training.get([kind, sport, rule].join()) ?? 0
  return (sport: string, rule: string): readonly number[] => {
    const chances = PROPULSION_KINDS.map((kind) => {
      const share = PREVALENCE.find((each) => each.kind === kind && each.sport === sport)?.share ?? 0
      return (share * (1 + count(kind, sport, rule))) / (2 + count(kind, sport, ANY))
    })
    const all = chances.reduce((sum, chance) => sum + chance, 0)
    return chances.map((chance) => chance / all)
  }
}

/** So many recordings are in the memory at once. */
const BATCH = 400

/** A row of the table, but for what the rules say of it: that follows from all rows of the training. */
interface Found extends Omit<Row, 'columns'> {
  readonly features: readonly unknown[]
}

/** Returns what SQL over a lake with these recordings has of them, without those that hardly move. */
const featuresOf = async (rows: readonly Row[]): Promise<readonly Found[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'recordings-'))
  try {
    await writeRecordings(
      folder,
      rows.map(({ id, columns }) => ({ activityId: id, columns })),
    )
    const bounds = { maxRows: BATCH, seconds: 1800, memory: '2GB' }
    const { rows: found } = await askFolder(folder, featuresSql('propulsion'), { today: '2026-01-01', ...bounds })
    const features = new Map(found.map(([_athlete, _moment, id, ...values]) => [String(id), values]))
    return rows.flatMap(({ columns: _columns, ...row }) => {
      const own = features.get(row.id)
      return own === undefined ? [] : [{ ...row, features: own }]
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

let read: readonly Seed[] | undefined

/** Makes some of the rows of a set, from one place to another: the same ones each time. */
const makeBatch = (set: Row['set'], from: number, end: number): Promise<readonly Found[]> => {
  read ??= SEEDS.map(readSeed)
  const those = read.filter(({ isHeldOut }) => isHeldOut === (set === 'held-out'))
  const rows = Array.from({ length: end - from }, (_, at) => {
    const place = from + at
    const random = randomOf(85_000_000 + 2 * place + Number(set === 'train'))
    // The kinds are as many as each other where it learns, and as many as there may be where it is judged.
    const one = set === 'train' ? PREVALENCE[place % PREVALENCE.length] : drawCase(random)
    return one === undefined ? null : rowOf(`${set}_${place}`, set, those, one, random)
  })
  return featuresOf(rows.filter((row) => row !== null))
}

/** Yields the lines of a table. The rows of the training come first. */
async function* propulsionTable(batches: Iterable<Promise<readonly Found[]>>): AsyncGenerator<string> {
  const head = PROPULSION_KINDS.map((kind) => `baseline:${kind}`)
  yield ['set', 'group', 'label', ...head, 'note:sport', 'note:rule', 'note:seconds', ...Object.keys(PROPULSION_FEATURES)].join()
  const counts = new Map<string, number>()
  const said = saidByRules(counts)
  const lineOf = ({ set, group, case: { kind, sport }, rule, seconds, features }: Found): string =>
    [set, group, kind, ...said(sport, rule), sport, rule, seconds, ...features.map((value) => value ?? '')].join()
  let waiting: Found[] = []
  for await (const batch of batches)
    for (const row of batch) {
      const { kind, sport } = row.case
      if (row.set === 'train') {
        waiting.push(row)
        for (const rule of [row.rule, ANY]) {
          const key = [kind, sport, rule].join()
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
        continue
      }
      for (const each of waiting) yield lineOf(each)
      waiting = []
      yield lineOf(row)
    }
  for (const each of waiting) yield lineOf(each)
}

/**
 * Yields the lines of the table of which `ml/models/propulsion.py` makes a model: so many rows to train with, as many of each kind, and those of so many
 * simulated athletes, held out, with one recording each and as many of each kind as there may be. The features are SQL over a lake with their recordings.
 */
export const propulsionRows = (trained: number, athletes: number): AsyncGenerator<string> => {
  function* batches(): Generator<Promise<readonly Found[]>> {
    for (let from = 0; from < trained; from += BATCH) yield makeBatch('train', from, Math.min(trained, from + BATCH))
    for (let from = 0; from < athletes; from += BATCH) yield makeBatch('held-out', from, Math.min(athletes, from + BATCH))
  }
  return propulsionTable(batches())
}
