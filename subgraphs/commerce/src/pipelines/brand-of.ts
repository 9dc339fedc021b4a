import type { Context } from '../context.ts'
import type { BrandRow } from '../domain/brand.ts'

/** For what names a brand of ours and so can't be without it. */
export const brandOf = async (id: string, context: Context): Promise<BrandRow> => {
  const brand = await context.loaders.brand.load(id)
  if (brand === null) throw new Error(`the brand ${id} is gone, but something still names it`)
  return brand
}
