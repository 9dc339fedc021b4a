import { at } from '../recording.ts'

/** The stored columns that tell what moved an athlete. They are those that the lake has of a recording that is given. */
export interface PropulsionColumns {
  readonly timeSeconds?: Float64Array
  readonly speedMps?: Float64Array
  readonly gradient?: Float64Array
  readonly heartRateBpm?: Float64Array
  readonly cadenceRpm?: Float64Array
  readonly powerWatts?: Float64Array
}

/**
 * What a model is asked with, in its order. NaN where the recording does not say it. lake/src/queries/features/propulsion.sql computes the same for
 * its training.
 */
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
  levelPowerShare: 'the same of all that does not fall, where something is needed',
  hardestFiveMinutesWattsPerKg: 'what a bicycle would need in the hardest five minutes, W/kg',
  hardestFiveMinutesHeartRateBpm: 'mean of these five minutes',
  beatsPerWatt: 'by how much the heart beats faster in a minute that needs 1 W/kg more, bpm',
  beatsAtTwoWatts: 'the heart rate that follows from it for 2 W/kg, bpm',
  climbSlowing: 'by how much it is slower where it is steeper, m/s for each unit of gradient',
  at25Share: 'of the seconds that do not fall, the share at 23.4 to 25.9 km/h, where most motors give up',
  above25Share: 'the share above 26.5 km/h',
  at32Share: 'the share at 30.2 to 32.8 km/h, where others give up',
  edgeAt25: 'of the seconds at 23.4 to 28.4 km/h, the share below 25.9: a motor that gives up makes an edge, legs make none',
  edgeAt32: 'the same of 30.2 to 35.6 km/h, below 32.8',
  levelSpread: 'standard deviation of the speed there over its mean',
  startGain: 'what it gains on average in the five seconds after a standstill, m/s²',
} as const
type Feature = keyof typeof PROPULSION_FEATURES

/** A gap longer than this is no movement. */
const GAP_SECONDS = 30
/** Two days. A longer span says nothing more. */
const MOST_SECONDS = 172_800
const LEAST_MOVING_SECONDS = 60
const MOVING_MPS = 0.5
const HALTED_MPS = 0.3
/** What is gained is taken over so many seconds. */
const GAIN_SECONDS = 5
const STEEPEST = 0.25

const GRAVITY = 9.81
const ROLLING = 0.006
/** Half the density of air times 0.4 m², for each of 85 kg. */
const DRAG_PER_KG = (0.5 * 1.2 * 0.4) / 85
const REFERENCE_KG = 85

/** The steps a unit to which the lake rounds the columns. Rounded the same, they give the same features there and here. */
const STEPS = { time: 10, speed: 100, gradient: 1000, whole: 1 } as const

/** One value a second of all movement, without gaps. */
export interface Seconds {
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

const stepped = (value: number, steps: number): number => Math.round(value * steps) / steps

/** Puts the seconds of a recording, without its gaps, one after another: the speed on a line between two samples, the rest as the earlier one has it. */
export const secondsOf = (columns: PropulsionColumns): Seconds => {
  const { timeSeconds: time, speedMps, gradient: slope } = columns
  const last = time && speedMps ? Math.floor(stepped(time.at(-1) ?? 0, STEPS.time)) : -1
  const wanted = Math.max(0, Math.min(MOST_SECONDS, last + 1))
  const [speed, second] = [new Float64Array(wanted), new Float64Array(wanted)]
  const [sample, stretch] = [new Int32Array(wanted), new Int32Array(wanted)]
  let count = 0
  let part = 0
  if (time && speedMps)
    for (let i = 0; i + 1 < time.length && count < wanted; i++) {
      const [begin, end] = [stepped(at(time, i), STEPS.time), stepped(at(time, i + 1), STEPS.time)]
      if (end - begin > GAP_SECONDS) {
        part++
        continue
      }
      const low = stepped(at(speedMps, i), STEPS.speed)
      const rate = (stepped(at(speedMps, i + 1), STEPS.speed) - low) / (end - begin)
      for (let moment = Math.ceil(begin); moment < end && count < wanted; moment++) {
        speed[count] = moment === begin ? low : low + rate * (moment - begin)
        second[count] = moment
        sample[count] = i
        stretch[count] = part
        count++
      }
    }
  const told = (column: Float64Array | undefined, steps: number): Float64Array | null => {
    if (!column) return null
    const values = new Float64Array(count)
    for (let i = 0; i < count; i++) values[i] = stepped(at(column, sample[i] as number), steps)
    return values
  }
  const gain = new Float64Array(count).fill(Number.NaN)
  for (let i = 0; i + GAIN_SECONDS < count; i++)
    if (stretch[i] === stretch[i + GAIN_SECONDS]) gain[i] = (at(speed, i + GAIN_SECONDS) - at(speed, i)) / GAIN_SECONDS
  return {
    speed: speed.subarray(0, count),
    gain,
    gradient: told(slope, STEPS.gradient) ?? new Float64Array(count).fill(Number.NaN),
    at: second.subarray(0, count),
    heartRateBpm: told(columns.heartRateBpm, STEPS.whole),
    cadenceRpm: told(columns.cadenceRpm, STEPS.whole),
    powerWatts: told(columns.powerWatts, STEPS.whole),
  }
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
  clear(): void {
    this.sum = this.count = 0
  }
  /** NaN of fewer values. */
  value(least = 1): number {
    return this.count < least ? Number.NaN : this.sum / this.count
  }
}

/** The highest mean of so many values that follow each other; NaN of fewer, or where one of them is unknown. And the mean of others beside it. */
class HighestMean {
  private readonly values: Float64Array
  private readonly besides: Float64Array
  private sum = 0
  private known = 0
  private besideSum = 0
  private besideCount = 0
  private most = Number.NaN
  private besideMost = Number.NaN
  private readonly length: number
  constructor(length: number) {
    this.length = length
    this.values = new Float64Array(length)
    this.besides = new Float64Array(length)
  }
  add(value: number, beside = Number.NaN): void {
    if (Number.isNaN(value)) {
      this.sum = this.known = this.besideSum = this.besideCount = 0
      return
    }
    const place = this.known % this.length
    if (this.known >= this.length) {
      this.sum -= at(this.values, place)
      this.countBeside(at(this.besides, place), -1)
    }
    this.values[place] = value
    this.besides[place] = beside
    this.sum += value
    this.countBeside(beside, 1)
    this.known++
    if (this.known < this.length || this.most >= this.sum / this.length) return
    this.most = this.sum / this.length
    this.besideMost = this.besideCount === 0 ? Number.NaN : this.besideSum / this.besideCount
  }
  private countBeside(value: number, times: 1 | -1): void {
    if (Number.isNaN(value)) return
    this.besideSum += times * value
    this.besideCount += times
  }
  value(): number {
    return this.most
  }
  beside(): number {
    return this.besideMost
  }
}

/** How one value follows another. */
class Line {
  private xs = 0
  private ys = 0
  private squares = 0
  private products = 0
  private count = 0
  private readonly calm: number
  private readonly least: number
  /** `calm` is added to the spread of x, so that a few values that hardly differ make no steep line. `least` is how many values a line needs. */
  constructor(calm: number, least: number) {
    this.calm = calm
    this.least = least
  }
  add(x: number, y: number): void {
    if (Number.isNaN(x) || Number.isNaN(y)) return
    this.xs += x
    this.ys += y
    this.squares += x * x
    this.products += x * y
    this.count++
  }
  /** NaN of fewer values than the least. */
  slope(): number {
    if (this.count < this.least) return Number.NaN
    const spread = this.squares / this.count - (this.xs / this.count) ** 2
    return (this.products / this.count - (this.xs / this.count) * (this.ys / this.count)) / (spread + this.calm)
  }
  valueAt(x: number): number {
    return this.ys / this.count + this.slope() * (x - this.xs / this.count)
  }
}

const MINUTE = 60

/** Each minute in which both are known: the means of two values. */
class Minutes {
  private readonly xs = new Mean()
  private readonly ys = new Mean()
  private seen = 0
  private readonly line: Line
  constructor(line: Line) {
    this.line = line
  }
  add(x: number, y: number): void {
    this.xs.add(x)
    this.ys.add(y)
    this.seen++
    if (this.seen < MINUTE) return
    this.line.add(this.xs.value(MINUTE), this.ys.value(MINUTE))
    this.xs.clear()
    this.ys.clear()
    this.seen = 0
  }
}

/** Fewer seconds uphill, downhill or on the flat say nothing of it. */
const LEAST_ON_GRADE = 30
/** Of what does not fall, this much and faster is looked at, and nothing of fewer seconds. */
const ROLLING_MPS = 3
const FALLING = -0.01
const LEAST_ROLLING = 60
/** The speeds at which motors give up by law, in m/s, with what a receiver and a wind make of them. */
const AT_25 = [6.5, 7.2] as const
const ABOVE_25 = 7.35
const AT_32 = [8.4, 9.1] as const
/** Up to here it is as if there was no motor. */
const NEAR_25 = 7.9
const NEAR_32 = 9.9
const STANDING_MPS = 1
/** A line of a heart rate needs so many minutes, and one of the speed by the gradient so many seconds. */
const LEAST_MINUTES = 5
const LEAST_SLOWING = 120
const STEEP = 0.12

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
  const [fastestMinute, hardestMinute, hardestFive] = [new HighestMean(60), new HighestMean(60), new HighestMean(300)]
  const [measuredWatts, neededWatts, starts] = [new Mean(), new Mean(), new Mean()]
  const [beats, slowing] = [new Line(0.05, LEAST_MINUTES), new Line(1e-4, LEAST_SLOWING)]
  const minutes = new Minutes(beats)
  let [rolling, rollingSum, rollingSquares, at25, near25, above25, at32, near32] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = first; i < end; i++) {
    const pace = at(speed, i)
    const grade = at(gradient, i)
    const watts = bicycleWattsPerKg(pace, at(gain, i), Math.max(-STEEPEST, Math.min(STEEPEST, grade)))
    fastestMinute.add(pace)
    hardestMinute.add(watts)
    const heart = heartRateBpm ? at(heartRateBpm, i) : Number.NaN
    hardestFive.add(watts, heart)
    minutes.add(watts, heart)
    if (pace <= STANDING_MPS && i + 1 < end && at(speed, i + 1) > STANDING_MPS) starts.add(at(gain, i))
    if (pace >= 2) hasMoved = true
    if (hasMoved && pace <= HALTED_MPS) {
      halts++
      hasMoved = false
    }
    if (!(pace >= MOVING_MPS)) continue
    speeds[moving++] = pace
    if (!Number.isNaN(at(gain, i))) gains[gained++] = at(gain, i)
    const turns = cadenceRpm ? at(cadenceRpm, i) : Number.NaN
    heartRate.add(heart)
    if (!Number.isNaN(heart)) heartRates[beaten++] = heart
    if (!Number.isNaN(turns)) cadences++
    if (turns >= 20) turning.add(turns)
    if (Math.abs(grade) <= 0.01) flat.add(pace)
    if (grade <= -0.03 && grade >= -STEEPEST) descent.add(pace)
    if (grade >= 0 && grade <= STEEP) slowing.add(grade, pace)
    const measured = powerWatts ? at(powerWatts, i) : Number.NaN
    if (pace >= ROLLING_MPS && grade >= FALLING) {
      rolling++
      rollingSum += pace
      rollingSquares += pace * pace
      if (pace >= AT_25[0] && pace <= AT_25[1]) at25++
      if (pace > ABOVE_25) above25++
      if (pace >= AT_32[0] && pace <= AT_32[1]) at32++
      if (pace >= AT_25[0] && pace <= NEAR_25) near25++
      if (pace >= AT_32[0] && pace <= NEAR_32) near32++
      if (watts > 0 && !Number.isNaN(measured)) {
        measuredWatts.add(measured)
        neededWatts.add(REFERENCE_KG * watts)
      }
    }
    if (!(grade >= 0.03 && grade <= STEEPEST)) continue
    climb.add(pace)
    climbWatts.add(watts)
    climbHeartRate.add(heart)
    climbPower.add(measured)
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
  const shareOfRolling = (count: number): number => (rolling < LEAST_ROLLING ? Number.NaN : count / rolling)
  const rollingSpread = Math.sqrt(Math.max(0, rollingSquares / rolling - (rollingSum / rolling) ** 2)) / (rollingSum / rolling)
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
    powerShare: known(climbPower.value(LEAST_ON_GRADE)) / (REFERENCE_KG * climbWattsPerKg),
    levelPowerShare: known(measuredWatts.value(LEAST_ROLLING)) / neededWatts.value(LEAST_ROLLING),
    hardestFiveMinutesWattsPerKg: hardestFive.value(),
    hardestFiveMinutesHeartRateBpm: hardestFive.beside(),
    beatsPerWatt: beats.slope(),
    beatsAtTwoWatts: beats.valueAt(2),
    climbSlowing: slowing.slope(),
    at25Share: shareOfRolling(at25),
    above25Share: shareOfRolling(above25),
    at32Share: shareOfRolling(at32),
    edgeAt25: near25 < LEAST_ROLLING ? Number.NaN : at25 / near25,
    edgeAt32: near32 < LEAST_ROLLING ? Number.NaN : at32 / near32,
    levelSpread: rolling < LEAST_ROLLING ? Number.NaN : rollingSpread,
    startGain: starts.value(),
  }
  return NAMES.map((name) => rounded(features[name]))
}

/** A power that is nothing all the time is a meter that says nothing. */
const known = (watts: number): number => (watts === 0 ? Number.NaN : watts)

const NAMES = Object.keys(PROPULSION_FEATURES) as readonly Feature[]

/** What a table of the training prints and reads again. */
const rounded = (value: number): number => (Number.isFinite(value) ? Math.round(value * 1000) / 1000 : Number.NaN)

/** Returns the features of a whole recording; null where it has no distance or moves for less than a minute. Training computes them by this function too. */
export const propulsionFeatures = (columns: PropulsionColumns): readonly number[] | null => {
  const seconds = secondsOf(columns)
  return featuresOf(seconds, 0, seconds.at.length)
}
