import { firstAtOrAfter } from '../measure/span-means.ts'
import { at } from '../recording.ts'

/** The stored columns that tell what moved an athlete. */
export interface PropulsionColumns {
  readonly timeSeconds?: Float64Array
  readonly distanceMeters?: Float64Array
  readonly altitudeMeters?: Float64Array
  readonly heartRateBpm?: Float64Array
  readonly cadenceRpm?: Float64Array
  readonly powerWatts?: Float64Array
}

/** What a model is asked with, in its order. NaN where the recording does not say it. */
export const PROPULSION_FEATURES = {
  slowSpeedMps: 'a quarter of the moving seconds is slower, m/s',
  middleSpeedMps: 'half of the moving seconds is slower, m/s',
  fastSpeedMps: 'nine tenths of the moving seconds are slower, m/s',
  fastestMinuteMps: 'the fastest minute, m/s',
  speedVariation: 'standard deviation of the moving speed over its mean',
  acceleration: 'one moving second in twenty gains more, m/s²',
  braking: 'one moving second in twenty loses more, m/s²',
  stopsPerKilometer: 'how often it comes to a halt in a kilometre',
  flatSpeedMps: 'mean speed where it is level within 1 %, m/s',
  climbSpeedMps: 'mean speed where it rises by 3 % and more, m/s',
  descentSpeedMps: 'mean speed where it falls by 3 % and more, m/s',
  climbToFlat: 'the speed uphill over the one on the flat',
  climbWattsPerKg: 'what a bicycle would need uphill, W for each kg of rider and bicycle',
  hardestMinuteWattsPerKg: 'what a bicycle would need in the hardest minute, W/kg',
  heartRateBpm: 'mean of the moving seconds',
  heartRateSpreadBpm: 'between a tenth and nine tenths of them',
  climbHeartRateBpm: 'mean uphill',
  cadenceRpm: 'mean while feet or pedals turn',
  turningShare: 'share of the moving seconds with feet or pedals turning',
  powerShare: 'measured power uphill over what a bicycle of 85 kg with its rider would need',
} as const
type Feature = keyof typeof PROPULSION_FEATURES

/** A gap longer than this is no movement. */
const GAP_SECONDS = 30
/** Two days. A longer span says nothing more. */
const MOST_SECONDS = 172_800
const LEAST_MOVING_SECONDS = 60
const MOVING_MPS = 0.5
const HALTED_MPS = 0.3
/** The speed is taken over so many seconds, and the gradient over so many metres at least. */
const SPEED_SECONDS = 5
const GRADIENT_SECONDS = 30
const GRADIENT_METERS = 40
const STEEPEST = 0.25

const GRAVITY = 9.81
const ROLLING = 0.006
/** Half the density of air times 0.4 m², for each of 85 kg. */
const DRAG_PER_KG = (0.5 * 1.2 * 0.4) / 85
const REFERENCE_KG = 85

/** One value a second. */
interface Seconds {
  readonly speed: Float64Array
  readonly gain: Float64Array
  readonly gradient: Float64Array
  /** The sample that a second belongs to. */
  readonly sample: Int32Array
  readonly count: number
}

/** Puts the seconds of a span, without its gaps, one after another. */
const secondsOf = (
  { timeSeconds: time, distanceMeters: distance, altitudeMeters }: PropulsionColumns,
  from: number,
  to: number,
): Seconds => {
  const most = time && distance ? MOST_SECONDS : 0
  const wanted = Math.max(0, Math.min(most, Math.ceil(to - from) + 1))
  const meters = new Float64Array(wanted)
  const altitude = new Float64Array(wanted)
  const sample = new Int32Array(wanted)
  const stretch = new Int32Array(wanted)
  let count = 0
  let part = 0
  if (time && distance)
    for (let i = Math.max(0, firstAtOrAfter(time, from) - 1); i + 1 < time.length && at(time, i) < to; i++) {
      const [begin, end] = [at(time, i), at(time, i + 1)]
      if (end <= from) continue
      if (end - begin > GAP_SECONDS) {
        part++
        continue
      }
      const rate = (at(distance, i + 1) - at(distance, i)) / (end - begin)
      const [low, high] = altitudeMeters ? [at(altitudeMeters, i), at(altitudeMeters, i + 1)] : [Number.NaN, Number.NaN]
      for (let second = Math.ceil(Math.max(begin, from)); second < Math.min(end, to) && count < wanted; second++) {
        meters[count] = at(distance, i) + rate * (second - begin)
        altitude[count] = low + ((high - low) * (second - begin)) / (end - begin)
        sample[count] = i
        stretch[count] = part
        count++
      }
    }
  return { ...slopes(meters, altitude, stretch, count), sample, count }
}

/** The speed around each second, what it gains until five seconds later, and the gradient. */
const slopes = (meters: Float64Array, altitude: Float64Array, stretch: Int32Array, count: number) => {
  const speed = new Float64Array(count).fill(Number.NaN)
  const gain = new Float64Array(count).fill(Number.NaN)
  const gradient = new Float64Array(count).fill(Number.NaN)
  const around = (column: Float64Array, i: number, seconds: number) => {
    const [before, after] = [i - Math.floor(seconds / 2), i + Math.ceil(seconds / 2)]
    const isInside = before >= 0 && after < count && stretch[before] === stretch[after]
    return isInside ? at(column, after) - at(column, before) : Number.NaN
  }
  for (let i = 0; i < count; i++) {
    speed[i] = around(meters, i, SPEED_SECONDS) / SPEED_SECONDS
    const way = around(meters, i, GRADIENT_SECONDS)
    if (way >= GRADIENT_METERS) gradient[i] = around(altitude, i, GRADIENT_SECONDS) / way
  }
  for (let i = 0; i + SPEED_SECONDS < count; i++)
    if (stretch[i] === stretch[i + SPEED_SECONDS]) gain[i] = (at(speed, i + SPEED_SECONDS) - at(speed, i)) / SPEED_SECONDS
  return { speed, gain, gradient }
}

/** The value of which this share of the others is lower; NaN of none. */
const quantile = (sorted: Float64Array, share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN

const mean = (values: Float64Array, least = 1): number =>
  values.length < least ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length

/** The highest mean of 60 values that follow each other; NaN of fewer, or where one of all 60 is unknown. */
const highestMinute = (values: Float64Array): number => {
  let [most, sum, known] = [Number.NaN, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = at(values, i)
    if (Number.isNaN(value)) [sum, known] = [0, 0]
    else {
      sum += value
      known++
    }
    if (known > 60) sum -= at(values, i - 60)
    if (known >= 60 && !(most >= sum / 60)) most = sum / 60
  }
  return most
}

/** What a bicycle needs at a speed that it gains or loses, on a gradient, in W for each kg of it and its rider; never less than nothing. */
const bicycleWattsPerKg = (speed: number, gain: number, gradient: number): number =>
  Math.max(0, speed * (GRAVITY * (gradient + ROLLING) + gain + DRAG_PER_KG * speed * speed))

const countHalts = (speed: Float64Array): number => {
  let halts = 0
  let moves = false
  for (const value of speed) {
    if (value >= 2) moves = true
    if (moves && value <= HALTED_MPS) {
      halts++
      moves = false
    }
  }
  return halts
}

/** Fewer seconds uphill, downhill or on the flat say nothing of it. */
const LEAST_ON_GRADE = 30

/**
 * Returns the features of a span of a recording, in seconds from its start, in the order of PROPULSION_FEATURES; null where it has no distance or moves
 * for less than a minute. Training computes them by this function too.
 */
export const propulsionFeatures = (
  columns: PropulsionColumns,
  fromSeconds = Number.NEGATIVE_INFINITY,
  toSeconds = Number.POSITIVE_INFINITY,
): readonly number[] | null => {
  const { timeSeconds, heartRateBpm, cadenceRpm, powerWatts } = columns
  const last = timeSeconds?.at(-1) ?? 0
  const { speed, gain, gradient, sample, count } = secondsOf(columns, Math.max(0, fromSeconds), Math.min(last, toSeconds))
  const moving: number[] = []
  for (let i = 0; i < count; i++) if (at(speed, i) >= MOVING_MPS) moving.push(i)
  if (moving.length < LEAST_MOVING_SECONDS) return null

  const pick = (column: Float64Array | undefined, seconds: readonly number[]): Float64Array =>
    Float64Array.from(seconds, (i) => (column ? at(column, i) : Number.NaN)).filter((value) => !Number.isNaN(value))
  const told = (column: Float64Array | undefined, seconds: readonly number[]): Float64Array =>
    Float64Array.from(seconds, (i) => (column ? at(column, sample[i] ?? 0) : Number.NaN)).filter((value) => !Number.isNaN(value))
  const level = moving.filter((i) => Math.abs(at(gradient, i)) <= 0.01)
  const up = moving.filter((i) => at(gradient, i) >= 0.03 && at(gradient, i) <= STEEPEST)
  const down = moving.filter((i) => at(gradient, i) <= -0.03 && at(gradient, i) >= -STEEPEST)

  const speeds = pick(speed, moving).sort()
  const gains = pick(gain, moving).sort()
  const meanSpeed = mean(speeds)
  const watts = Float64Array.from({ length: count }, (_, i) =>
    bicycleWattsPerKg(at(speed, i), at(gain, i), Math.max(-STEEPEST, Math.min(STEEPEST, at(gradient, i)))),
  )
  const heartRates = told(heartRateBpm, moving).sort()
  const cadences = told(cadenceRpm, moving)
  const turning = cadences.filter((value) => value >= 20)
  const flatSpeed = mean(pick(speed, level), LEAST_ON_GRADE)
  const climbSpeed = mean(pick(speed, up), LEAST_ON_GRADE)
  const climbWatts = mean(pick(watts, up), LEAST_ON_GRADE)
  const features: Record<Feature, number> = {
    slowSpeedMps: quantile(speeds, 0.25),
    middleSpeedMps: quantile(speeds, 0.5),
    fastSpeedMps: quantile(speeds, 0.9),
    fastestMinuteMps: highestMinute(speed),
    speedVariation: Math.sqrt(mean(speeds.map((value) => (value - meanSpeed) ** 2))) / meanSpeed,
    acceleration: quantile(gains, 0.95),
    braking: -quantile(gains, 0.05),
    stopsPerKilometer: (1000 * countHalts(speed)) / (meanSpeed * moving.length),
    flatSpeedMps: flatSpeed,
    climbSpeedMps: climbSpeed,
    descentSpeedMps: mean(pick(speed, down), LEAST_ON_GRADE),
    climbToFlat: climbSpeed / flatSpeed,
    climbWattsPerKg: climbWatts,
    hardestMinuteWattsPerKg: highestMinute(watts),
    heartRateBpm: mean(heartRates),
    heartRateSpreadBpm: quantile(heartRates, 0.9) - quantile(heartRates, 0.1),
    climbHeartRateBpm: mean(told(heartRateBpm, up), LEAST_ON_GRADE),
    cadenceRpm: mean(turning),
    turningShare: cadences.length === 0 ? Number.NaN : turning.length / cadences.length,
    powerShare: mean(told(powerWatts, up), LEAST_ON_GRADE) / (REFERENCE_KG * climbWatts),
  }
  return Object.keys(PROPULSION_FEATURES).map((name) => rounded(features[name as Feature]))
}

/** What a table of the training prints and reads again. */
const rounded = (value: number): number => (Number.isFinite(value) ? Math.round(value * 1000) / 1000 : Number.NaN)
