import { badUserInput, isIdOf, validInput } from '@gruppetto/graph'
import { retryOnDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ProductRow, productFields, productInput } from '../domain/product.ts'
import { announceShown } from './announce-shown.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireFreeSku } from './require-free-sku.ts'
import { requireOwn } from './require-scope.ts'

/** Replaces what a product says of itself. It stays a product of its brand, and keeps its number where none is given. */
export const updateProduct = async (context: Context, id: string, input: unknown): Promise<ProductRow> => {
  const { database, stores, origin } = context
  const update = () =>
    database.transact(async (tx) => {
      const found = isIdOf('Product', id) ? await stores.products.get(id, tx) : null
      const known = requireOwn(context, found, 'This product', 'CAMPAIGN_WRITE')
      const product = validInput(productInput, input)
      if (product.brandId !== null && product.brandId !== known.brandId) {
        throw badUserInput([{ path: 'input.brandId', message: 'is not the brand of this product' }])
      }
      const row: ProductRow = { ...known, ...productFields({ ...product, sku: product.sku ?? known.sku }) }
      await requireFreeSku(context, row, tx)
      await stores.productWords.add(row.words)
      await stores.products.put([row], tx)
      announceShown(context, [id], tx)
      recordPartnerAct(context, { brandId: known.brandId, act: 'PRODUCT_CHANGED', subjectId: id }, tx)
      return row
    }, origin)
  // Another product may get the same number at the same moment.
  return retryOnDuplicateKey(update)
}
