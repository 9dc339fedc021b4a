import { firstAtOrAfter } from '../measure/span-means.ts'
import type { Span, Sport } from '../recording.ts'
import { goesNowhere, isOnFoot, sportFamily } from '../sports.ts'
import { featuresOf, type PropulsionColumns, secondsOf } from './features.ts'

/** What may have moved an athlete, in the order of a model's outputs. */
export const PROPULSION_KINDS = ['FOOT', 'BIKE', 'E_BIKE', 'VEHICLE'] as const
export type PropulsionKind = (typeof PROPULSION_KINDS)[number]

/** What a model says of a recording, whatever sport its athlete has given it. The probabilities add up to 1. */
export interface Propulsion {
  /** The model that says so: its name and version. */
  readonly model: string
  readonly foot: number
  readonly bike: number
  readonly eBike: number
  readonly vehicle: number
  /** Where it is as good as certain that a vehicle moved it, in seconds from its start: in order, without overlap. */
  readonly drives?: readonly Span[]
}

/** What a model is asked with about a recording: all of it, and its pieces, for the efforts and drives in it. */
export interface PropulsionQuestion {
  readonly whole: readonly number[]
  readonly pieces: readonly (Span & { readonly features: readonly number[] })[]
}

/** Whether what moved its athlete matters: on foot or on wheels, outdoors. */
export const hasPropulsion = (sport: Sport): boolean =>
  !goesNowhere(sport) && (sportFamily(sport) === 'WHEELS' || isOnFoot(sport))

const PIECE_SECONDS = 180
/** Five hours. A longer recording is looked at in longer pieces. */
const MOST_PIECES = 100

/** Returns what a model is asked with; null where the recording hardly moves. */
export const propulsionQuestion = (columns: PropulsionColumns): PropulsionQuestion | null => {
  const moved = secondsOf(columns)
  const whole = featuresOf(moved, 0, moved.at.length)
  if (whole === null) return null
  const last = columns.timeSeconds?.at(-1) ?? 0
  const length = Math.max(PIECE_SECONDS, last / MOST_PIECES)
  const starts = Array.from({ length: Math.floor(last / length) }, (_, place) => place * length)
  const pieces = starts.flatMap((startSeconds) => {
    const endSeconds = startSeconds + length
    const features = featuresOf(moved, firstAtOrAfter(moved.at, startSeconds), firstAtOrAfter(moved.at, endSeconds))
    return features === null ? [] : [{ startSeconds, endSeconds, features }]
  })
  return { whole, pieces }
}

interface Sure {
  /** Of a vehicle, and of wheels that were called feet. */
  readonly vehicle: number
  readonly motor: number
}

/**
 * The probability from which something is held out. Real rides without a motor have got up to 0.83 from a model that had not seen them, and to accuse
 * an honest rider is worse than to miss a motor.
 */
const SURE: Sure = { vehicle: 0.9, motor: 0.9 }
/** What the first model said was made for as many motors as bicycles, so it says too much. Its evidence is judged as it was then. */
const SURE_OF_FIRST: Sure = { vehicle: 0.95, motor: 0.98 }
const sureOf = (model: string): Sure => (model === 'propulsion@1' ? SURE_OF_FIRST : SURE)

/** A single piece is no drive: a descent may look like one for three minutes. */
const drivesOf = (pieces: readonly (Span & { readonly vehicle: number })[], sure: Sure): readonly Span[] => {
  const runs: { startSeconds: number; endSeconds: number; count: number }[] = []
  for (const { startSeconds, endSeconds, vehicle } of pieces) {
    const last = runs.at(-1)
    if (vehicle < sure.vehicle) continue
    if (last && startSeconds - last.endSeconds < 1) {
      last.endSeconds = endSeconds
      last.count++
    } else runs.push({ startSeconds, endSeconds, count: 1 })
  }
  return runs.flatMap(({ count, ...span }) => (count > 1 ? [span] : []))
}

/** Returns what a model says of a recording. `score` has the probabilities in the order of PROPULSION_KINDS, which are kept in thousandths. */
export const propulsionOf = (
  { whole, pieces }: PropulsionQuestion,
  model: string,
  score: (features: readonly number[]) => readonly number[],
): Propulsion => {
  const [foot = 0, bike = 0, eBike = 0, vehicle = 0] = score(whole).map((value) => Math.round(value * 1000) / 1000)
  const said = pieces.map(({ features, ...span }) => ({ ...span, vehicle: score(features)[3] ?? 0 }))
  const drives = drivesOf(said, sureOf(model))
  return { model, foot, bike, eBike, vehicle, ...(drives.length > 0 && { drives }) }
}

/** What an activity seems to have been instead of its sport. */
export type OtherPropulsion = 'MOTOR_VEHICLE' | 'E_BIKE' | 'WRONG_SPORT'

/**
 * Returns what all of an activity seems to have been instead of its sport, where that would be an advantage and is as good as certain; null
 * otherwise. A ride that was walked is nobody's disadvantage.
 */
export const otherPropulsion = (sport: Sport, propulsion: Propulsion | null | undefined): OtherPropulsion | null => {
  if (!propulsion || !hasPropulsion(sport)) return null
  const { model, bike, eBike, vehicle } = propulsion
  const sure = sureOf(model)
  if (vehicle >= sure.vehicle) return 'MOTOR_VEHICLE'
  if (isOnFoot(sport)) return bike + eBike + vehicle >= sure.vehicle ? 'WRONG_SPORT' : null
  return sport !== 'E_BIKE_RIDE' && eBike >= sure.motor ? 'E_BIKE' : null
}

/** Whether an activity was driven between these seconds of it: an effort there is none. */
export const isDrivenBetween = (
  sport: Sport,
  propulsion: Propulsion | null | undefined,
  startSeconds: number,
  endSeconds: number,
): boolean =>
  hasPropulsion(sport) &&
  (propulsion?.drives ?? []).some((drive) => drive.startSeconds < endSeconds && drive.endSeconds > startSeconds)
