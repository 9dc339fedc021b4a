import { newId, notFound, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ProductRow, productFields, productInput } from '../domain/product.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'

export const createProduct = async (context: Context, input: unknown): Promise<ProductRow> => {
  const { database, stores, runtime, origin } = context
  const product = validInput(productInput, input)
  const brandId = requireScope(context, product.brandId, 'CAMPAIGN_WRITE')
  const row: ProductRow = {
    _id: newId('Product'),
    brandId,
    ...productFields(product),
    createdAt: new Date(runtime.now()),
  }
  await database.transact(async (tx) => {
    if (!(await stores.brands.exists(brandId, tx))) throw notFound('This brand')
    await stores.products.insert(row, tx)
    recordPartnerAct(context, { brandId, act: 'PRODUCT_CREATED', subjectId: row._id }, tx)
  }, origin)
  return row
}
