import { keyOf } from '@gruppetto/graph'
import { type ClubEventRow, eventStatusAt } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import type { ClubEventResolvers, EventOccurrenceResolvers } from '../generated/resolvers.ts'
import { findClubEvent, listOccurrences } from '../pipelines/show-club-events.ts'
import { answersOf } from './answers-of-date.ts'

export const ClubEvent: ClubEventResolvers = {
  __resolveReference: (reference, context) => findClubEvent(context, keyOf(reference)),
  id: (event) => event._id,
  ref: (event) => event._id,
  club: async ({ clubId }, _args, { loaders }) => {
    const club = await loaders.clubs.load(clubId)
    if (club === null) throw new Error(`the event's club ${clubId} is missing`)
    return club
  },
  capacity: ({ capacity }) => capacity ?? null,
  guestsAllowed: ({ guestsAllowed }) => guestsAllowed ?? 0,
  answersCloseMinutes: ({ answersCloseMinutes }) => answersCloseMinutes ?? null,
  ...answersOf<ClubEventRow>(({ _id }, { loaders }) => loaders.nextOccurrences.load(_id)),
  occurrences: (event, args, context) => listOccurrences(context, event, args),
  status: (event, _args, { runtime }) => eventStatusAt(event, runtime.now()),
}

export const EventOccurrence: EventOccurrenceResolvers = {
  ...answersOf<OccurrenceRow>(async (occurrence) => occurrence),
  capacity: ({ capacity }) => capacity ?? null,
  status: (occurrence, _args, { runtime }) => eventStatusAt(occurrence, runtime.now()),
}
