import type { Routes } from '@gruppetto/graph'
import { knowsTag } from '@gruppetto/runtime'
import { CALENDAR_PATH } from '../domain/calendar/link.ts'
import { readCalendar } from '../pipelines/read-calendar.ts'
import type { Services } from '../services.ts'

/** The route of calendars, in Fastify's syntax. */
export const CALENDAR_ROUTE = `${CALENDAR_PATH}:file`

const headers = {
  'x-content-type-options': 'nosniff',
  // The address is the key: no other site may learn it, and no search engine may find it.
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
}

/** GET /calendars/<link>.ics answers with a calendar. A link that was renewed, or whose athlete has left the club, is unknown. */
export const calendarRoute =
  (services: Services): Routes =>
  (app) => {
    app.get<{ Params: { file: string } }>(CALENDAR_ROUTE, async ({ params, headers: asked }, reply) => {
      const calendar = await readCalendar(services, params.file)
      if (calendar === null) {
        const unknown = { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
        return reply.code(404).headers(unknown).send('There is no such calendar: copy its address from the app again.\n')
      }
      reply.headers({ ...headers, etag: calendar.etag, 'cache-control': 'private, no-cache' })
      // Calendar programs ask for the same link again and again.
      if (knowsTag(asked['if-none-match'], calendar.etag)) return reply.code(304).send()
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="calendar.ics"')
        .send(await calendar.write())
    })
  }
