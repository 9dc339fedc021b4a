import { keyOf } from '@gruppetto/graph'
import { eventStatusAt } from '../domain/club-event.ts'
import type { ClubEventResolvers } from '../generated/resolvers.ts'
import { findClubEvent } from '../pipelines/show-club-events.ts'

export const ClubEvent: ClubEventResolvers = {
  __resolveReference: (reference, context) => findClubEvent(context, keyOf(reference)),
  id: (event) => event._id,
  ref: (event) => event._id,
  club: async ({ clubId }, _args, { loaders }) => {
    const club = await loaders.clubs.load(clubId)
    if (club === null) throw new Error(`the event's club ${clubId} is missing`)
    return club
  },
  status: (event, _args, { runtime }) => eventStatusAt(event, runtime.now()),
}
