import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { BrandChange, BrandRow } from '../domain/brand.ts'

export const openBrands = (database: Database) => {
  const brands = collection<BrandRow>(database, {
    name: 'brands',
    oneShard: 'few rows, of which no two share a slug',
    fields: {
      _id: 'string',
      slug: 'string',
      name: 'string',
      description: 'string | null?',
      logoUrl: 'string | null',
      websiteUrl: 'string | null',
      timeZone: 'string?',
      createdAt: 'date',
      embedSites: 'array | null?',
      colors: 'object | null?',
      noticeEmail: 'string | null?',
    },
    athletes: { none: 'brands' },
    indexes: [
      // Finds brands by slug, and keeps slugs unique.
      { keys: { slug: 1 }, unique: true },
    ],
  })
  return {
    async hasSlug(slug: string, tx: Tx): Promise<boolean> {
      return brands.exists({ slug }, tx)
    },
    async insert(row: BrandRow, tx: Tx): Promise<void> {
      await brands.insert([row], tx)
    },
    /** Sets fields of a brand, and returns it as it is then; null when there is no such brand. */
    async change(id: string, change: BrandChange, tx: Tx): Promise<BrandRow | null> {
      if (Object.keys(change).length > 0) await brands.updateOne({ _id: id }, { $set: change }, tx)
      return brands.one({ _id: id }, { tx })
    },
    async get(id: string, tx: Tx): Promise<BrandRow | null> {
      return brands.one({ _id: id }, { tx })
    },
    async exists(id: string, tx?: Tx): Promise<boolean> {
      return brands.exists({ _id: id }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, BrandRow>> {
      return brands.byId(ids)
    },
    /** Brands of which a word is the slug, or the beginning of it: north finds north-face. At most `limit`. */
    async named(words: readonly string[], limit: number): Promise<readonly Pick<BrandRow, '_id' | 'slug'>[]> {
      // Words have only letters and digits (wordsOf), so they need no escaping; a dot comes after a hyphen.
      const begins = words.map((word) => ({ slug: { $gte: `${word}-`, $lt: `${word}.` } }))
      return brands.many({ $or: [{ slug: { $in: words } }, ...begins] }, { fields: { slug: 1 }, sort: { slug: 1 }, limit })
    },
    async manyBySlug(slugs: readonly string[]): Promise<ReadonlyMap<string, BrandRow>> {
      const rows = await brands.many({ slug: { $in: slugs } })
      return new Map(rows.map((row) => [row.slug, row]))
    },
    /** For the aggregations in pages-of-brands.ts. */
    aggregate: brands.aggregate,
  }
}

export type Brands = ReturnType<typeof openBrands>
