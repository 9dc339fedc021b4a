import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

const BATCH_SIZE = 200

/**
 * Tells the other subgraphs which products there are, so that gear can name one. A job does it, whichever way a product came in: one by one,
 * by an import of thousands, or with an earlier release. Several processes may run it at once: a product is marked as it is told, in one commit.
 */
export const announceProducts = ({ database, stores, runtime }: Services): PeriodicJob => ({
  name: 'commerce-announce-products',
  everyMs: 1000,
  async run() {
    for (let told = BATCH_SIZE; told === BATCH_SIZE; ) {
      if (!(await stores.products.isAnyUnannounced())) return
      told = await database.transact(async (tx) => {
        const products = await stores.products.unannounced(BATCH_SIZE, tx)
        const at = runtime.now()
        await stores.products.markAnnounced(products, new Date(at), tx)
        for (const { _id: productId, brandId } of products) tx.emit('product.created', { productId, brandId, at })
        return products.length
      }, SYSTEM)
    }
  },
})
