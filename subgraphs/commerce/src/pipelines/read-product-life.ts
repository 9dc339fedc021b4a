import type { Context } from '../context.ts'
import type { ProductRow } from '../domain/product.ts'
import { lifeOf, type ProductLife } from '../domain/product-life.ts'

/** How long a pair of shoes lasts among all its owners; null for other products, and while too few owners know. */
export const readProductLife = async (
  { lives, loaders }: Context,
  { _id, category }: Pick<ProductRow, '_id' | 'category'>,
): Promise<ProductLife | null> =>
  category === 'SHOES' ? lives.of(_id, async () => lifeOf((await loaders.pairs.load(_id)) ?? [])) : null
