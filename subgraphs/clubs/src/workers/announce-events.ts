import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { noticeOfNewEvent } from '../domain/event-notice.ts'
import type { Services } from '../services.ts'

/** Notes that the members of a club are to be told of its new event. The job `clubs-tell-of-events` tells them. */
export const announceEvents = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-announce-events',
    on: ['club-event.changed'],
    decide: ({ data }) => noticeOfNewEvent(data, runtime.now()),
    save: async (notice, tx) => {
      if (notice !== null) await stores.eventNotices.insert(notice, tx)
    },
  })
