import type { Tx } from '@gruppetto/runtime'
import type { ForEach } from '../../domain/audiences.ts'
import { type AwardCause, badgeChanges, type CountsRow, withBadges } from '../../domain/badges/awards.ts'
import type { Counts } from '../../domain/badges/counts.ts'
import type { Storage } from '../../services.ts'
import { saveAwards } from './save-awards.ts'

/** New counts of an athlete, in the place of those that the transaction has taken, and what has changed them. */
interface CountsChange extends Pick<AwardCause, 'activityId' | 'happenedAt' | 'nowMs'> {
  readonly row: CountsRow
  readonly counts: ForEach<Counts>
}

/** Saves an athlete's counts, and makes the badges agree with them and with the rules. */
export const saveCounts = async (services: Storage, { row, counts, ...cause }: CountsChange, tx: Tx): Promise<void> => {
  const next = withBadges(row, counts)
  await services.stores.badgeCounts.put(next, tx)
  const { _id: athleteId, revision } = row
  await saveAwards(services, badgeChanges(row.badges, next.badges), { athleteId, revision, ...cause }, tx)
}
