import { SYSTEM } from '@gruppetto/runtime'
import { slugKey } from '../domain/brand.ts'
import { decodeFeed } from '../domain/feed-table.ts'
import { readFeed } from '../domain/product-feed.ts'
import type { Storage } from '../services.ts'
import { type ImportOutcome, importFeed } from './import-products.ts'

/** Where staff imports lists that are too large for a request. Only the command line uses it. */
export interface ProductDesk {
  /** Returns null when there is no such brand. Throws FeedError when the file is no feed. */
  import(brandSlug: string, file: Uint8Array, options: { readonly dryRun: boolean }): Promise<ImportOutcome | null>
}

export const makeProductDesk = (storage: Storage): ProductDesk => ({
  async import(brandSlug, file, { dryRun }) {
    const brand = (await storage.stores.brands.manyBySlug([slugKey(brandSlug)])).get(slugKey(brandSlug))
    if (brand === undefined) return null
    const importer = { ...storage, caller: { kind: 'anonymous', address: null }, origin: SYSTEM } as const
    return importFeed(importer, brand._id, readFeed(decodeFeed(file)), dryRun)
  },
})
