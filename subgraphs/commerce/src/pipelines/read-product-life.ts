import type { Context } from '../context.ts'
import type { ProductRow } from '../domain/product.ts'
import { lifeOf, MANY_PAIRS, type ProductLife } from '../domain/product-life.ts'

/** How long a pair of shoes lasts among all its owners, as it is now, or as it was counted last where there are many pairs. */
const countLife = async ({ loaders }: Context, productId: string): Promise<ProductLife | null> => {
  const counted = await loaders.countedLife.load(productId)
  if (counted !== null && counted.pairs > MANY_PAIRS) return counted.life
  return lifeOf((await loaders.pairs.load(productId)) ?? [])
}

/** Null for other products than shoes, and while too few owners know. */
export const readProductLife = async (
  context: Context,
  { _id, category }: Pick<ProductRow, '_id' | 'category'>,
): Promise<ProductLife | null> => (category === 'SHOES' ? context.lives.of(_id, () => countLife(context, _id)) : null)
