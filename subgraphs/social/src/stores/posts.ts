import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { PostRow } from '../domain/subjects.ts'
import { type Keyset, olderThan } from './keyset.ts'

export const openPosts = (database: Database) => {
  const schema = rowSchema<PostRow>(
    {
      _id: String,
      authorId: { type: String, required: true },
      text: { type: String, required: true },
      mentionIds: { type: [String], required: true },
      createdAtMs: { type: Number, required: true },
      editedAtMs: { type: Number, default: null },
    },
    { collection: 'posts', versionKey: false },
  )
  // Serves Athlete.posts, newest first. Shard key: authorId.
  schema.index({ authorId: 1, createdAtMs: -1, _id: -1 })
  const model = database.connection.model<PostRow>('Post', schema)
  const read = readRows(model)
  return {
    async get(id: string, tx?: Tx): Promise<PostRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async insert(row: PostRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    async edit(id: string, change: Pick<PostRow, 'text' | 'mentionIds' | 'editedAtMs'>, tx: Tx): Promise<void> {
      await model.updateOne({ _id: id }, { $set: change }, { session: tx.session })
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: id }, { session: tx.session })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, PostRow>> {
      return read.byId(ids)
    },
    async by(authorId: string, after: Keyset | null, limit: number): Promise<readonly PostRow[]> {
      return read.many({ authorId, ...olderThan('createdAtMs', after) }, { sort: { createdAtMs: -1, _id: -1 }, limit })
    },
  }
}

export type Posts = ReturnType<typeof openPosts>
