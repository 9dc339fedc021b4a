import { newId, notFound, validInput } from '@gruppetto/graph'
import { retryOnDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ProductRow, productFields, productInput } from '../domain/product.ts'
import { announceShown } from './announce-shown.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireFreeSku } from './require-free-sku.ts'
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
  const create = () =>
    database.transact(async (tx) => {
      if (!(await stores.brands.exists(brandId, tx))) throw notFound('This brand')
      await requireFreeSku(context, row, tx)
      await stores.products.insert([row], tx)
      announceShown(context, [row._id], tx)
      recordPartnerAct(context, { brandId, act: 'PRODUCT_CREATED', subjectId: row._id }, tx)
    }, origin)
  await stores.productWords.add(row.words)
  // Another product may get the same number at the same moment.
  await retryOnDuplicateKey(create)
  return row
}
