import { behind, type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { ClubRow } from '../domain/club.ts'
import type { Sport } from '../domain/values.ts'

export interface ClubSearch {
  /** Normalised words; each must begin one of the name's. */
  readonly words: readonly string[]
  readonly sport: Sport | null
  readonly after: { readonly memberCount: number; readonly id: string } | null
  readonly limit: number
}

const LARGEST_FIRST = { memberCount: -1, _id: 1 } as const

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Clubs; those dissolved are found by nothing here. Shard key: _id. */
export const openClubs = (database: Database) => {
  const schema = rowSchema<ClubRow>(
    {
      _id: String,
      slug: { type: String, required: true },
      name: { type: String, required: true },
      nameWords: { type: [String], required: true },
      description: { type: String, default: null },
      avatarUrl: { type: String, default: null },
      sports: { type: [String], required: true },
      access: { type: String, required: true },
      memberCount: { type: Number, required: true },
      createdById: { type: String, required: true },
      createdAtMs: { type: Number, required: true },
      dissolved: { type: Boolean, required: true },
    },
    { collection: 'clubs', versionKey: false },
  )
  // club(slug), and that no two living clubs share one.
  schema.index({ slug: 1 }, { unique: true, partialFilterExpression: { dissolved: false } })
  // searchClubs without a query: the largest first.
  schema.index({ dissolved: 1, memberCount: -1, _id: 1 })
  // searchClubs by the beginning of a word.
  schema.index({ nameWords: 1 })
  const model = database.connection.model<ClubRow>('Club', schema)
  const read = readRows(model)
  return {
    async insert(row: ClubRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    async get(id: string, tx?: Tx): Promise<ClubRow | null> {
      return read.one({ _id: id, dissolved: false }, { tx })
    },
    async bySlug(slug: string): Promise<ClubRow | null> {
      return read.one({ slug, dissolved: false })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ClubRow>> {
      return read.byId(ids, { where: { dissolved: false } })
    },
    /** Changes the counter beside a membership; returns the club as it is then. */
    async addMembers(id: string, by: 1 | -1, tx: Tx): Promise<ClubRow | null> {
      return model
        .findOneAndUpdate(
          { _id: id, dissolved: false },
          { $inc: { memberCount: by } },
          { returnDocument: 'after', session: tx.session },
        )
        .lean<ClubRow>()
    },
    /** Takes the club out of sight when its last member leaves; returns it as it is then. */
    async dissolve(id: string, tx: Tx): Promise<ClubRow | null> {
      return model
        .findOneAndUpdate(
          { _id: id, dissolved: false },
          { $set: { dissolved: true, memberCount: 0 } },
          { returnDocument: 'after', session: tx.session },
        )
        .lean<ClubRow>()
    },
    async search({ words, sport, after, limit }: ClubSearch): Promise<readonly ClubRow[]> {
      const conditions = [
        ...words.map((word) => ({ nameWords: { $regex: `^${escaped(word)}` } })),
        ...(after === null ? [] : [behind(LARGEST_FIRST, { memberCount: after.memberCount, _id: after.id })]),
      ]
      return read.many(
        {
          dissolved: false,
          ...(sport === null ? {} : { sports: sport }),
          ...(conditions.length === 0 ? {} : { $and: conditions }),
        },
        { sort: LARGEST_FIRST, limit },
      )
    },
  }
}

export type Clubs = ReturnType<typeof openClubs>
