import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Stores which products there are, for gear that names one. */
export const projectProducts = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-project-products',
    on: ['product.created'],
    isRepeatable: true,
    save: async (_loaded, tx, { data: { productId, brandId } }) => {
      await stores.products.put({ _id: productId, brandId }, tx)
    },
  })
