import { localDayOf, mondayOf, wallClockMs } from '@gruppetto/graph'
import { type ClubEventRow, overAtOf } from './club-event.ts'
import { detailsOf, type OccurrenceRow, type OwnField, occurrenceId } from './occurrence.ts'
import { instantOfWallClock } from './wall-clock.ts'

interface Times {
  readonly startsAt: Date
  readonly endsAt: Date | null
}

/** Returns the times of the date of a series that begins at `slotAt`. It lasts as long on the clock as the event does. */
export const timesAt = (event: Times & { readonly timeZone: string }, slotAt: Date): Times => {
  const { startsAt, endsAt, timeZone } = event
  if (endsAt === null || slotAt.getTime() === startsAt.getTime()) return { startsAt: slotAt, endsAt }
  const lastsMs = wallClockMs(endsAt.getTime(), timeZone) - wallClockMs(startsAt.getTime(), timeZone)
  const endsMs = instantOfWallClock(wallClockMs(slotAt.getTime(), timeZone) + lastsMs, timeZone)
  // On the night of a change of the clock, the end on the clock may lie before the beginning.
  const exactMs = slotAt.getTime() + endsAt.getTime() - startsAt.getTime()
  return { startsAt: slotAt, endsAt: new Date(endsMs > slotAt.getTime() ? endsMs : exactMs) }
}

/** Returns an occurrence with the details of its series, except those of its own. */
const followDetails = (event: ClubEventRow, row: OccurrenceRow): OccurrenceRow => {
  const details = Object.entries(detailsOf(event)).filter(([field]) => !row.own.includes(field as OwnField))
  return { ...row, ...Object.fromEntries(details) }
}

/** Returns an occurrence with the times and details of its series, except those of its own. */
const followSeries = (event: ClubEventRow, slotAt: Date, row: OccurrenceRow): OccurrenceRow => {
  const { startsAt, endsAt } = row.own.includes('time') ? row : timesAt(event, slotAt)
  const times = { slotAt, startsAt, endsAt, overAt: overAtOf({ startsAt, endsAt }), timeZone: event.timeZone }
  return { ...followDetails(event, row), ...times }
}

/** Makes the occurrence for a slot. The name is the slot, or the first instant after it that names no other occurrence. */
const newOccurrence = (event: ClubEventRow, slotAt: Date, taken: Set<string>): OccurrenceRow => {
  let originalStartsAt = slotAt
  while (taken.has(occurrenceId(event._id, originalStartsAt))) originalStartsAt = new Date(originalStartsAt.getTime() + 1)
  const _id = occurrenceId(event._id, originalStartsAt)
  taken.add(_id)
  const times = timesAt(event, slotAt)
  return {
    _id,
    eventId: event._id,
    clubId: event.clubId,
    originalStartsAt,
    slotAt,
    ...times,
    overAt: overAtOf(times),
    timeZone: event.timeZone,
    ...detailsOf(event),
    own: [],
    cancelledAt: event.cancelledAt,
    cancelReason: event.cancelReason,
    cancelledWithSeries: event.cancelledAt !== null,
    goingCount: 0,
    waitlistedCount: 0,
    revision: 1,
  }
}

type Pair = readonly [slotAt: Date, row: OccurrenceRow]

interface Unpaired {
  readonly slots: readonly Date[]
  readonly rows: readonly OccurrenceRow[]
}

/**
 * Gives slots to known occurrences, so that whoever has answered keeps the answer when a series is moved: each slot gets an
 * occurrence with the same key, in order of time. Returns the pairs, and what is left of both.
 */
const pairBy = (slotKey: (at: Date) => string, rowKey: (at: Date) => string, { slots, rows }: Unpaired) => {
  const waiting = new Map<string, OccurrenceRow[]>()
  for (const row of rows) {
    const key = rowKey(row.slotAt ?? row.originalStartsAt)
    waiting.set(key, [...(waiting.get(key) ?? []), row])
  }
  const pairs: Pair[] = []
  const slotsLeft: Date[] = []
  for (const slotAt of slots) {
    const row = waiting.get(slotKey(slotAt))?.shift()
    if (row === undefined) slotsLeft.push(slotAt)
    else pairs.push([slotAt, row])
  }
  return { pairs, slots: slotsLeft, rows: [...waiting.values()].flat() }
}

/** Returns the next revision of those that differ from what they were. */
const nextRevisions = (pairs: readonly (readonly [before: OccurrenceRow, after: OccurrenceRow])[]): readonly OccurrenceRow[] =>
  pairs
    .filter(([before, after]) => JSON.stringify(before) !== JSON.stringify({ ...before, ...after }))
    .map(([before, after]) => ({ ...after, revision: before.revision + 1 }))

/** Returns the next revision of each occurrence that has other details than its series. The times stay as they are. */
export const withDetails = (event: ClubEventRow, rows: readonly OccurrenceRow[]): readonly OccurrenceRow[] =>
  nextRevisions(rows.map((row) => [row, followDetails(event, row)] as const))

export interface OccurrencePlan {
  readonly event: ClubEventRow
  /** When the dates of the event begin, in the part of it that is planned. */
  readonly slots: readonly Date[]
  /** All occurrences of the event in that part, those without a slot among them. */
  readonly known: readonly OccurrenceRow[]
  /** How much later on the clock the series is than it was. */
  readonly shiftMs?: number
}

/**
 * Plans the occurrences of an event after a change of it. Returns the new ones, and the next revision of those that differ. An
 * occurrence that has no place in the series any more stays without a slot, since athletes may have answered.
 */
export const planOccurrences = ({ event, slots, known, shiftMs = 0 }: OccurrencePlan): readonly OccurrenceRow[] => {
  const dayOf = (at: Date) => localDayOf(at.getTime(), event.timeZone)
  const shiftedDayOf = (at: Date) => dayOfClock(wallClockMs(at.getTime(), event.timeZone) + shiftMs)
  const weekOf = (at: Date) => mondayOf(dayOf(at))
  const sorted = known.toSorted((a, b) => a.originalStartsAt.getTime() - b.originalStartsAt.getTime())
  const present = sorted.filter((row) => row.slotAt !== null)
  // A single event is the same one on whatever day it takes place.
  const isOne = slots.length === 1 && present.length === 1
  const keys = isOne ? [always] : [[dayOf, shiftedDayOf] as const, [dayOf, dayOf] as const, [weekOf, weekOf] as const]
  const pairs: Pair[] = []
  let left: Unpaired = { slots, rows: present }
  for (const [slotKey, rowKey] of keys) {
    const paired = pairBy(slotKey, rowKey, left)
    pairs.push(...paired.pairs)
    left = paired
  }
  const revived = pairBy(dayOf, dayOf, { slots: left.slots, rows: sorted.filter((row) => row.slotAt === null) })
  const taken = new Set(known.map((row) => row._id))
  return [
    ...nextRevisions([...pairs, ...revived.pairs].map(([slotAt, row]) => [row, followSeries(event, slotAt, row)] as const)),
    ...nextRevisions(left.rows.map((row) => [row, { ...row, slotAt: null }] as const)),
    ...revived.slots.map((slotAt) => newOccurrence(event, slotAt, taken)),
  ]
}

const dayOfClock = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 10)

const always = [() => '', () => ''] as const
