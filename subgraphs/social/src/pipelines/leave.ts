import type { Leaving } from '@gruppetto/relations'
import { type AsideHook, type AsideHooks, SYSTEM } from '@gruppetto/runtime'
import type { FollowRow } from '../domain/follow-rules.ts'
import { withoutMentionsOf } from '../domain/mentions.ts'
import type { Services } from '../services.ts'
import { forgetPicturesOf } from './reported-pictures.ts'
import { removeAllEntries } from './write-notices.ts'

const ROWS_AT_ONCE = 500

/** The follows of a closed account leave the counts of the others. */
export const asideHooks = ({ stores }: Pick<Services, 'stores'>): AsideHooks => {
  const follows: AsideHook<FollowRow> = async (rows, direction, tx) => {
    for (const { followerId, followeeId, state } of rows)
      if (state === 'FOLLOWING') await stores.followings.count({ followerId, followeeId, delta: direction }, tx)
  }
  return { follows }
}

/**
 * Takes back the notices that the athlete caused, or that are about the athlete's things. They do not come back with the account:
 * what they told is no news any more.
 */
const takeBackNotices = (services: Services, athleteId: string, working: () => void): Promise<void> =>
  removeAllEntries(services, (limit) => services.stores.notifications.entriesAbout(athleteId, limit), { origin: SYSTEM, working })

/** Takes the athlete's handles out of the texts of others. */
const eraseMentions = async ({ stores }: Services, athleteId: string, working: () => void): Promise<void> => {
  const account = await stores.accounts.get(athleteId)
  if (account === null) return
  const handles = [account.handle, ...(account.formerHandles ?? []).map(({ handle }) => handle)]
  for (const texts of [stores.comments, stores.posts]) {
    for (;;) {
      const rows = await texts.mentioning(athleteId, ROWS_AT_ONCE)
      for (const { _id, text, mentionIds } of rows) {
        const others = mentionIds.filter((id) => id !== athleteId)
        await texts.replaceText(_id, text, { text: handles.reduce(withoutMentionsOf, text), mentionIds: others })
      }
      if (rows.length < ROWS_AT_ONCE) break
      working()
    }
  }
}

export const leavingOf = (services: Services): Leaving => ({
  aside: services.aside,
  onClose: (athleteId, working) => takeBackNotices(services, athleteId, working),
  beforeErasure: async (athleteId, working) => {
    await eraseMentions(services, athleteId, working)
    await forgetPicturesOf(services, athleteId)
    await services.stores.locks.forget(athleteId)
  },
})
