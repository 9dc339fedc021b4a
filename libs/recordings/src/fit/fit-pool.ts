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
/** Who stands at the wall for longer has gone home. */
const LONGEST_SECONDS = 6 * 3600

const STROKES: Readonly<Record<number, SwimStroke>> = {
  0: 'FREESTYLE',
  1: 'BACKSTROKE',
  2: 'BREASTSTROKE',
  3: 'BUTTERFLY',
  4: 'DRILL',
  5: 'MIXED',
  // By the whole, by the round, and in reverse order.
  6: 'MEDLEY',
  7: 'MEDLEY',
  8: 'MEDLEY',
}

/** A length with its own time, before there is a first sample to count from. */
export interface TimedLength extends Omit<DeviceLength, 'startSeconds'> {
  readonly startMs: number
}

/** All lengths of a file, in order. One without a time begins where the one before ended, the first with the session. */
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

/** The lengths that begin within a leg, where that is swum. */
export const legLengths = (lengths: readonly TimedLength[], leg: Leg): readonly TimedLength[] =>
  leg.sport === SWIMMING ? lengths.filter(({ startMs }) => startMs >= leg.fromMs && startMs < leg.untilMs) : []

/** Whether somebody swam it, by its type or by its strokes; null where it says nothing of either. */
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
    // In drills nobody counts.
    strokes: numberOf(fields, LENGTH.strokes) || null,
  }
}

/** The pool of a leg, its lengths counted from the first sample; undefined where it says neither of a pool nor of lengths. */
export function legPool(leg: Leg, lengths: readonly TimedLength[], startedAtMs: number): DevicePool | undefined {
  const stated = numberOf(leg.session ?? undefined, SESSION.poolLength)
  if (leg.sport !== SWIMMING || (lengths.length === 0 && leg.subSport !== LAP_SWIMMING && !stated)) return undefined
  return {
    lengthMeters: stated ? poolMeters(stated / 100, leg.session, lengths) : null,
    lengths: lengths.map(({ startMs, ...length }) => ({ startSeconds: (startMs - startedAtMs) / 1000, ...length })),
  }
}

/** In metres, whatever unit the device shows; some write yards as they are, and their metres say so. */
function poolMeters(stated: number, session: FitMessage | null, lengths: readonly TimedLength[]): number {
  const active = lengths.filter((length) => !length.isRest).length
  const each = (numberOf(session ?? undefined, 9) ?? 0) / 100 / active
  const inYards = numberOf(session ?? undefined, SESSION.poolLengthUnit) === STATUTE
  return inYards && Math.abs(each / (stated * YARD_METERS) - 1) < 0.02 ? stated * YARD_METERS : stated
}
