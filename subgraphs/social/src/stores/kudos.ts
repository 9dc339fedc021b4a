import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { KudosRow } from '../domain/subjects.ts'
import { type Keyset, olderThan } from './keyset.ts'
import { countBySubject, exceptHidden, type HiddenUnder, readPages } from './pages.ts'

export interface KudosPageKey {
  readonly subjectId: string
  readonly after: Keyset | null
  readonly limit: number
}

export const kudosId = (subjectId: string, athleteId: string): string => `${subjectId}:${athleteId}`

export const openKudos = (database: Database) => {
  const schema = rowSchema<KudosRow>(
    {
      _id: String,
      subjectId: { type: String, required: true },
      athleteId: { type: String, required: true },
      givenAtMs: { type: Number, required: true },
    },
    { collection: 'kudos', versionKey: false },
  )
  // Serves the kudos of a subject, newest first. Shard key: subjectId.
  schema.index({ subjectId: 1, givenAtMs: -1, _id: -1 })
  // Serves counts that leave out hidden athletes.
  schema.index({ subjectId: 1, athleteId: 1 })
  const model = database.connection.model<KudosRow>('Kudos', schema)
  const read = readRows(model)
  return {
    /** Returns false, and changes nothing, when the athlete has given kudos before. */
    async give(row: KudosRow, tx: Tx): Promise<boolean> {
      const { _id, ...rest } = row
      const result = await model.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true, session: tx.session })
      return result.upsertedCount === 1
    },
    async takeBack(subjectId: string, athleteId: string, tx: Tx): Promise<boolean> {
      const result = await model.deleteOne({ _id: kudosId(subjectId, athleteId) }, { session: tx.session })
      return result.deletedCount === 1
    },
    async get(subjectId: string, athleteId: string, tx: Tx): Promise<KudosRow | null> {
      return read.one({ _id: kudosId(subjectId, athleteId) }, { tx })
    },
    /** Returns those of the ids (see kudosId) that exist. */
    async givenAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await read.many<Pick<KudosRow, '_id'>>({ _id: { $in: ids } }, { fields: { _id: 1 } })
      return new Set(rows.map((row) => row._id))
    },
    /** Counts the kudos of each subject in one command, without hidden athletes. */
    async counts(hidden: HiddenUnder): Promise<ReadonlyMap<string, number>> {
      return countBySubject(model, 'athleteId', hidden)
    },
    /** Reads several pages in one command, newest first, without hidden athletes. */
    async pages(keys: readonly KudosPageKey[], hidden: HiddenUnder): Promise<readonly (readonly KudosRow[])[]> {
      const pages = keys.map((key) => ({
        filter: {
          subjectId: key.subjectId,
          ...exceptHidden('athleteId', hidden.get(key.subjectId)),
          ...olderThan('givenAtMs', key.after),
        },
        sort: { givenAtMs: -1, _id: -1 } as const,
        limit: key.limit,
      }))
      return readPages<KudosRow>(model, pages)
    },
    /** Removes some kudos of a deleted subject. Returns how many. */
    async removeSome(subjectId: string, limit: number, tx: Tx): Promise<number> {
      const rows = await read.many<{ _id: string }>({ subjectId }, { fields: { _id: 1 }, limit, tx })
      if (rows.length > 0) await model.deleteMany({ _id: { $in: rows.map((row) => row._id) } }, { session: tx.session })
      return rows.length
    },
  }
}

export type KudosStore = ReturnType<typeof openKudos>
