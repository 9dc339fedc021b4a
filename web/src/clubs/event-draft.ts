import { dayAfter } from '../texts/days.ts'
import { ONCE, type Repetition, readRepetition, ruleOf } from './repetition.ts'
import type { SportName } from './sport-picks.tsx'
import { instantOf, wallClockOf } from './when.ts'

interface Spot {
  readonly latitude: number
  readonly longitude: number
}

/** An event as its form has it: times on the clock of its zone, numbers as they are typed. */
export interface EventDraft {
  readonly title: string
  readonly sport: SportName | null
  /** Such as 2026-12-06; empty while it is being typed. */
  readonly day: string
  readonly from: string
  /** Empty when the event names no end. */
  readonly to: string
  readonly timeZone: string
  readonly repetition: Repetition
  readonly place: string
  readonly spot: Spot | null
  readonly isVirtual: boolean
  readonly description: string
  readonly capacity: string
  readonly guestsAllowed: number
  readonly answersCloseMinutes: number | null
  /** KEPT: that of the event as it is. */
  readonly route: 'NONE' | 'KEPT' | { readonly name: string; readonly gpx: string }
  /** Days from the first to the last one of an event that takes longer than one. */
  readonly daysMore: number
}

/** What createClubEvent and updateClubEvent take, but for the club. */
export interface EventInput {
  readonly title: string
  readonly description: string | null
  readonly sport: SportName | null
  readonly startsAt: string
  readonly endsAt: string | null
  readonly timeZone: string
  readonly recurrence: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly place: string | null
  readonly isVirtual: boolean
  readonly capacity: number | null
  readonly guestsAllowed: number
  readonly answersCloseMinutes: number | null
  readonly route?: null
  readonly routeGpx?: string
}

export interface KnownEvent {
  readonly title: string
  readonly description: string | null | undefined
  readonly sport: SportName | null | undefined
  readonly startsAt: string
  readonly endsAt: string | null | undefined
  readonly place: string | null | undefined
  readonly isVirtual: boolean
  readonly capacity: number | null | undefined
  readonly route: string | null | undefined
  readonly meetingPoint: Spot | null | undefined
}

interface Series {
  readonly timeZone: string
  readonly recurrence: string | null | undefined
  readonly guestsAllowed: number
  readonly answersCloseMinutes: number | null | undefined
}

const DAY_MS = 86_400_000
/** A new event on the next day at nine, for two hours. */
export const newDraft = (timeZone: string, sport: SportName | null, nowMs: number): EventDraft => ({
  ...{ title: '', sport, timeZone, repetition: ONCE, from: '09:00', to: '11:00', daysMore: 0 },
  ...{ place: '', spot: null, isVirtual: false, description: '', capacity: '', guestsAllowed: 0, answersCloseMinutes: null },
  day: dayAfter(wallClockOf(new Date(nowMs).toISOString(), timeZone).slice(0, 10), 1),
  route: 'NONE',
})

/** An event as it is, or one of its dates, to be changed. */
export const draftOf = (known: KnownEvent, series: Series): EventDraft => {
  const { timeZone } = series
  const from = wallClockOf(known.startsAt, timeZone)
  const to = known.endsAt == null ? null : wallClockOf(known.endsAt, timeZone)
  const day = from.slice(0, 10)
  const daysMore = to === null ? 0 : Math.round((Date.parse(to.slice(0, 10)) - Date.parse(day)) / DAY_MS)
  return {
    title: known.title,
    sport: known.sport ?? null,
    day,
    from: from.slice(11),
    to: to?.slice(11) ?? '',
    timeZone,
    repetition: readRepetition(series.recurrence, day, timeZone),
    place: known.place ?? '',
    spot: known.meetingPoint == null ? null : { latitude: known.meetingPoint.latitude, longitude: known.meetingPoint.longitude },
    isVirtual: known.isVirtual,
    description: known.description ?? '',
    capacity: known.capacity == null ? '' : String(known.capacity),
    guestsAllowed: series.guestsAllowed,
    answersCloseMinutes: series.answersCloseMinutes ?? null,
    route: known.route == null ? 'NONE' : 'KEPT',
    daysMore,
  }
}

/**
 * Returns what was typed for some dates of a series as what it means for others: a day is moved by as many days as it was moved before. The texts, places
 * and numbers are the same.
 */
export const carriedTo = (changes: Partial<EventDraft>, from: EventDraft, to: EventDraft): Partial<EventDraft> => {
  const { day, ...rest } = changes
  if (day === undefined || day === '') return rest
  return { ...rest, day: dayAfter(to.day, Math.round((Date.parse(day) - Date.parse(from.day)) / DAY_MS)) }
}

/** Returns what was typed without what one date alone does not have: a rule, and a time zone of its own. */
export const ofOneDate = ({ repetition: _rule, timeZone: _zone, ...rest }: Partial<EventDraft>): Partial<EventDraft> => rest

/** The choice of a list as minutes; null for the end of the event. */
export const closeMinutesOf = (value: string): number | null => (value === 'null' ? null : Number(value))

/** Writes what the platform takes. An end on the clock that is not after the start is on the next day. */
export const inputOf = (draft: EventDraft, mayRepeat: boolean): EventInput => {
  const { day, from, to, timeZone, daysMore, isVirtual, spot, route, capacity } = draft
  const more = Math.max(daysMore, to !== '' && to <= from ? 1 : 0)
  const lasts = daysMore === 1 && to > from ? 0 : more
  return {
    title: draft.title.trim(),
    description: draft.description.trim() || null,
    sport: draft.sport,
    startsAt: instantOf(`${day}T${from}`, timeZone),
    endsAt: to === '' ? null : instantOf(`${dayAfter(day, lasts)}T${to}`, timeZone),
    timeZone,
    recurrence: mayRepeat ? ruleOf(draft.repetition, day) : null,
    latitude: isVirtual ? null : (spot?.latitude ?? null),
    longitude: isVirtual ? null : (spot?.longitude ?? null),
    place: isVirtual ? null : draft.place.trim() || null,
    isVirtual,
    capacity: capacity.trim() === '' ? null : Number(capacity),
    guestsAllowed: draft.guestsAllowed,
    answersCloseMinutes: draft.answersCloseMinutes,
    ...(route === 'NONE' && { route: null }),
    ...(typeof route === 'object' && { routeGpx: route.gpx }),
  }
}
