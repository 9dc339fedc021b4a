import type { Context } from '../context.ts'
import type { BrandRow } from '../domain/brand.ts'

/** Reads the brand that a row of ours names. Brands are never deleted, so one that is missing is a bug. */
export const readBrand = async ({ loaders }: Context, id: string): Promise<BrandRow> => {
  const brand = await loaders.brand.load(id)
  if (brand === null) throw new Error(`a row names the brand ${id}, which does not exist`)
  return brand
}
