import { badUserInput, isIdOf, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ProductRow, productInput } from '../domain/product.ts'
import { sortKeyOf, wordsOf } from '../domain/words.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireOwn } from './require-scope.ts'

/** Replaces what a product says of itself. It stays a product of its brand. */
export const updateProduct = async (context: Context, id: string, input: unknown): Promise<ProductRow> => {
  const { database, stores, origin } = context
  return database.transact(async (tx) => {
    const found = isIdOf('Product', id) ? await stores.products.get(id, tx) : null
    const known = requireOwn(context, found, 'This product', 'CAMPAIGN_WRITE')
    const { brandId, ...fields } = validInput(productInput, input)
    if (brandId !== null && brandId !== known.brandId) {
      throw badUserInput([{ path: 'input.brandId', message: 'is not the brand of this product' }])
    }
    const product: ProductRow = {
      ...known,
      ...fields,
      shopUrl: new URL(fields.shopUrl).href,
      words: [...new Set(wordsOf(fields.name))],
      sortKey: sortKeyOf(fields.name),
    }
    await stores.products.put(product, tx)
    recordPartnerAct(context, { brandId: known.brandId, act: 'PRODUCT_CHANGED', subjectId: id }, tx)
    return product
  }, origin)
}
