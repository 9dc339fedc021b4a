import type { EventData } from '@gruppetto/events'
import type { EventChange } from '../generated/resolvers.ts'
import { defineNotice, instantOf, numberOf } from './define-notice.ts'
import { eventGroup, loadReaders, writeInstant } from './event-dates.ts'

type Due = EventData<'club-event.notice-due'>
type Word = 'eventTitle' | 'change' | 'when' | 'startsAt' | 'was' | 'formerStartsAt' | 'place' | 'route' | 'reason' | 'others'
type Words = Readonly<Partial<Record<Word | 'event', string>>>

const changeOf = ({ kind, cancelled, startsAtMs, place, routeId, before }: Due): EventChange => {
  if (kind === 'PLACE') return 'PLACE_FREE'
  if (cancelled) return 'CANCELLED'
  if (before?.cancelled) return 'RESTORED'
  if (startsAtMs !== before?.startsAtMs) return 'TIME'
  return before.place === place && isRouteNew(before, routeId) ? 'ROUTE' : 'PLACE'
}

const isRouteNew = (before: Due['before'], routeId: Due['routeId']): boolean =>
  before !== null && (before.routeId ?? null) !== (routeId ?? null)

const groupOf = ({ kind, clubEventId, originalStartsAtMs, title }: Due): string => {
  if (kind === 'PLACE') return `${eventGroup(clubEventId, originalStartsAtMs)}:place`
  return title === undefined ? eventGroup(clubEventId) : `${eventGroup(clubEventId)}:deleted`
}

/** Returns what has changed, in words that need no reader but the one with this zone. */
const wordsOf = (data: Due, timeZone: string): Readonly<Record<string, string>> => {
  const { before, place, routeId = null, cancelReason, otherDates } = data
  const isPlaceNew = before !== null && before.place !== place
  return {
    ...(data.title !== undefined && { eventTitle: data.title }),
    change: changeOf(data),
    when: writeInstant(data.startsAtMs, timeZone),
    startsAt: new Date(data.startsAtMs).toISOString(),
    ...(before === null
      ? {}
      : { was: writeInstant(before.startsAtMs, timeZone), formerStartsAt: new Date(before.startsAtMs).toISOString() }),
    ...(isPlaceNew && place !== null ? { place } : {}),
    ...(isRouteNew(before, routeId) ? { route: routeId === null ? 'NONE' : 'NEW' } : {}),
    ...(data.cancelled && cancelReason !== null ? { reason: cancelReason } : {}),
    ...(otherDates === 0 ? {} : { others: String(otherDates) }),
  }
}

const say = ({ change, when, was, place, route, reason }: Readonly<Partial<Record<Word, string>>>): string => {
  const where = place === undefined ? '' : `, at ${place}`
  const way = route === undefined ? '' : route === 'NEW' ? ', by a new route' : ', without its route'
  if (change === 'CANCELLED') return ` on ${was ?? when} is cancelled${reason === undefined ? '' : `: ${reason}`}`
  if (change === 'PLACE_FREE') return `: you have a place, ${when}`
  if (change === 'RESTORED') return ` takes place after all: ${when}${where}${way}`
  if (change === 'TIME') return ` is now on ${when}, not ${was ?? 'before'}${where}${way}`
  if (change === 'ROUTE') return route === 'NEW' ? ` on ${when} has a new route` : ` on ${when} has no route any more`
  return ` on ${when} ${place === undefined ? 'has no place any more' : `is now at ${place}`}${way}`
}

/**
 * For those who have answered: what is new about the time, the place and the route, or that they need not wait for a place any more. A burst of
 * changes is one notification.
 */
export const eventChanged = defineNotice({
  kind: 'EVENT_CHANGED',
  on: ['club-event.notice-due'],
  urgency: 'HIGH',
  defaults: { push: true, mail: false },
  load: loadReaders,
  notify: ({ data }, { zoneOf }) =>
    data.kind !== 'CHANGED' && data.kind !== 'PLACE'
      ? []
      : data.athleteIds.map((recipientId) => ({
          recipientId,
          // What is told of a place, or of a deletion, is not replaced by what is told of a change.
          group: groupOf(data),
          atMs: data.at,
          // What leads to something in a deleted club is taken back.
          subjects: data.title === undefined ? { event: data.clubEventId } : {},
          words: wordsOf(data, zoneOf(recipientId)),
        })),
  facts: ({ event, eventTitle, change, startsAt, formerStartsAt, place, route, reason, others }: Words) =>
    event === undefined && eventTitle === undefined
      ? {}
      : {
          eventTitle,
          change: change as EventChange | undefined,
          startsAt: instantOf(startsAt),
          formerStartsAt: instantOf(formerStartsAt),
          place,
          hasNewRoute: route === undefined ? undefined : route === 'NEW',
          cancelReason: reason,
          otherDates: numberOf(others),
        },
  sentence: (words: Words) => {
    const { when, others } = words
    const event = words.event ?? words.eventTitle
    if (event === undefined || when === undefined) return 'An event of a club has changed'
    const more = others === undefined ? '' : ` (and ${others} other ${others === '1' ? 'date' : 'dates'})`
    return `${event}${say(words)}${more}`
  },
})
