import type { DeviceLength, DevicePool, SwimStroke } from '../recording.ts'
import { type FitContent, fitTimeMs, MESSAGE } from './decode-fit.ts'
import type { Leg } from './fit-legs.ts'
import { type FitMessage, numberOf } from './fit-message.ts'

const SWIMMING = 5
const LAP_SWIMMING = 17
const SESSION = { poolLength: 44, poolLengthUnit: 46 } as const
const LENGTH = { startTime: 2, elapsedTime: 3, timerTime: 4, strokes: 5, stroke: 7, type: 12, timestamp: 253 } as const
const IDLE = 0
const STATUTE = 1
const YARD_METERS = 0.9144
/** A longer rest at the wall is not a rest any more. */
const LONGEST_SECONDS = 6 * 3600

const STROKES: Readonly<Record<number, SwimStroke>> = {
  0: 'FREESTYLE',
  1: 'BACKSTROKE',
  2: 'BREASTSTROKE',
  3: 'BUTTERFLY',
  4: 'DRILL',
  5: 'MIXED',
  // Medley by the whole swim, medley by the round, and reverse medley.
  6: 'MEDLEY',
  7: 'MEDLEY',
  8: 'MEDLEY',
}

/** A length with an absolute time, used before the first sample is known. */
export interface TimedLength extends Omit<DeviceLength, 'startSeconds'> {
  readonly startMs: number
}

/**
 * Returns all lengths of a file in order. A length without a time begins where the one before ended; the first one begins with
 * the session.
 */
export function fitLengths(content: FitContent): TimedLength[] {
  let endMs = fitTimeMs(numberOf(content.messages.get(MESSAGE.session)?.[0]?.fields, 2))
  const messages = content.messages.get(MESSAGE.length) ?? []
  const areTold = messages.some(({ fields }) => isSwum(fields) !== null)
  const lengths: TimedLength[] = []
  for (const { fields } of messages) {
    const statedMs = fitTimeMs(numberOf(fields, LENGTH.startTime))
    const writtenMs = fitTimeMs(numberOf(fields, LENGTH.timestamp))
    const milliseconds = numberOf(fields, LENGTH.elapsedTime) ?? numberOf(fields, LENGTH.timerTime) ?? writtenMs - statedMs
    const elapsedSeconds = milliseconds / 1000
    const startMs = [statedMs, writtenMs - milliseconds, endMs].find((ms) => !Number.isNaN(ms))
    if (startMs === undefined || !(elapsedSeconds >= 0 && elapsedSeconds <= LONGEST_SECONDS)) continue
    endMs = startMs + elapsedSeconds * 1000
    lengths.push({ startMs, elapsedSeconds, ...swum(fields, isSwum(fields) ?? !areTold) })
  }
  return lengths.sort((a, b) => a.startMs - b.startMs)
}

/** Returns the lengths that begin within a leg, if the leg is a swim. */
export const legLengths = (lengths: readonly TimedLength[], leg: Leg): readonly TimedLength[] =>
  leg.sport === SWIMMING ? lengths.filter(({ startMs }) => startMs >= leg.fromMs && startMs < leg.untilMs) : []

/** Returns whether the length was swum, by its type or its strokes; null when the message has neither. */
function isSwum(fields: FitMessage): boolean | null {
  const type = numberOf(fields, LENGTH.type)
  if (type !== undefined) return type !== IDLE
  return numberOf(fields, LENGTH.stroke) !== undefined || numberOf(fields, LENGTH.strokes) ? true : null
}

function swum(fields: FitMessage, isActive: boolean): Pick<DeviceLength, 'isRest' | 'stroke' | 'strokes'> {
  if (!isActive) return { isRest: true, stroke: null, strokes: null }
  const stroke = numberOf(fields, LENGTH.stroke)
  return {
    isRest: false,
    stroke: (stroke === undefined ? undefined : STROKES[stroke]) ?? 'UNKNOWN',
    // Nobody counts strokes in a drill.
    strokes: numberOf(fields, LENGTH.strokes) || null,
  }
}

/**
 * Returns the pool of a leg, with its lengths relative to the first sample; undefined when the leg names neither a pool nor
 * lengths.
 */
export function legPool(leg: Leg, lengths: readonly TimedLength[], startedAtMs: number): DevicePool | undefined {
  const stated = numberOf(leg.session ?? undefined, SESSION.poolLength)
  if (leg.sport !== SWIMMING || (lengths.length === 0 && leg.subSport !== LAP_SWIMMING && !stated)) return undefined
  return {
    lengthMeters: stated ? poolMeters(stated / 100, leg.session, lengths) : null,
    lengths: lengths.map(({ startMs, ...length }) => ({ startSeconds: (startMs - startedAtMs) / 1000, ...length })),
  }
}

/**
 * Returns the pool length in metres, whatever unit the device displays. Some devices write yards without conversion; the metres
 * of their lengths show it.
 */
function poolMeters(stated: number, session: FitMessage | null, lengths: readonly TimedLength[]): number {
  const active = lengths.filter((length) => !length.isRest).length
  const each = (numberOf(session ?? undefined, 9) ?? 0) / 100 / active
  const inYards = numberOf(session ?? undefined, SESSION.poolLengthUnit) === STATUTE
  return inYards && Math.abs(each / (stated * YARD_METERS) - 1) < 0.02 ? stated * YARD_METERS : stated
}
