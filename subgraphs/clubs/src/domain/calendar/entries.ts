import type { ClubEventRow } from '../club-event.ts'
import { type EventRouteRow, startOf } from '../event-route.ts'
import type { OccurrenceRow } from '../occurrence.ts'
import { readRecurrence } from '../recurrence.ts'
import type { Rsvp } from '../values.ts'
import type { CalendarEntry, CalendarSeries } from './write-calendar.ts'
import { localMs } from './zone.ts'

/** An event as one calendar shows it. */
export interface CalendarEvent {
  readonly event: ClubEventRow
  /** Those of its dates that the calendar shows. */
  readonly occurrences: readonly OccurrenceRow[]
  /** In the calendar of several clubs: the name of the club. */
  readonly clubName: string | null
  /** In the own calendar of an athlete: what they have answered, by occurrence. In that of a club null: it shows all alike. */
  readonly answers: ReadonlyMap<string, Rsvp> | null
  /** The routes of the event and its dates, by id. */
  readonly routes: ReadonlyMap<string, EventRouteRow>
}

type Shown = Pick<CalendarEntry, 'status' | 'isBusy'>

const CANCELLED: Shown = { status: 'CANCELLED', isBusy: false }
const GOING: Shown = { status: 'CONFIRMED', isBusy: true }
const OPEN: Shown = { status: 'TENTATIVE', isBusy: false }
const OF_CLUB: Shown = { status: 'CONFIRMED', isBusy: false }

/** Returns how a date is shown, or null when its athlete does not go. */
const shownAs = ({ _id, cancelledAt }: OccurrenceRow, answers: CalendarEvent['answers']): Shown | null => {
  const answer = answers?.get(_id)
  if (answer === 'NOT_GOING') return null
  if (cancelledAt !== null) return CANCELLED
  if (answers === null) return OF_CLUB
  return answer === 'GOING' ? GOING : OPEN
}

type Described = Pick<
  ClubEventRow,
  'title' | 'description' | 'place' | 'meetingPoint' | 'routeId' | 'timeZone' | 'endsAt' | 'startsAt'
>

/** Says how far it is. Of an activity, others learn that where they may see it. */
const lengthOf = ({ planned }: EventRouteRow): string | null => {
  if (planned === null) return null
  const { distanceMeters, climbMeters } = planned
  return `Route: ${(distanceMeters / 1000).toFixed(1)} km${climbMeters === null ? '' : `, ${Math.round(climbMeters)} m of climbing`}`
}

const describe = (row: Described, cancelReason: string | null, { event, clubName, routes }: CalendarEvent) => {
  const route = routes.get(row.routeId ?? '')
  const parts = [cancelReason === null ? null : `Cancelled: ${cancelReason}`, row.description, route ? lengthOf(route) : null]
  return {
    createdAt: event.createdAt,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    timeZone: row.timeZone,
    title: clubName === null ? row.title : `${row.title} (${clubName})`,
    description: parts.filter((part) => part !== null).join('\n\n') || null,
    place: row.place,
    position: row.meetingPoint ?? (route ? startOf(route) : null),
  }
}

const uidOf = (id: string): string => `${id}@gruppetto`

/** An entry for one date, which rises with each change of it and of its event. */
const entryOf = (calendar: CalendarEvent, row: OccurrenceRow, uid: string, shown: Shown): CalendarEntry => ({
  uid,
  sequence: calendar.event.revision + row.revision,
  ...describe(row, row.cancelReason, calendar),
  ...shown,
})

const isSame = (one: Shown, other: Shown): boolean => one.status === other.status && one.isBusy === other.isBusy

/** How most dates of a series are shown: the others are written beside it. */
const usualOf = (all: readonly (Shown | null)[], { answers }: CalendarEvent): Shown => {
  if (answers === null) return OF_CLUB
  return all.filter((shown) => shown === GOING).length * 2 > all.length ? GOING : OPEN
}

/** A date that has a place in its series. */
type Slotted = OccurrenceRow & { readonly slotAt: Date }

/** The entries of a series: one with the rule, and one for each date that differs from it. */
const seriesEntries = (
  calendar: CalendarEvent,
  { rule, exceptMs, besidesMs }: CalendarSeries,
  rows: readonly Slotted[],
): readonly CalendarEntry[] => {
  const { event, answers } = calendar
  const dates = rows.map((row) => ({ row, shown: shownAs(row, answers) }))
  const usual =
    event.cancelledAt === null
      ? usualOf(
          dates.map(({ shown }) => shown),
          calendar,
        )
      : CANCELLED
  const left = dates.flatMap(({ row, shown }) => (shown === null ? (localMs(row.slotAt.getTime(), row.timeZone) ?? []) : []))
  const whole: CalendarEntry = {
    uid: uidOf(event._id),
    sequence: event.revision,
    ...describe(event, event.cancelReason, calendar),
    series: { rule, exceptMs: [...exceptMs, ...left], besidesMs },
    ...usual,
  }
  const differing = dates.flatMap(({ row, shown }) => {
    if (shown === null || (row.own.length === 0 && isSame(shown, usual))) return []
    return [{ ...entryOf(calendar, row, uidOf(event._id), shown), originalStartsAt: row.slotAt }]
  })
  return [whole, ...differing]
}

const hasSlot = (row: OccurrenceRow): row is Slotted => row.slotAt !== null

/**
 * Returns the entries of an event. A series is one entry with a rule. Dates by an earlier rule are entries of their own, and so are
 * all dates where calendar programs would take a time on the clock for another instant.
 */
export const entriesOf = (calendar: CalendarEvent): readonly CalendarEntry[] => {
  const { event, answers } = calendar
  const rows = calendar.occurrences.filter(hasSlot)
  const recurrence = (event.recurrence ?? null) === null ? null : readRecurrence(event.recurrence ?? '', event)
  const isExact = [event.startsAt, ...rows.map(({ slotAt }) => slotAt)].every(
    (at) => localMs(at.getTime(), event.timeZone) !== null,
  )
  const alone = (row: Slotted, uid: string) => {
    const shown = shownAs(row, answers)
    return shown === null ? [] : [entryOf(calendar, row, uid, shown)]
  }
  if (recurrence === null) return rows.flatMap((row) => alone(row, uidOf(event._id)))
  const byRule = (row: Slotted) => isExact && row.slotAt >= event.startsAt
  const [ofRule, others] = [rows.filter(byRule), rows.filter((row) => !byRule(row))]
  const { rule } = recurrence
  const parts = rule === null ? null : [...rule].map(([name, value]) => `${name}=${value}`).join(';')
  return [
    ...(ofRule.length === 0 ? [] : seriesEntries(calendar, { ...recurrence, rule: parts }, ofRule)),
    ...others.flatMap((row) => alone(row, uidOf(row._id))),
  ]
}
