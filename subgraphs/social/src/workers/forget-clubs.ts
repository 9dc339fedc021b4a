import { keepNewer } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, portions } from '@gruppetto/runtime'
import { clubLocks } from '../domain/locks.ts'
import type { Services } from '../services.ts'
import { clubOf } from './project-participations.ts'

const ROWS_AT_ONCE = 500
const IDS_AT_ONCE = 100

/**
 * When a club is deleted, takes back what athletes were told of it and of its posts and events, read or not, since it leads nowhere any more. A notice
 * that is written at the same moment is removed here, or its worker sees the deletion. Works in batches. Safe to repeat.
 */
export const forgetClubs = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'social-forget-clubs',
    on: ['club.changed'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      if (!data.dissolved) return
      const { clubId } = data
      const origin = { actor, traceparent }
      const removeAll = async (of: Parameters<typeof stores.notifications.removeSomeOfClubs>[0]): Promise<void> => {
        for (;;) {
          const athleteIds = await database.transact((tx) => stores.notifications.removeSomeOfClubs(of, ROWS_AT_ONCE, tx), origin)
          for (const athleteId of new Set(athleteIds)) runtime.live.publish('unread', athleteId)
          working()
          if (athleteIds.length < ROWS_AT_ONCE) return
        }
      }
      await database.transact(async (tx) => {
        await stores.locks.lock(clubLocks(clubId), tx)
        await keepNewer(stores.clubs, clubOf(data), tx)
      }, origin)
      await removeAll({ clubIds: [clubId] })
      const events = (last: string | null) => stores.clubEvents.idsIn(clubId, last ?? '', IDS_AT_ONCE)
      for await (const eventIds of portions(IDS_AT_ONCE, events)) await removeAll({ eventIds })
      const posts = (last: string | null) => stores.posts.idsIn(clubId, last ?? '', IDS_AT_ONCE)
      for await (const postIds of portions(IDS_AT_ONCE, posts)) await removeAll({ postIds })
    },
  })
