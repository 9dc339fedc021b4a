import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { CLUB_OF_TEN, countMembership } from '../pipelines/badges/club-of-ten.ts'
import type { Services } from '../services.ts'
import { memberId } from '../stores/badge-clubs.ts'

/**
 * Counts the clubs in which an athlete has ten others. When a club reaches that size or loses it, this concerns all its members, which are
 * as many then; otherwise only the one who has come or gone.
 */
export const countClubMates = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'athletes-count-club-mates',
    on: ['club.membership-changed'],
    save: async (_loaded, tx, { data: { clubId, athleteId, revision, status, at } }) => {
      const _id = memberId(clubId, athleteId)
      const known = await stores.badgeClubs.get(_id, tx)
      const isActive = status === 'ACTIVE'
      if (known !== null && known.revision >= revision) return
      await stores.badgeClubs.put({ _id, clubId, athleteId, revision, isActive }, tx)
      if ((known?.isActive ?? false) === isActive) return
      const { active: size, isSecret = false } = await stores.badgeClubs.resize(clubId, isActive ? 1 : -1, tx)
      const isLarge = size >= CLUB_OF_TEN
      const isAtLimit = size === (isActive ? CLUB_OF_TEN : CLUB_OF_TEN - 1)
      const others = isAtLimit ? await stores.badgeClubs.activeOf(clubId, CLUB_OF_TEN, tx) : []
      const concerned = [...new Set([athleteId, ...others])].sort()
      for (const each of concerned) {
        const counts = isLarge && (isActive || each !== athleteId)
        await countMembership(services, { clubId, athleteId: each, counts, isSecret, atMs: at }, tx)
      }
    },
  })
}
