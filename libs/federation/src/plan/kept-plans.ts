import { LRUCache } from 'lru-cache'

/** Keeps what was made for keys, within so many bytes, those that were used last. */
export interface KeptPlans<Plan> {
  get(key: string): Plan | undefined
  has(key: string): boolean
  /** Returns what is kept for the key, or makes it. Who asks meanwhile waits for the same; what has failed is made anew. */
  getOrMake(key: string, make: () => Promise<Plan>): Promise<Plan>
  readonly count: number
  readonly bytes: number
}

/** The largest plan counts as no more than this part of all, so that it is kept too. */
const MOST_OF_ALL = 1 / 4

export const keepPlans = <Plan extends { readonly bytes: number }>(maxBytes: number): KeptPlans<Plan> => {
  const kept = new LRUCache<string, Plan>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => Math.max(1, Math.min(bytes, Math.floor(maxBytes * MOST_OF_ALL))),
  })
  const underWay = new Map<string, Promise<Plan>>()

  const begin = async (key: string, make: () => Promise<Plan>): Promise<Plan> => {
    try {
      const made = await make()
      kept.set(key, made)
      return made
    } finally {
      underWay.delete(key)
    }
  }

  return {
    get: (key) => kept.get(key),
    has: (key) => kept.has(key),
    getOrMake(key, make) {
      const known = kept.get(key)
      if (known !== undefined) return Promise.resolve(known)
      const asked = underWay.get(key) ?? begin(key, make)
      underWay.set(key, asked)
      return asked
    },
    get count() {
      return kept.size
    },
    get bytes() {
      return kept.calculatedSize
    },
  }
}
