import type { Random } from '../capacity/random.ts'

/** The way that somebody takes: what its recording says, on every tenth metre. */
export interface Course {
  readonly altitude: Float64Array
}

export const STEP_METERS = 10

/** One value for each second. NaN where there is no sensor. */
export interface Track {
  readonly distance: number[]
  readonly altitude: number[]
  readonly heartRate: number[]
  readonly cadence: number[]
  readonly power: number[]
}

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random.next()
export const chance = (random: Random, share: number): boolean => random.next() < share
const oneOf = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random.next() * values.length)] as T

/** Noise that lasts: its standard deviation, and for how many seconds it remembers. */
const drift = (random: Random, deviation: number, seconds: number): (() => number) => {
  const kept = Math.exp(-1 / seconds)
  const fresh = deviation * Math.sqrt(3 * (1 - kept * kept))
  let value = deviation * between(random, -1.7, 1.7)
  return () => {
    value = kept * value + fresh * between(random, -1, 1)
    return value
  }
}

/** A course goes back and forth between its ends. */
const placeOf = ({ altitude }: Course, meters: number): number => {
  const whole = altitude.length - 1
  const steps = Math.floor(meters / STEP_METERS) % (2 * whole)
  return steps <= whole ? steps : 2 * whole - steps
}
const altitudeAt = (course: Course, meters: number): number => {
  const share = (meters / STEP_METERS) % 1
  const [low, high] = [placeOf(course, meters), placeOf(course, meters + STEP_METERS)]
  return (course.altitude[low] ?? 0) * (1 - share) + (course.altitude[high] ?? 0) * share
}
const gradeAt = (course: Course, meters: number): number => {
  const rise = altitudeAt(course, meters + 30) - altitudeAt(course, meters)
  return Math.max(-0.2, Math.min(0.2, rise / 30))
}

/** Where it has to be slower than it could: at most so fast from these metres on, and for how long it waits where that is nothing. */
interface Bound {
  readonly meters: number
  readonly lengthMeters: number
  readonly speed: number
  readonly waits: number
}

const bounds = (random: Random, every: number, bound: () => Omit<Bound, 'meters'>): Bound[] => {
  const found: Bound[] = []
  for (let meters = random.exponential(every); meters < 250_000; meters += random.exponential(every) + 20)
    found.push({ meters, ...bound() })
  return found
}

/** The highest speed from which one still gets as slow as each bound ahead wants it. */
const allowedBy = (ahead: readonly Bound[], meters: number, braking: number): number => {
  let allowed = Number.POSITIVE_INFINITY
  for (const { meters: at, lengthMeters, speed } of ahead) {
    if (at > meters + 400) break
    if (at + lengthMeters < meters) continue
    allowed = Math.min(allowed, Math.sqrt(speed * speed + 2 * braking * Math.max(0, at - meters)))
  }
  return allowed
}

interface Mover {
  readonly braking: number
  readonly bounds: readonly Bound[]
  /** The next second's speed, and what its rider does, without the bounds. */
  step(
    speed: number,
    grade: number,
  ): { readonly speed: number; readonly effort: number; readonly cadence: number; readonly power: number }
  /** Of an effort from 0 to 1 and above. */
  heartRate(effort: number): number
}

/** Moves something along a course for so many seconds. */
const move = (course: Course, mover: Mover, seconds: number, startMeters: number, random: Random): Track => {
  const track: Track = { distance: [], altitude: [], heartRate: [], cadence: [], power: [] }
  let [meters, speed, waits, beats, effort] = [0, 0, 0, 0, 0.4]
  const open = [...mover.bounds].sort((a, b) => a.meters - b.meters)
  const wander = drift(random, 0.02, 8)
  for (let second = 0; second < seconds; second++) {
    const next = mover.step(speed, gradeAt(course, startMeters + meters))
    const [first] = open
    if (waits > 0) {
      waits--
      speed = 0
    } else if (first && first.speed === 0 && first.meters <= meters + 1) {
      waits = first.waits
      speed = 0
      open.shift()
    } else speed = Math.max(0.2, Math.min(next.speed * (1 + wander()), allowedBy(open, meters, mover.braking)))
    while (open[0] && open[0].speed > 0 && open[0].meters + open[0].lengthMeters < meters) open.shift()
    const isHeld = speed < next.speed * 0.9
    effort += ((waits > 0 || isHeld ? 0.15 : next.effort) - effort) / 35
    const target = mover.heartRate(effort)
    beats = beats === 0 ? target : beats + (target - beats) / 12
    meters += speed
    track.distance.push(meters)
    track.altitude.push(altitudeAt(course, startMeters + meters))
    track.heartRate.push(beats)
    track.cadence.push(waits > 0 || isHeld ? 0 : next.cadence)
    track.power.push(waits > 0 || isHeld ? 0 : next.power)
  }
  return track
}

const GRAVITY = 9.81

/** What carries a rider beside the legs: a motor that multiplies what they do, more of it uphill, and gives up at its speed. */
interface Motor {
  readonly flatFactor: number
  readonly climbFactor: number
  readonly mostWatts: number
  readonly endsAtMps: number
}

/** By how much the levels of assistance multiply what the rider does, from eco to turbo. */
const LEVELS = [0.5, 1, 1.9, 3.2] as const
const levelOf = (place: number): number => LEVELS[Math.min(LEVELS.length - 1, place)] ?? 1

/** 25 km/h by law in most places, with a tolerance of the wheel; 32 elsewhere, 45 for some, and no end where somebody has seen to it. */
const motorOf = (random: Random): Motor => {
  const [flat, more, style] = [
    Math.floor(random.next() * LEVELS.length),
    Math.floor(random.next() * 3),
    between(random, 0.85, 1.15),
  ]
  const law = random.next()
  const endsAtMps = law < 0.8 ? between(random, 6.8, 7.2) : law < 0.92 ? between(random, 8.7, 9) : law < 0.96 ? 12.5 : 40
  return {
    flatFactor: style * levelOf(flat),
    climbFactor: style * levelOf(flat + more),
    mostWatts: between(random, 250, 620),
    endsAtMps,
  }
}

const wattsOf = ({ flatFactor, climbFactor, mostWatts, endsAtMps }: Motor, rider: number, speed: number, grade: number): number =>
  Math.min(mostWatts, (grade > 0.025 ? climbFactor : flatFactor) * rider) *
  Math.max(0, Math.min(1, (endsAtMps - speed) / 0.5 + 0.5))

/** A way that nobody has recorded: as flat as a polder or as high as a pass, in waves of some hundred metres to some kilometres. */
export const courseOf = (random: Random): Course => {
  const steepest = between(random, 0.001, 0.04) * (chance(random, 0.4) ? 2 : 1)
  const waves = Array.from({ length: 5 }, () => ({
    length: 300 * 60 ** random.next(),
    shift: between(random, 0, 7),
    steep: steepest * random.next(),
  }))
  const altitude = Float64Array.from({ length: 4000 }, (_, step) =>
    waves.reduce(
      (sum, { length, shift, steep }) =>
        sum + ((steep * length) / 6.283) * Math.sin((6.283 * step * STEP_METERS) / length + shift),
      500,
    ),
  )
  return { altitude }
}

/** Somebody on a bicycle, by the forces on it: gravity, rolling, air and legs, and the motor of an e-bike. */
export const rideOf = (random: Random, course: Course, seconds: number, isElectric: boolean): Track => {
  const motor = isElectric ? motorOf(random) : null
  const [rider, bike] = [between(random, 52, 98), isElectric ? between(random, 18, 27) : between(random, 7, 15)]
  const mass = rider + bike
  const fitness = between(random, 2, 4.6)
  const ease = isElectric ? between(random, 0.25, 0.85) : between(random, 0.32, 1)
  // In a group, and with the wind, honest legs are as fast as a motor makes others.
  const shelter = chance(random, 0.25) ? between(random, 0.55, 0.9) : 1
  const [rolling, area] = [between(random, 0.004, 0.012), between(random, 0.26, 0.5) * shelter]
  const wind = drift(random, between(random, 0, 2.5), 900)
  const mostDown = between(random, 8, 17)
  const [rest, most] = [between(random, 60, 95), between(random, 165, 198)]
  const turns = between(random, 62, 95)
  const [legs, steps, share] = [drift(random, 0.16, 25), drift(random, 4, 20), between(random, 0, 0.35)]
  const quiet = between(random, 900, 6000)
  return move(
    course,
    {
      braking: between(random, 0.8, 1.8),
      bounds: [
        ...bounds(random, quiet, () => ({ lengthMeters: 0, speed: 0, waits: Math.round(random.exponential(25)) + 2 })),
        ...bounds(random, between(random, 300, 1500), () => ({ lengthMeters: 15, speed: between(random, 3.5, 9), waits: 0 })),
      ],
      step(speed, grade) {
        const isCoasting = grade < -0.035 || speed > mostDown
        const effort = isCoasting ? 0 : Math.max(0.05, ease * (1 + legs()) * (1 + (grade > 0.03 ? share : 0)))
        const watts = effort * fitness * rider
        const all = watts + (motor === null ? 0 : wattsOf(motor, watts, speed, grade))
        const push = Math.min(all / Math.max(speed, 1.5), mass * 0.9)
        const air = speed + wind()
        const drag = (0.6 * area * air * Math.abs(air)) / mass
        const gain = push / mass - GRAVITY * (grade + rolling) - drag
        const cadence = isCoasting ? 0 : Math.max(35, Math.min(115, turns + steps() - 260 * Math.max(0, grade - 0.05)))
        return { speed: Math.min(mostDown * 1.15, Math.max(0.8, speed + gain)), effort, cadence, power: watts }
      },
      heartRate: (effort) => rest + (most - rest) * Math.min(1, 0.12 + 0.82 * effort),
    },
    seconds,
    between(random, 0, 20_000),
    random,
  )
}

/** Somebody who walks or runs: what a gradient costs makes them slower. */
export const goOf = (random: Random, course: Course, seconds: number): Track => {
  const runs = chance(random, 0.65)
  const pace = runs ? between(random, 2, 5.4) : between(random, 1, 1.9)
  const [rest, most] = [between(random, 58, 92), between(random, 165, 200)]
  const ease = runs ? between(random, 0.6, 0.95) : between(random, 0.2, 0.5)
  const turns = runs ? between(random, 78, 94) : between(random, 48, 62)
  const [legs, steps] = [drift(random, 0.07, 20), drift(random, 2, 20)]
  return move(
    course,
    {
      braking: 2,
      bounds: bounds(random, between(random, 600, 6000), () => ({
        lengthMeters: 0,
        speed: 0,
        waits: Math.round(random.exponential(20)) + 2,
      })),
      step(_speed, grade) {
        const slower = 1 + (grade > 0 ? 4.5 * grade : Math.abs(grade + 0.08) * 1.2 - 0.09)
        const effort = ease * (1 + legs())
        return {
          speed: (pace * (1 + legs())) / slower,
          effort: effort * (1 + Math.max(0, grade)),
          cadence: turns + steps(),
          power: effort * 300,
        }
      },
      heartRate: (effort) => rest + (most - rest) * Math.min(1, effort),
    },
    seconds,
    between(random, 0, 20_000),
    random,
  )
}

const KMH = 1 / 3.6

/** Car, bus, moped, train: their limits in km/h, how fast they gain speed, how often and how long they wait. */
const VEHICLES = [
  { limits: [30, 50, 50, 50, 60], gain: [1.2, 2.6], stopsEvery: 500, waits: 22 },
  { limits: [50, 70, 80, 100, 100], gain: [1.2, 2.6], stopsEvery: 2500, waits: 15 },
  { limits: [80, 100, 120, 130], gain: [1, 2.4], stopsEvery: 9000, waits: 20 },
  { limits: [30, 45, 50], gain: [0.7, 1.2], stopsEvery: 420, waits: 25 },
  { limits: [25, 45, 45], gain: [0.8, 1.6], stopsEvery: 900, waits: 18 },
  { limits: [60, 80, 120, 140], gain: [0.4, 0.9], stopsEvery: 4000, waits: 60 },
] as const

/** Something with a motor: it takes what the road allows, uphill too. */
export const driveOf = (random: Random, course: Course, seconds: number): Track => {
  const kind = oneOf(random, VEHICLES)
  const gain = between(random, kind.gain[0], kind.gain[1])
  const style = between(random, 0.85, 1.12)
  let [limit, left] = [oneOf<number>(random, kind.limits), 0]
  const rest = between(random, 55, 98)
  const calm = drift(random, 5, 120)
  const traffic = drift(random, between(random, 0.02, 0.2), 40)
  return move(
    course,
    {
      braking: between(random, 1, 2.6),
      bounds: [
        ...bounds(random, kind.stopsEvery, () => ({
          lengthMeters: 0,
          speed: 0,
          waits: Math.round(random.exponential(kind.waits)) + 1,
        })),
        ...bounds(random, between(random, 300, 1500), () => ({ lengthMeters: 20, speed: between(random, 5, 12), waits: 0 })),
      ],
      step(speed) {
        left -= speed
        if (left <= 0) [limit, left] = [oneOf<number>(random, kind.limits), between(random, 300, 6000)]
        const wanted = limit * KMH * style * Math.min(1.05, 1 + traffic())
        const next = speed + Math.max(-1.2, Math.min(gain * Math.max(0.15, 1 - speed / 50), wanted - speed))
        return { speed: next, effort: 0, cadence: 0, power: 0 }
      },
      heartRate: () => rest + calm(),
    },
    seconds,
    between(random, 0, 20_000),
    random,
  )
}

/** A real ride with a motor: where its rider worked, the motor adds, and uphill it gets as fast as all of that makes it. */
export const assisted = (random: Random, { distance, altitude, heartRate, cadence, power }: Track): Track => {
  const motor = motorOf(random)
  const mass = between(random, 70, 115)
  const ease = between(random, 0.45, 0.95)
  const track: Track = { distance: [], altitude: [], heartRate: [], cadence: [], power: [] }
  let [clock, boost] = [0, 0]
  for (let i = 10; i + 10 < distance.length; i++) {
    const [way, around] = [(distance[i + 1] ?? 0) - (distance[i] ?? 0), (distance[i + 10] ?? 0) - (distance[i - 10] ?? 0)]
    const grade = around < 15 ? 0 : Math.max(-0.15, Math.min(0.15, ((altitude[i + 10] ?? 0) - (altitude[i - 10] ?? 0)) / around))
    const needs = (speed: number) => mass * speed * GRAVITY * (grade + 0.007) + 0.22 * speed ** 3
    const own = Math.max(0, Math.min(450, needs(way)))
    let wanted = 0
    if (own > 25)
      for (let more = 0.1; more < 9; more += 0.1)
        if (needs(way + more) <= ease * own + wattsOf(motor, ease * own, way + more, grade)) wanted = more
    // A motor comes and goes within seconds.
    boost += (wanted - boost) / 6
    const speed = way > 0.5 ? way + boost : way
    clock += speed > 0 ? way / speed : 1
    if (clock < track.distance.length + 1) continue
    const calmer = (column: number[], by: number) => (column[i] ?? Number.NaN) * by
    while (track.distance.length < clock) {
      track.distance.push(distance[i] ?? 0)
      track.altitude.push(altitude[i] ?? 0)
      track.heartRate.push(70 + ((heartRate[i] ?? Number.NaN) - 70) * (0.35 + 0.65 * ease))
      track.cadence.push(calmer(cadence, 1))
      track.power.push(calmer(power, ease))
    }
  }
  return track
}
