import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ClubRow } from '../domain/club.ts'
import type { Sport } from '../domain/values.ts'
import { beginningWith } from './beginning-with.ts'

interface Circle {
  readonly latitude: number
  readonly longitude: number
  readonly radiusKm: number
}

const EARTH_RADIUS_KM = 6371

const within = ({ latitude, longitude, radiusKm }: Circle) => ({
  $geoWithin: { $centerSphere: [[longitude, latitude], radiusKm / EARTH_RADIUS_KM] },
})

export interface ClubSearch {
  /** Folded words. Each must begin a word of the name. */
  readonly words: readonly string[]
  readonly sport: Sport | null
  readonly near: Circle | null
  readonly after: { readonly memberCount: number; readonly id: string } | null
  readonly limit: number
}

const LARGEST_FIRST = { memberCount: -1, _id: 1 } as const

/** Clubs. Nothing here finds a dissolved club. */
export const openClubs = (database: Database) => {
  const clubs = collection<ClubRow>(database, {
    name: 'clubs',
    oneShard: 'few rows, of which no two share a slug',
    fields: {
      _id: 'string',
      slug: 'string',
      name: 'string',
      nameWords: 'array',
      description: 'string | null',
      avatarUrl: 'string | null',
      avatarPhoto: 'object | null?',
      location: 'object | null?',
      transferToId: 'string | null?',
      slowModeSeconds: 'number?',
      heldWords: 'array?',
      sports: 'array',
      access: 'string',
      memberCount: 'number',
      createdById: 'string',
      createdAt: 'date',
      dissolved: 'boolean',
      revision: 'number?',
    },
    athletes: {
      ids: { createdById: 'forget', transferToId: 'forget', 'avatarPhoto.athleteId': 'forget' },
      exported: { to: ['createdById'], without: ['nameWords', 'transferToId', 'avatarPhoto'] },
    },
    renamed: { createdAtMs: 'createdAt' },
    indexes: [
      // club(slug), and no two clubs that are not dissolved share a slug.
      { keys: { slug: 1 }, unique: true, only: { dissolved: false } },
      // searchClubs without a query: the largest first.
      { keys: { dissolved: 1, memberCount: -1, _id: 1 } },
      // searchClubs by the beginning of a word.
      { keys: { nameWords: 1 } },
      // searchClubs near a place.
      { keys: { location: '2dsphere' } },
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
    /** Writes the next state of a club that this transaction has read. */
    async replace(row: ClubRow, tx: Tx): Promise<void> {
      const isReplaced = await clubs.replace(row, { dissolved: false }, tx)
      if (!isReplaced) throw new Error(`there is no club ${row._id} to replace`)
    },
    /** Notes to whom the club is offered. Returns the club as it is then. */
    async offerTo(id: string, transferToId: string | null, tx: Tx): Promise<ClubRow | null> {
      return clubs.updateAndGet({ _id: id, dissolved: false }, { $set: { transferToId }, $inc: { revision: 1 } }, tx)
    },
    /** Dissolves the club. Returns it as it is then. */
    async dissolve(id: string, tx: Tx): Promise<ClubRow | null> {
      const change = { $set: { dissolved: true, memberCount: 0 }, $inc: { revision: 1 } }
      return clubs.updateAndGet({ _id: id, dissolved: false }, change, tx)
    },
    /** Finds no SECRET club: these are found by invitation alone. */
    async search({ words, sport, near, after, limit }: ClubSearch): Promise<readonly ClubRow[]> {
      const conditions = [
        ...words.map((word) => ({ nameWords: beginningWith(word) })),
        ...(after === null ? [] : [behind(LARGEST_FIRST, { memberCount: after.memberCount, _id: after.id })]),
      ]
      return clubs.many(
        {
          dissolved: false,
          access: { $ne: 'SECRET' },
          ...(sport === null ? {} : { sports: sport }),
          ...(near === null ? {} : { location: within(near) }),
          ...(conditions.length === 0 ? {} : { $and: conditions }),
        },
        { sort: LARGEST_FIRST, limit },
      )
    },
  }
}

export type Clubs = ReturnType<typeof openClubs>
