import { newId, notFound, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ProductRow, productInput } from '../domain/product.ts'
import { sortKeyOf, wordsOf } from '../domain/words.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'

export const createProduct = async (context: Context, input: unknown): Promise<ProductRow> => {
  const { database, stores, runtime, origin } = context
  const fields = validInput(productInput, input)
  const brandId = requireScope(context, fields.brandId, 'CAMPAIGN_WRITE')
  const product: ProductRow = {
    _id: newId('Product'),
    ...fields,
    brandId,
    shopUrl: new URL(fields.shopUrl).href,
    words: [...new Set(wordsOf(fields.name))],
    sortKey: sortKeyOf(fields.name),
    createdAt: new Date(runtime.now()),
  }
  await database.transact(async (tx) => {
    if (!(await stores.brands.exists(product.brandId, tx))) throw notFound('This brand')
    await stores.products.insert(product, tx)
    recordPartnerAct(context, { brandId, act: 'PRODUCT_CREATED', subjectId: product._id }, tx)
  }, origin)
  return product
}
