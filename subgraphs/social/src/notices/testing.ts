import { type Envelope, type EventData, type EventName, makeEnvelope } from '@gruppetto/events'
import { actorsOf } from '../domain/actors.ts'
import { activitySubject, postSubject, type Subject } from '../domain/subjects.ts'

/** An event as a consumer gets it, for the tests of the kinds. */
export const eventOf = <Name extends EventName>(name: Name, data: EventData<Name>): Envelope<Name> =>
  makeEnvelope(name, data, { id: 'evt_1', at: 7, actor: null, traceparent: null })

export const ana = actorsOf(['Ana'], 1)
export const anaAndBen = actorsOf(['Ana', 'Ben'], 2)
export const nobody = actorsOf([], 0)

export const ride: Subject = activitySubject({
  _id: 'act_1',
  ownerId: 'ath_owner',
  visibility: 'EVERYONE',
  sport: 'RIDE',
  name: 'Morning Ride',
  deleted: false,
  revision: 1,
})

export const post: Subject = postSubject({
  _id: 'post_1',
  authorId: 'ath_owner',
  text: 'Hello',
  mentionIds: [],
  createdAt: new Date(1),
  editedAt: null,
})

/** What is due to be told of a ride on the Saturday before the clocks change in Europe. */
export const dueNotice: Omit<EventData<'club-event.notice-due'>, 'kind'> = {
  clubEventId: 'evt_1',
  clubId: 'club_1',
  athleteIds: ['ath_a'],
  originalStartsAtMs: Date.UTC(2026, 9, 24, 5),
  startsAtMs: Date.UTC(2026, 9, 24, 5),
  place: null,
  cancelled: false,
  cancelReason: null,
  before: null,
  otherDates: 0,
  at: 7,
}
