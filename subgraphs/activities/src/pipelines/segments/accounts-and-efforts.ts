import type { AccountRow, Accounts } from '@gruppetto/relations'
import type { Services } from '../../services.ts'
import { isOpen } from './effort-athlete.ts'

/**
 * The projected accounts, kept together with what follows of them: an account that closes takes its efforts off everyone's boards in the
 * same commit, one that opens brings them back. The athlete's lock stands between this and whoever matches meanwhile.
 */
export const accountsAndEfforts = ({ stores, relations: { accounts } }: Pick<Services, 'stores' | 'relations'>): Accounts => ({
  ...accounts,
  async put(row: AccountRow, tx) {
    const before = await accounts.get(row._id, tx)
    const open = isOpen(row)
    if (before === null || isOpen(before) === open) return accounts.put(row, tx)
    await stores.athleteLocks.take(row._id, tx)
    await accounts.put(row, tx)
    const turning = await stores.bests.otherwise(row._id, open, tx)
    await stores.efforts.setOpen(row._id, open, tx)
    await stores.bests.setOpen(row._id, open, tx)
    const sign = open ? 1 : -1
    const changes = turning.map(({ segmentId, count }) => {
      return { segmentId, efforts: sign * count, athletes: sign * Math.sign(count) }
    })
    await stores.segmentCounts.note(changes, tx)
  },
})
