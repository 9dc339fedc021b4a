import { badUserInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { ProductRow } from '../domain/product.ts'
import type { Services } from '../services.ts'

/** Refuses a product whose number another one of its brand has. */
export const requireFreeSku = async ({ stores }: Services, { _id, brandId, sku }: ProductRow, tx: Tx): Promise<void> => {
  if (sku === null) return
  const [other] = await stores.products.bySku(brandId, [sku], tx)
  if (other === undefined || other._id === _id) return
  throw badUserInput([{ path: 'input.sku', message: `is the number of another product, ${other._id}` }])
}
