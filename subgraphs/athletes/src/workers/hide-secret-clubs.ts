import { type AnyWorker, defineWorker, SYSTEM } from '@gruppetto/runtime'
import { CLUB_OF_TEN, countMembership } from '../pipelines/badges/club-of-ten.ts'
import type { Services } from '../services.ts'

const MEMBERS_AT_ONCE = 100

/**
 * Hides the badges of a club that becomes SECRET from others, and shows those of one that ceases to be, batch by batch. Cut short, it
 * begins again.
 */
export const hideSecretClubs = (services: Services): AnyWorker => {
  const { database, stores } = services
  return defineWorker({
    name: 'athletes-hide-secret-clubs',
    on: ['club.changed'],
    prepare: async ({ data: { clubId, revision, access, at } }, { working }) => {
      const told = access === 'SECRET'
      const { isSecret, isRecounted } = await database.transact(async (tx) => {
        const known = await stores.badgeClubs.getClub(clubId, tx)
        const isLarge = (known?.active ?? 0) >= CLUB_OF_TEN
        // An event that comes again, or late, may have been cut short: its members are counted by what holds now.
        if (known?.clubRevision !== undefined && known.clubRevision >= revision) {
          return { isSecret: known.isSecret === true, isRecounted: isLarge }
        }
        await stores.badgeClubs.setSecret(clubId, told, revision, tx)
        return { isSecret: told, isRecounted: isLarge && (known?.isSecret ?? false) !== told }
      }, SYSTEM)
      for (let [from, left] = ['', isRecounted]; left; working()) {
        const counted = await database.transact(async (tx) => {
          const athleteIds = await stores.badgeClubs.activeAfter(clubId, from, MEMBERS_AT_ONCE, tx)
          for (const athleteId of athleteIds) {
            const membership = { clubId, athleteId, counts: true, isSecret, atMs: at }
            await countMembership(services, membership, tx)
          }
          return athleteIds
        }, SYSTEM)
        from = counted.at(-1) ?? ''
        left = counted.length === MEMBERS_AT_ONCE
      }
    },
  })
}
