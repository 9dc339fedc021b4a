import type { Context } from '../context.ts'
import type { ProductRow } from '../domain/product.ts'

/** The product that a click or a sale was of. Products are never deleted. */
export const requireProduct = async ({ loaders }: Context, id: string): Promise<ProductRow> => {
  const product = await loaders.product.load(id)
  if (product === null) throw new Error(`there is no product ${id}`)
  return product
}
