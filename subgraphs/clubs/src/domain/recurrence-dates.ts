import { wallClockMs } from '@gruppetto/graph'
import { RRuleTemporal } from 'rrule-temporal'
import { type Anchor, clockOf, compact, type Recurrence, readTime, sortedOnce } from './recurrence.ts'
import { instantOfWallClock } from './wall-clock.ts'

const DAY_MS = 24 * 3_600_000

/** Opens a rule in the library. It counts in UTC here, so that it knows nothing of changes of the clock. */
const openRule = (rule: ReadonlyMap<string, string>, anchor: Anchor): RRuleTemporal => {
  const parts = [...rule].map(([name, value]) => {
    const onClock = name === 'UNTIL' ? `${compact(readTime(value, anchor, 0))}Z` : value
    return `${name}=${onClock}`
  })
  return new RRuleTemporal({ rruleString: `DTSTART:${compact(clockOf(anchor, anchor.startsAt))}Z\nRRULE:${parts.join(';')}` })
}

/** Returns the dates of RRULE alone from one time on the clock to another, both included. Without a rule it is the first date. */
const ruleDates = ({ rule }: Recurrence, anchor: Anchor, fromMs: number, toMs: number): readonly number[] => {
  const startMs = clockOf(anchor, anchor.startsAt)
  if (rule === null) return startMs >= fromMs && startMs <= toMs ? [startMs] : []
  const dates = openRule(rule, anchor).between(new Date(fromMs - 1), new Date(toMs + 1), true)
  return dates.map(({ epochMilliseconds }) => epochMilliseconds).filter((ms) => ms >= fromMs && ms <= toMs)
}

/** Returns when the dates of a series begin, from one instant to another, both included. */
export const slotsBetween = (recurrence: Recurrence, anchor: Anchor, fromMs: number, toMs: number): readonly Date[] => {
  const { timeZone, startsAt } = anchor
  const startMs = clockOf(anchor, startsAt)
  // A day more on both sides, since clocks and instants differ by less than that.
  const ofRule = ruleDates(recurrence, anchor, wallClockMs(fromMs, timeZone) - DAY_MS, wallClockMs(toMs, timeZone) + DAY_MS)
  const excepted = new Set(recurrence.exceptMs)
  const walls = [...ofRule, ...recurrence.besidesMs].filter((ms) => !excepted.has(ms))
  // The first date is told as an instant, and may be the second of two times that the clock shows.
  const instants = walls.map((ms) => (ms === startMs ? startsAt.getTime() : instantOfWallClock(ms, timeZone)))
  return sortedOnce(instants)
    .filter((ms) => ms >= fromMs && ms <= toMs)
    .map((ms) => new Date(ms))
}

/** Whether the first date of a series is one that its rule names. */
export const startsByRule = (recurrence: Recurrence, anchor: Anchor): boolean => {
  const startMs = clockOf(anchor, anchor.startsAt)
  return ruleDates(recurrence, anchor, startMs, startMs).length === 1
}

/** Whether a series goes on after an instant. A last date that is left out by EXDATE counts too. */
export const hasDateAfter = ({ rule, besidesMs }: Recurrence, anchor: Anchor, afterMs: number): boolean => {
  const wallMs = wallClockMs(afterMs, anchor.timeZone)
  if (besidesMs.some((ms) => ms > wallMs)) return true
  return rule !== null && openRule(rule, anchor).next(new Date(wallMs)) !== null
}

/** A series without a rule has at least its first date among those that it lists, so that there is something to write. */
const withFirst = (recurrence: Recurrence, firstMs: number): Recurrence =>
  recurrence.rule === null && recurrence.besidesMs.length === 0 ? { ...recurrence, besidesMs: [firstMs] } : recurrence

/** Returns the rule as it is told from a later first date on: COUNT is what is left of it then. */
export const goingOnFrom = (recurrence: Recurrence, anchor: Anchor, first: Date): Recurrence => {
  const { rule, besidesMs } = recurrence
  const firstMs = clockOf(anchor, first)
  const later = { ...recurrence, besidesMs: besidesMs.filter((ms) => ms >= firstMs) }
  const count = Number(rule?.get('COUNT') ?? 0)
  if (rule === null || count === 0) return withFirst(later, firstMs)
  const passed = ruleDates(recurrence, anchor, clockOf(anchor, anchor.startsAt), firstMs - 1).length
  return { ...later, rule: new Map([...rule, ['COUNT', String(count - passed)]]) }
}

/** Returns the rule without the dates from an instant on. */
export const endingBefore = ({ rule, exceptMs, besidesMs }: Recurrence, anchor: Anchor, end: Date): Recurrence => {
  const parts = new Map(rule)
  parts.delete('COUNT')
  parts.set('UNTIL', `${compact(end.getTime() - 1000)}Z`)
  const before = { rule: rule && parts, exceptMs, besidesMs: besidesMs.filter((ms) => ms < clockOf(anchor, end)) }
  return withFirst(before, clockOf(anchor, anchor.startsAt))
}

/** Returns the rule with a date besides those that it names. */
export const withDate = (recurrence: Recurrence, anchor: Anchor, at: Date): Recurrence => ({
  ...recurrence,
  besidesMs: sortedOnce([...recurrence.besidesMs, clockOf(anchor, at)]),
})
