import type { PeriodicJob } from '@gruppetto/graph'
import { countPairs, lifeOf } from '../domain/product-life.ts'
import type { Services } from '../services.ts'

/** How long one process has to count one product. */
const TURN_MS = 300_000
const MOST_AT_ONCE = 100

/**
 * Counts how long products last whose pairs have changed, one after the other: with a hundred thousand pairs it takes longer than a question
 * may.
 */
export const countProductLives = ({ stores, runtime }: Services): PeriodicJob => ({
  name: 'commerce-count-product-lives',
  everyMs: 30_000,
  async run() {
    for (let counted = 0; counted < MOST_AT_ONCE; counted++) {
      const until = new Date(runtime.now() + TURN_MS)
      const productId = await stores.productLives.take(new Date(runtime.now()), until)
      if (productId === null) return
      const pairs = (await stores.gear.pairsOf([productId])).get(productId) ?? []
      await stores.productLives.put(productId, { life: lifeOf(pairs), pairs: countPairs(pairs) }, until)
    }
  },
})
