import type { Minutes } from '@gruppetto/recordings'
import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { MatchKind } from '../domain/segments/segment.ts'

/** Where an activity was, minute by minute, as far as others may see it. */
export interface OutingRow extends Minutes {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly kind: MatchKind
  readonly samplesRevision: number
  /** The privacy (rulesKey) with which it was cut. */
  readonly rules: string | null
  /** The cells and times under which it is found. */
  readonly keys: readonly number[]
  /** Whether companions have been looked for. */
  readonly isMatched: boolean
}

type OutingState = Pick<OutingRow, '_id' | 'kind' | 'samplesRevision' | 'rules' | 'isMatched'>

export const openOutings = (database: Database) => {
  const outings = collection<OutingRow>(database, {
    name: 'outings',
    fields: {
      _id: 'string',
      athleteId: 'string',
      kind: 'string',
      samplesRevision: 'number',
      rules: 'string | null',
      from: 'number',
      latitudes: 'array',
      longitudes: 'array',
      keys: 'array',
      isMatched: 'boolean',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'an index of the recordings' } },
    indexes: [
      // Who was near at the same time.
      { keys: { keys: 1, kind: 1, athleteId: 1 } },
    ],
  })
  return {
    async state(id: string): Promise<OutingState | null> {
      return outings.one<OutingState>({ _id: id }, { fields: { kind: 1, samplesRevision: 1, rules: 1, isMatched: 1 } })
    },
    async put(row: OutingRow): Promise<void> {
      await outings.put([row])
    },
    async markMatched({ _id, samplesRevision, rules }: OutingState, tx?: Tx): Promise<void> {
      await outings.updateOne({ _id, samplesRevision, rules }, { $set: { isMatched: true } }, tx)
    },
    /** Returns the activities of an athlete that began in this minute or later and have been matched. */
    async matchedSince(athleteId: string, from: number, limit: number, tx: Tx): Promise<readonly string[]> {
      const rows = await outings.many<Pick<OutingRow, '_id'>>(
        { athleteId, from: { $gte: from }, isMatched: true },
        { fields: { _id: 1 }, limit, tx },
      )
      return rows.map(({ _id }) => _id)
    },
    async reopen(ids: readonly string[], tx: Tx): Promise<void> {
      await outings.updateMany({ _id: { $in: ids } }, { $set: { isMatched: false } }, tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await outings.deleteOne({ _id: id }, tx)
    },
    /** Returns those of a kind that have one of the keys: their ids and athletes alone. */
    async near(
      keys: readonly number[],
      kind: MatchKind,
      limit: number,
    ): Promise<readonly Pick<OutingRow, '_id' | 'athleteId'>[]> {
      return outings.many<Pick<OutingRow, '_id' | 'athleteId'>>(
        { keys: { $in: keys }, kind },
        { fields: { athleteId: 1 }, limit },
      )
    },
    /** As `near`, of some athletes alone. */
    async nearOf(
      athleteIds: readonly string[],
      keys: readonly number[],
      kind: MatchKind,
      limit: number,
    ): Promise<readonly Pick<OutingRow, '_id' | 'athleteId'>[]> {
      return outings.many<Pick<OutingRow, '_id' | 'athleteId'>>(
        { athleteId: { $in: athleteIds }, kind, keys: { $in: keys } },
        { fields: { athleteId: 1 }, limit },
      )
    },
    async many(ids: readonly string[]): Promise<readonly OutingRow[]> {
      return ids.length === 0 ? [] : outings.many({ _id: { $in: ids } })
    },
  }
}
