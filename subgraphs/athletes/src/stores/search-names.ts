import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { AFTER_PREFIX, nameKeys } from '../domain/search-keys.ts'

interface SearchNameRow {
  readonly _id: string
  readonly key: string
  readonly athleteId: string
}

/** The keys of display names, one row for each key, so that the index finds a prefix in order. Shard key: `key`. */
export const openSearchNames = (database: Database) => {
  const schema = rowSchema<SearchNameRow>(
    { _id: String, key: { type: String, required: true }, athleteId: { type: String, required: true } },
    { collection: 'search_names', versionKey: false },
  )
  // searchAthletes: names with a prefix, in order, after a cursor.
  schema.index({ key: 1, athleteId: 1 })
  // updateProfile: the keys of the old name.
  schema.index({ athleteId: 1 })
  const model = database.connection.model<SearchNameRow>('SearchName', schema)
  const read = readRows(model)
  return {
    /** Replaces the keys of an athlete's name. */
    async replace(athleteId: string, displayName: string, tx: Tx): Promise<void> {
      await model.deleteMany({ athleteId }, { session: tx.session })
      const rows = nameKeys(displayName).map((key, index) => ({ _id: `${athleteId}:${index}`, key, athleteId }))
      if (rows.length > 0) await model.insertMany(rows, { session: tx.session, lean: true })
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
      return read.many(range, { sort: { key: 1, athleteId: 1 }, limit })
    },
  }
}

export type SearchNames = ReturnType<typeof openSearchNames>
