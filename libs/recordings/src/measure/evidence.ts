import { createHash } from 'node:crypto'
import type { BestEffort } from '../metrics/best-efforts.ts'
import type { Propulsion } from '../propulsion/propulsion.ts'
import { at, type Recording } from '../recording.ts'
import { isVirtual } from '../virtual-platforms.ts'

/** What tells whether a person can have done it. */
export interface Evidence {
  /** The least time in which a kilometre was covered; null when it is shorter. */
  readonly fastestKilometerSeconds: number | null
  /** How often it went from a standstill to the speed of a car as fast as a car does. */
  readonly vehicleStarts: number
  /** Equal for two recordings of the same places at the same times. Null without enough places, and on a virtual platform. */
  readonly trackKey: string | null
  /** What moved its athlete, as a model says it. Null where none was asked; absent where nobody could ask one. */
  readonly propulsion?: Propulsion | null
}

const KILOMETER_METERS = 1_000

const STANDING_MPS = 1.5
/** 50 km/h. From a standstill the best sprinters need as long as a slow car, and no longer have the legs to do it again. */
const DRIVING_MPS = 14
const STARTS_WITHIN_SECONDS = 12
/** A receiver that jumps is that fast for a moment. */
const DRIVES_FOR_SECONDS = 5

/** Returns how often the speed rises from standing to driving within seconds, and stays there. */
export const countVehicleStarts = (timeSeconds: Float64Array, speedMps: Float64Array): number => {
  let starts = 0
  let stoodAt = Number.NEGATIVE_INFINITY
  let drivesSince: number | null = null
  for (let i = 0; i < timeSeconds.length; i++) {
    const [time, speed] = [at(timeSeconds, i), at(speedMps, i)]
    if (!(speed >= DRIVING_MPS)) drivesSince = null
    if (speed <= STANDING_MPS) stoodAt = time
    if (speed >= DRIVING_MPS && drivesSince === null && time - stoodAt <= STARTS_WITHIN_SECONDS) drivesSince = time
    if (drivesSince !== null && time - drivesSince >= DRIVES_FOR_SECONDS) {
      starts += 1
      stoodAt = Number.NEGATIVE_INFINITY
      drivesSince = null
    }
  }
  return starts
}

/** Fewer places could be those of a wall. */
const LEAST_PLACES = 50
/** A step of about a metre. */
const STEPS_PER_DEGREE = 100_000
const STEPS_AROUND = 360 * STEPS_PER_DEGREE

const MINUS = 45
const ZERO = 48
const HASHED_AT_ONCE = 32_768
/** No safe integer has more digits, with its sign and what follows it. */
const MOST_CHARACTERS = 18

/** Hashes integers as decimal text. A string for each of them would take as long as all else that is measured of a position. */
const hashedText = () => {
  const hash = createHash('sha256')
  const bytes = new Uint8Array(HASHED_AT_ONCE)
  let length = 0
  return {
    integer(value: number, next: string): void {
      if (length > HASHED_AT_ONCE - MOST_CHARACTERS) {
        hash.update(bytes.subarray(0, length))
        length = 0
      }
      let rest = Math.abs(value)
      if (value < 0) bytes[length++] = MINUS
      let digits = 1
      for (let power = 10; power <= rest; power *= 10) digits += 1
      for (let i = length + digits - 1; i >= length; i--) {
        const higher = Math.floor(rest / 10)
        bytes[i] = ZERO + rest - higher * 10
        rest = higher
      }
      length += digits
      bytes[length++] = next.charCodeAt(0)
    },
    digest: (): string => hash.update(bytes.subarray(0, length)).digest('base64url'),
  }
}

const trackKey = ({ startedAtMs, timeSeconds, channels, sport, device }: Recording): string | null => {
  const { latitude, longitude } = channels
  if (!latitude || !longitude || isVirtual(sport, device)) return null
  const places = new Set<number>()
  const text = hashedText()
  for (let i = 0; i < timeSeconds.length; i++) {
    const north = Math.round(at(latitude, i) * STEPS_PER_DEGREE)
    const east = Math.round(at(longitude, i) * STEPS_PER_DEGREE)
    if (Number.isNaN(north) || Number.isNaN(east)) continue
    if (places.size < LEAST_PLACES) places.add(north * STEPS_AROUND + east)
    text.integer(Math.round(startedAtMs / 1000 + at(timeSeconds, i)), ':')
    text.integer(north, ',')
    text.integer(east, ';')
  }
  return places.size < LEAST_PLACES ? null : text.digest().slice(0, 22)
}

export const measureEvidence = (
  recording: Recording,
  { speedMps, efforts }: { readonly speedMps: Float64Array; readonly efforts: readonly BestEffort[] },
): Evidence => ({
  fastestKilometerSeconds: efforts.find(({ distanceMeters }) => distanceMeters === KILOMETER_METERS)?.elapsedSeconds ?? null,
  vehicleStarts: isVirtual(recording.sport, recording.device) ? 0 : countVehicleStarts(recording.timeSeconds, speedMps),
  trackKey: trackKey(recording),
})
