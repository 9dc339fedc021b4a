import { keyOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubEventRow, eventStatusAt } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { findViewerRsvp, listResponses } from '../pipelines/show-rsvps.ts'

/** The date that the answers of an event are about. An event from before there were dates has none until a job has made it. */
const loadDate = ({ loaders }: Context, { _id }: ClubEventRow): Promise<OccurrenceRow | null> => loaders.nextOccurrences.load(_id)

import type { ClubEventResolvers, EventOccurrenceResolvers } from '../generated/resolvers.ts'
import { findClubEvent, listOccurrences } from '../pipelines/show-club-events.ts'

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
  responses: async (event, args, context) => listResponses(context, await loadDate(context, event), args),
  goingCount: async (event, _args, context) => (await loadDate(context, event))?.goingCount ?? 0,
  waitlistedCount: async (event, _args, context) => (await loadDate(context, event))?.waitlistedCount ?? 0,
  viewerRsvp: async (event, _args, context) => (await findViewerRsvp(context, await loadDate(context, event)))?.answer ?? null,
  occurrences: (event, args, context) => listOccurrences(context, event, args),
  status: (event, _args, { runtime }) => eventStatusAt(event, runtime.now()),
}

export const EventOccurrence: EventOccurrenceResolvers = {
  status: (occurrence, _args, { runtime }) => eventStatusAt(occurrence, runtime.now()),
  responses: (occurrence, args, context) => listResponses(context, occurrence, args),
  viewerRsvp: async (occurrence, _args, context) => (await findViewerRsvp(context, occurrence))?.answer ?? null,
}
