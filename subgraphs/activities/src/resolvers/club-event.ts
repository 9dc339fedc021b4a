import type { ClubEventResolvers } from '../generated/resolvers.ts'
import { listEventSessions } from '../pipelines/live-events.ts'

export const ClubEvent: ClubEventResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.clubEvent.load(id),
  id: (event) => event._id,
  live: (event, _args, context) => listEventSessions(context, event),
}
