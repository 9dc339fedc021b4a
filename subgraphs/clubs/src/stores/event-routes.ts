import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { EventRouteRow } from '../domain/event-route.ts'

/** The routes of events, once for all dates that have the same one: a route is larger than the rest of a date. */
export const openEventRoutes = (database: Database) => {
  const routes = collection<EventRouteRow>(database, {
    name: 'event_routes',
    fields: {
      _id: 'string',
      eventId: 'string',
      clubId: 'string',
      planned: 'object | null',
      activityId: 'string | null',
      givenById: 'string',
      createdAt: 'date',
    },
    athletes: { ids: { givenById: 'forget' }, exported: { to: ['givenById'] } },
    indexes: [
      // The routes of an event, to remove those that no date has any more.
      { keys: { eventId: 1 } },
    ],
  })
  return {
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, EventRouteRow>> {
      return routes.byId(ids)
    },
    async get(id: string, tx: Tx): Promise<EventRouteRow | null> {
      return routes.one({ _id: id }, { tx })
    },
    async put(row: EventRouteRow, tx: Tx): Promise<void> {
      await routes.put([row], tx)
    },
    /** Removes the routes of an event but these. */
    async removeOthers(eventId: string, keptIds: readonly string[], tx: Tx): Promise<void> {
      await routes.deleteMany({ eventId, _id: { $nin: keptIds } }, tx)
    },
  }
}

export type EventRoutes = ReturnType<typeof openEventRoutes>
