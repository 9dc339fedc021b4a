import { at } from '../recording.ts'
import { type FitContent, fitTimeMs, type KeptMessage, MESSAGE } from './decode-fit.ts'
import { type FitMessage, numberOf } from './fit-message.ts'

/** One activity of a file: its time range, its sport, and its session if the file has one. */
export interface Leg {
  readonly fromMs: number
  readonly untilMs: number
  /** True when the leg lasted until the next one began; then the sample at that moment also ends this leg. */
  readonly isUntilNext: boolean
  readonly sport: number | undefined
  readonly subSport: number | undefined
  readonly session: FitMessage | null
}

const TRANSITION = 3
const SESSION = { startTime: 2, sport: 5, subSport: 6, elapsed: 7 } as const
/** Legs with a smaller gap are adjacent: devices round to whole seconds. */
const TOUCH_MS = 2000

interface Start {
  readonly startMs: number
  readonly sport: number | undefined
  readonly subSport: number | undefined
  readonly session: FitMessage | null
}

/**
 * Returns the activities of a file, one per session. Each owns the time from its start to the start of the next one, so that the
 * first sample after a change belongs to the next leg. When a leg lasted until the next one began, that sample belongs to both:
 * it ends the last step of the one and starts the other. Transitions are left out. A truncated file lacks its last sessions, so
 * it is split at the sport messages at the start of each leg. The first leg also owns what comes before it, and the last one what
 * comes after.
 */
export function fitLegs(content: FitContent): Leg[] {
  const starts = legStarts(content)
  const legs = starts.map((start, i) => {
    const fromMs = i === 0 ? Number.NEGATIVE_INFINITY : start.startMs
    const untilMs = starts[i + 1]?.startMs ?? Number.POSITIVE_INFINITY
    const isUntilNext = start.startMs + secondsOf(start.session) * 1000 >= untilMs - TOUCH_MS
    return { fromMs, untilMs, isUntilNext, sport: start.sport, subSport: start.subSport, session: start.session }
  })
  return legs.filter((leg) => leg.sport !== TRANSITION)
}

const secondsOf = (session: FitMessage | null): number => (numberOf(session ?? undefined, SESSION.elapsed) ?? 0) / 1000

/** Returns a test for the rows of a leg. When several records have the time of the leg's end, only the first of them belongs to it. */
export function rowsOf({ table }: FitContent, leg: Leg): (timeMs: number, row: number) => boolean {
  let last = -1
  if (leg.isUntilNext) last = table.timeMs.subarray(0, table.count).indexOf(leg.untilMs)
  return (timeMs, row) => timeMs >= leg.fromMs && (timeMs < leg.untilMs || row === last)
}

function legStarts(content: FitContent): Start[] {
  const sports = (content.messages.get(MESSAGE.sport) ?? []).map(sportStart)
  const sessions = (content.messages.get(MESSAGE.session) ?? [])
    .map(({ fields }) => ({
      startMs: fitTimeMs(numberOf(fields, SESSION.startTime)),
      sport: numberOf(fields, SESSION.sport) ?? sports[0]?.sport,
      subSport: numberOf(fields, SESSION.subSport) ?? sports[0]?.subSport,
      session: fields,
    }))
    .sort((a, b) => a.startMs - b.startMs)
  if (sessions.length === 1 && sessions[0] && content.warnings.length === 0) return sessions
  const timed: Start[] = sessions.filter((session) => !Number.isNaN(session.startMs))
  const last = timed.at(-1)
  if (!last) return untimedStarts(sessions[0] ?? null, sports)
  if (content.warnings.length === 0) return apart(timed)
  const lastEnd = last.startMs + (numberOf(last.session ?? new Map(), SESSION.elapsed) ?? Number.POSITIVE_INFINITY)
  return apart([...timed, ...sports.filter((sport) => sport.startMs >= lastEnd - 2000)])
}

/** No session has a time. Returns one leg, or one for each sport message that has its own time. */
function untimedStarts(session: Start | null, sports: readonly Start[]): Start[] {
  if (session) return [{ ...session, startMs: Number.NEGATIVE_INFINITY }]
  const [first, ...later] = sports
  const begin = { startMs: Number.NEGATIVE_INFINITY, sport: first?.sport, subSport: first?.subSport, session: null }
  // The first sport message often comes before any timestamp is known.
  const firstMs = first && !Number.isNaN(first.startMs) ? first.startMs : Number.NEGATIVE_INFINITY
  return [begin, ...apart(later.filter((sport) => sport.startMs > firstMs))]
}

/** Two legs cannot begin at the same time. The later one is a repetition (a chain of copies of one file). */
const apart = (starts: readonly Start[]): Start[] =>
  starts.filter((start, i) => i === 0 || start.startMs > (starts[i - 1] as Start).startMs)

const sportStart = ({ fields, timeMs }: KeptMessage): Start => ({
  startMs: timeMs,
  sport: numberOf(fields, 0),
  subSport: numberOf(fields, 1),
  session: null,
})

/**
 * Returns the device's distance when a leg began, which has to be subtracted because it continues across the legs of a file: the
 * last value until then, or 0 when there is none. When the device itself restarts at 0, nothing is subtracted.
 */
export function distanceBefore(content: FitContent, timeMs: number): number {
  const { timeMs: times, columns, count } = content.table
  const distance = columns.distanceMeters
  if (!distance) return 0
  let before = 0
  let beforeAt = Number.NEGATIVE_INFINITY
  let first = Number.NaN
  let firstAt = Number.POSITIVE_INFINITY
  for (let row = 0; row < count; row++) {
    const value = at(distance, row)
    const time = at(times, row)
    if (Number.isNaN(value)) continue
    if (time <= timeMs && time >= beforeAt) {
      before = value
      beforeAt = time
    } else if (time > timeMs && time < firstAt) {
      first = value
      firstAt = time
    }
  }
  return first + 1 < before ? 0 : before
}
