import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ClubRow } from '../domain/club.ts'
import type { Sport } from '../domain/values.ts'

export interface ClubSearch {
  /** Folded words. Each must begin a word of the name. */
  readonly words: readonly string[]
  readonly sport: Sport | null
  readonly after: { readonly memberCount: number; readonly id: string } | null
  readonly limit: number
}

const LARGEST_FIRST = { memberCount: -1, _id: 1 } as const

const escapeRegExp = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Clubs. Nothing here finds a dissolved club. */
export const openClubs = (database: Database) => {
  const clubs = collection<ClubRow>(database, {
    name: 'clubs',
    fields: {
      _id: 'string',
      slug: 'string',
      name: 'string',
      nameWords: 'array',
      description: 'string | null',
      avatarUrl: 'string | null',
      sports: 'array',
      access: 'string',
      memberCount: 'number',
      createdById: 'string',
      createdAt: 'date',
      dissolved: 'boolean',
      revision: 'number?',
    },
    athletes: { ids: { createdById: 'forget' }, exported: { to: ['createdById'], without: ['nameWords'] } },
    renamed: { createdAtMs: 'createdAt' },
    indexes: [
      // club(slug), and no two clubs that are not dissolved share a slug.
      { keys: { slug: 1 }, unique: true, only: { dissolved: false } },
      // searchClubs without a query: the largest first.
      { keys: { dissolved: 1, memberCount: -1, _id: 1 } },
      // searchClubs by the beginning of a word.
      { keys: { nameWords: 1 } },
    ],
  })
  return {
    async insert(row: ClubRow, tx: Tx): Promise<void> {
      await clubs.insert([row], tx)
    },
    async get(id: string, tx?: Tx): Promise<ClubRow | null> {
      return clubs.one({ _id: id, dissolved: false }, { tx })
    },
    async bySlug(slug: string): Promise<ClubRow | null> {
      return clubs.one({ slug, dissolved: false })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ClubRow>> {
      return clubs.byId(ids, { where: { dissolved: false } })
    },
    /** Changes the number of members. Returns the club as it is then. */
    async addMembers(id: string, by: 1 | -1, tx: Tx): Promise<ClubRow | null> {
      return clubs.updateAndGet({ _id: id, dissolved: false }, { $inc: { memberCount: by } }, tx)
    },
    /** Dissolves the club. Returns it as it is then. */
    async dissolve(id: string, tx: Tx): Promise<ClubRow | null> {
      const change = { $set: { dissolved: true, memberCount: 0 }, $inc: { revision: 1 } }
      return clubs.updateAndGet({ _id: id, dissolved: false }, change, tx)
    },
    /** Finds no SECRET club: these are found by invitation alone. */
    async search({ words, sport, after, limit }: ClubSearch): Promise<readonly ClubRow[]> {
      const conditions = [
        ...words.map((word) => ({ nameWords: { $regex: `^${escapeRegExp(word)}` } })),
        ...(after === null ? [] : [behind(LARGEST_FIRST, { memberCount: after.memberCount, _id: after.id })]),
      ]
      return clubs.many(
        {
          dissolved: false,
          access: { $ne: 'SECRET' },
          ...(sport === null ? {} : { sports: sport }),
          ...(conditions.length === 0 ? {} : { $and: conditions }),
        },
        { sort: LARGEST_FIRST, limit },
      )
    },
  }
}

export type Clubs = ReturnType<typeof openClubs>
