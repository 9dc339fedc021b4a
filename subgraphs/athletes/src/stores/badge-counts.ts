import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { forEachAudience } from '../domain/audiences.ts'
import type { CountsRow } from '../domain/badges/awards.ts'
import { addCounts, type MemberChange, type MemberCount, NO_COUNT, type SetRow, setRowId } from '../domain/badges/contribution.ts'
import { bucketOf, type SetName } from '../domain/badges/counts.ts'

/** A member of a set before and after a change. */
export interface ChangedMember {
  readonly set: SetName
  readonly before: MemberCount
  readonly after: MemberCount
}

const isNone = (count: MemberCount): boolean => count.every((number) => number === 0)

/** The counts that badges depend on, one row for each athlete, and the sets behind them. */
export const openBadgeCounts = (database: Database) => {
  const counts = collection<CountsRow>(database, {
    name: 'badge_counts',
    fields: { _id: 'string', revision: 'number', counts: 'object', badges: 'object' },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
  })
  const sets = collection<SetRow>(database, {
    name: 'badge_sets',
    fields: { _id: 'string', athleteId: 'string', set: 'string', counts: 'object' },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    // The days of an athlete, of which streaks are made.
    indexes: [{ keys: { athleteId: 1, set: 1 } }],
  })
  return {
    /**
     * Returns an athlete's counts for a transaction that changes them. Of two such transactions, the later one runs again and sees
     * what the other did.
     */
    async take(athleteId: string, tx: Tx): Promise<CountsRow> {
      const start = { counts: forEachAudience(() => ({})), badges: forEachAudience(() => []) }
      return counts.upsertAndGet({ _id: athleteId }, { $inc: { revision: 1 }, $setOnInsert: start }, tx)
    },
    async put(row: CountsRow, tx: Tx): Promise<void> {
      await counts.put([row], tx)
    },
    /** Changes the sets of an athlete whose counts the transaction has taken. */
    async changeMembers(athleteId: string, changes: readonly MemberChange[], tx: Tx): Promise<readonly ChangedMember[]> {
      if (changes.length === 0) return []
      const idOf = ({ set, member }: MemberChange) => setRowId(athleteId, set, bucketOf(set, member))
      const known = await sets.byId([...new Set(changes.map(idOf))], { tx })
      const next = new Map<string, SetRow>()
      const changed = changes.map((each): ChangedMember => {
        const { set, member, change } = each
        const _id = idOf(each)
        const row = next.get(_id) ?? known.get(_id) ?? { _id, athleteId, set, counts: {} }
        const before = row.counts[member] ?? NO_COUNT
        const after = addCounts(before, change)
        const { [member]: _before, ...others } = row.counts
        next.set(_id, { ...row, counts: isNone(after) ? others : { ...others, [member]: after } })
        return { set, before, after }
      })
      await sets.put([...next.values()], tx)
      return changed
    },
    /** Returns all members of some sets of an athlete with their counts. */
    async members(athleteId: string, names: readonly SetName[], tx: Tx): Promise<readonly SetRow[]> {
      return sets.many({ athleteId, set: { $in: names } }, { tx })
    },
  }
}

export type BadgeCounts = ReturnType<typeof openBadgeCounts>
