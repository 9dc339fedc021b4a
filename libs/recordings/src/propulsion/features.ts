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

/** One value a second of all movement, without gaps. */
export interface Seconds {
  /** Over the five seconds around. */
  readonly speed: Float64Array
  /** What the speed gains until five seconds later, in each of them. */
  readonly gain: Float64Array
  readonly gradient: Float64Array
  /** Since the start of the recording. */
  readonly at: Float64Array
  readonly heartRateBpm: Float64Array | null
  readonly cadenceRpm: Float64Array | null
  readonly powerWatts: Float64Array | null
}

/** Puts the seconds of a recording, without its gaps, one after another. */
export const secondsOf = (columns: PropulsionColumns): Seconds => {
  const { timeSeconds: time, distanceMeters: distance, altitudeMeters: height } = columns
  const last = time && distance ? Math.floor(time.at(-1) ?? 0) : -1
  const most = Math.min(MOST_SECONDS, last + 1)
  const wanted = Math.max(0, most)
  const [meters, altitude, second] = [new Float64Array(wanted), new Float64Array(wanted), new Float64Array(wanted)]
  const [sample, stretch] = [new Int32Array(wanted), new Int32Array(wanted)]
  let count = 0
  let part = 0
  if (time && distance)
    for (let i = 0; i + 1 < time.length && count < wanted; i++) {
      const begin = at(time, i)
      const end = at(time, i + 1)
      if (end - begin > GAP_SECONDS) {
        part++
        continue
      }
      const rate = (at(distance, i + 1) - at(distance, i)) / (end - begin)
      const low = height ? at(height, i) : Number.NaN
      const rise = height ? (at(height, i + 1) - low) / (end - begin) : Number.NaN
      for (let moment = Math.ceil(begin); moment < end && count < wanted; moment++) {
        meters[count] = at(distance, i) + rate * (moment - begin)
        altitude[count] = low + rise * (moment - begin)
        second[count] = moment
        sample[count] = i
        stretch[count] = part
        count++
      }
    }
  const told = (column: Float64Array | undefined): Float64Array | null => {
    if (!column) return null
    const values = new Float64Array(count)
    for (let i = 0; i < count; i++) values[i] = at(column, sample[i] as number)
    return values
  }
  return {
    ...slopes(meters, altitude, stretch, count),
    at: second.subarray(0, count),
    heartRateBpm: told(columns.heartRateBpm),
    cadenceRpm: told(columns.cadenceRpm),
    powerWatts: told(columns.powerWatts),
  }
}

/** The speed around each second, what it gains until five seconds later, and the gradient. */
const slopes = (meters: Float64Array, altitude: Float64Array, stretch: Int32Array, count: number) => {
  const speed = new Float64Array(count).fill(Number.NaN)
  const gain = new Float64Array(count).fill(Number.NaN)
  const gradient = new Float64Array(count).fill(Number.NaN)
  const near = [Math.floor(SPEED_SECONDS / 2), Math.ceil(SPEED_SECONDS / 2)] as const
  const far = GRADIENT_SECONDS / 2
  for (let i = near[0]; i + near[1] < count; i++)
    if (stretch[i - near[0]] === stretch[i + near[1]])
      speed[i] = (at(meters, i + near[1]) - at(meters, i - near[0])) / SPEED_SECONDS
  for (let i = far; i + far < count; i++) {
    if (stretch[i - far] !== stretch[i + far]) continue
    const way = at(meters, i + far) - at(meters, i - far)
    if (way >= GRADIENT_METERS) gradient[i] = (at(altitude, i + far) - at(altitude, i - far)) / way
  }
  for (let i = 0; i + SPEED_SECONDS < count; i++)
    if (stretch[i] === stretch[i + SPEED_SECONDS]) gain[i] = (at(speed, i + SPEED_SECONDS) - at(speed, i)) / SPEED_SECONDS
  return { speed, gain, gradient }
}

/** The value of which this share of the others is lower; NaN of none. */
const quantile = (sorted: Float64Array, share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN

/** What a bicycle needs at a speed that it gains or loses, on a gradient, in W for each kg of it and its rider; never less than nothing. */
const bicycleWattsPerKg = (speed: number, gain: number, gradient: number): number =>
  Math.max(0, speed * (GRAVITY * (gradient + ROLLING) + gain + DRAG_PER_KG * speed * speed))

/** A sum of known values, and of how many. */
class Mean {
  private sum = 0
  count = 0
  add(value: number): void {
    if (Number.isNaN(value)) return
    this.sum += value
    this.count++
  }
  /** NaN of fewer values. */
  value(least = 1): number {
    return this.count < least ? Number.NaN : this.sum / this.count
  }
}

/** The highest mean of 60 values that follow each other; NaN of fewer, or where one of all 60 is unknown. */
class HighestMinute {
  private readonly values = new Float64Array(60)
  private sum = 0
  private known = 0
  private most = Number.NaN
  add(value: number): void {
    if (Number.isNaN(value)) {
      this.sum = 0
      this.known = 0
      return
    }
    const place = this.known % 60
    if (this.known >= 60) this.sum -= at(this.values, place)
    this.values[place] = value
    this.sum += value
    this.known++
    if (this.known >= 60 && !(this.most >= this.sum / 60)) this.most = this.sum / 60
  }
  value(): number {
    return this.most
  }
}

/** Fewer seconds uphill, downhill or on the flat say nothing of it. */
const LEAST_ON_GRADE = 30

/**
 * Returns the features of the seconds from one place to another, in the order of PROPULSION_FEATURES; null where they move for less than a minute.
 */
export const featuresOf = (seconds: Seconds, first: number, end: number): readonly number[] | null => {
  const { speed, gain, gradient, heartRateBpm, cadenceRpm, powerWatts } = seconds
  const length = Math.max(0, end - first)
  const [speeds, gains, heartRates] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)]
  let [moving, gained, beaten, cadences, halts] = [0, 0, 0, 0, 0]
  let hasMoved = false
  const [flat, climb, descent, climbWatts] = [new Mean(), new Mean(), new Mean(), new Mean()]
  const [heartRate, climbHeartRate, turning, climbPower] = [new Mean(), new Mean(), new Mean(), new Mean()]
  const [fastestMinute, hardestMinute] = [new HighestMinute(), new HighestMinute()]
  for (let i = first; i < end; i++) {
    const pace = at(speed, i)
    const grade = at(gradient, i)
    const watts = bicycleWattsPerKg(pace, at(gain, i), Math.max(-STEEPEST, Math.min(STEEPEST, grade)))
    fastestMinute.add(pace)
    hardestMinute.add(watts)
    if (pace >= 2) hasMoved = true
    if (hasMoved && pace <= HALTED_MPS) {
      halts++
      hasMoved = false
    }
    if (!(pace >= MOVING_MPS)) continue
    speeds[moving++] = pace
    if (!Number.isNaN(at(gain, i))) gains[gained++] = at(gain, i)
    const beats = heartRateBpm ? at(heartRateBpm, i) : Number.NaN
    const turns = cadenceRpm ? at(cadenceRpm, i) : Number.NaN
    heartRate.add(beats)
    if (!Number.isNaN(beats)) heartRates[beaten++] = beats
    if (!Number.isNaN(turns)) cadences++
    if (turns >= 20) turning.add(turns)
    if (Math.abs(grade) <= 0.01) flat.add(pace)
    if (grade <= -0.03 && grade >= -STEEPEST) descent.add(pace)
    if (!(grade >= 0.03 && grade <= STEEPEST)) continue
    climb.add(pace)
    climbWatts.add(watts)
    climbHeartRate.add(beats)
    climbPower.add(powerWatts ? at(powerWatts, i) : Number.NaN)
  }
  if (moving < LEAST_MOVING_SECONDS) return null
  const sorted = speeds.subarray(0, moving).sort()
  const gainsSorted = gains.subarray(0, gained).sort()
  const beatsSorted = heartRates.subarray(0, beaten).sort()
  let sum = 0
  for (const pace of sorted) sum += pace
  const meanSpeed = sum / moving
  let squares = 0
  for (const pace of sorted) squares += (pace - meanSpeed) ** 2
  const flatSpeed = flat.value(LEAST_ON_GRADE)
  const climbSpeed = climb.value(LEAST_ON_GRADE)
  const climbWattsPerKg = climbWatts.value(LEAST_ON_GRADE)
  const features: Record<Feature, number> = {
    slowSpeedMps: quantile(sorted, 0.25),
    middleSpeedMps: quantile(sorted, 0.5),
    fastSpeedMps: quantile(sorted, 0.9),
    fastestMinuteMps: fastestMinute.value(),
    speedVariation: Math.sqrt(squares / moving) / meanSpeed,
    acceleration: quantile(gainsSorted, 0.95),
    braking: -quantile(gainsSorted, 0.05),
    stopsPerKilometer: (1000 * halts) / (meanSpeed * moving),
    flatSpeedMps: flatSpeed,
    climbSpeedMps: climbSpeed,
    descentSpeedMps: descent.value(LEAST_ON_GRADE),
    climbToFlat: climbSpeed / flatSpeed,
    climbWattsPerKg,
    hardestMinuteWattsPerKg: hardestMinute.value(),
    heartRateBpm: heartRate.value(),
    heartRateSpreadBpm: quantile(beatsSorted, 0.9) - quantile(beatsSorted, 0.1),
    climbHeartRateBpm: climbHeartRate.value(LEAST_ON_GRADE),
    cadenceRpm: turning.value(),
    turningShare: cadences === 0 ? Number.NaN : turning.count / cadences,
    powerShare: climbPower.value(LEAST_ON_GRADE) / (REFERENCE_KG * climbWattsPerKg),
  }
  return NAMES.map((name) => rounded(features[name]))
}

const NAMES = Object.keys(PROPULSION_FEATURES) as readonly Feature[]

/** What a table of the training prints and reads again. */
const rounded = (value: number): number => (Number.isFinite(value) ? Math.round(value * 1000) / 1000 : Number.NaN)

/** Returns the features of a whole recording; null where it has no distance or moves for less than a minute. Training computes them by this function too. */
export const propulsionFeatures = (columns: PropulsionColumns): readonly number[] | null => {
  const seconds = secondsOf(columns)
  return featuresOf(seconds, 0, seconds.at.length)
}
