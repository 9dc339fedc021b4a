import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type CalendarLinkRow, type CalendarScope, calendarLinkId } from '../domain/calendar/link.ts'

/** The links of calendars that were renewed. */
export const openCalendarLinks = (database: Database) => {
  const links = collection<CalendarLinkRow>(database, {
    name: 'calendar_links',
    fields: { _id: 'string', athleteId: 'string', renewals: 'number' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'counts the renewals of a secret link' } },
  })
  return {
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, CalendarLinkRow>> {
      return links.byId(ids)
    },
    async renewals(scope: CalendarScope): Promise<number> {
      return (await links.one({ _id: calendarLinkId(scope) }))?.renewals ?? 0
    },
    async renew(scope: CalendarScope, tx: Tx): Promise<void> {
      const { athleteId } = scope
      await links.upsertOne({ _id: calendarLinkId(scope) }, { $inc: { renewals: 1 }, $setOnInsert: { athleteId } }, tx)
    },
  }
}

export type CalendarLinks = ReturnType<typeof openCalendarLinks>
