import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { AFTER_PREFIX, nameKeys } from '../domain/search-keys.ts'

interface SearchNameRow {
  readonly _id: string
  readonly key: string
  readonly athleteId: string
}

/** The keys of display names, one row for each key, so that the index finds a prefix in order. */
export const openSearchNames = (database: Database) => {
  const names = collection<SearchNameRow>(database, {
    name: 'search_names',
    fields: { _id: 'string', key: 'string', athleteId: 'string' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'an index of the names' } },
    shardKey: { key: 1 },
    indexes: [
      // searchAthletes: names with a prefix, in order, after a cursor.
      { keys: { key: 1, athleteId: 1 } },
      // updateProfile: the keys of the old name.
      { keys: { athleteId: 1 } },
    ],
  })
  return {
    /** Replaces the keys of an athlete's name. */
    async replace(athleteId: string, displayName: string, tx: Tx): Promise<void> {
      await names.deleteMany({ athleteId }, tx)
      const rows = nameKeys(displayName).map((key, index) => ({ _id: `${athleteId}:${index}`, key, athleteId }))
      await names.insert(rows, tx)
    },
    async withPrefix(
      prefix: string,
      after: { readonly key: string; readonly athleteId: string } | null,
      limit: number,
    ): Promise<readonly SearchNameRow[]> {
      const end = { $lt: prefix + AFTER_PREFIX }
      const range =
        after === null
          ? { key: { $gte: prefix, ...end } }
          : { $or: [{ key: after.key, athleteId: { $gt: after.athleteId } }, { key: { $gt: after.key, ...end } }] }
      return names.many(range, { sort: { key: 1, athleteId: 1 }, limit })
    },
  }
}

export type SearchNames = ReturnType<typeof openSearchNames>
