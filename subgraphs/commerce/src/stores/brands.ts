import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { BrandRow } from '../domain/brand.ts'

export const openBrands = (database: Database) => {
  const schema = rowSchema<BrandRow>(
    {
      _id: String,
      slug: { type: String, required: true },
      name: { type: String, required: true },
      logoUrl: { type: String, default: null },
      websiteUrl: { type: String, default: null },
      createdAt: { type: Date, required: true },
    },
    { collection: 'brands', versionKey: false },
  )
  // A brand by its slug; and one brand a slug, whoever comes at the same time.
  schema.index({ slug: 1 }, { unique: true })
  const model = database.connection.model<BrandRow>('Brand', schema)
  const read = readRows(model)
  return {
    async hasSlug(slug: string, tx: Tx): Promise<boolean> {
      return read.exists({ slug }, tx)
    },
    async insert(row: BrandRow, tx: Tx): Promise<void> {
      await model.create([row], { session: tx.session })
    },
    async exists(id: string, tx: Tx): Promise<boolean> {
      return read.exists({ _id: id }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, BrandRow>> {
      return read.byId(ids)
    },
    async manyBySlug(slugs: readonly string[]): Promise<ReadonlyMap<string, BrandRow>> {
      const rows = await read.many({ slug: { $in: slugs } })
      return new Map(rows.map((row) => [row.slug, row]))
    },
  }
}

export type Brands = ReturnType<typeof openBrands>
