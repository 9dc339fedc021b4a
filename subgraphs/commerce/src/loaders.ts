import { byIdLoader, type Caller, isStaff, viewerIdOf } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import type { ChallengeRow, ChallengeStatus, ChallengeViewer } from './domain/challenge.ts'
import type { ProductCategory, ProductRow } from './domain/product.ts'
import type { Services } from './services.ts'
import type { ChallengeCursor } from './stores/challenges.ts'
import type { Stores } from './stores/mod.ts'
import type { ProductCursor } from './stores/products.ts'

/** A page of one brand's rows. */
interface BrandPageKey<Cursor> {
  readonly brandId: string
  readonly size: number
  /** The row before the page; null for the first page. */
  readonly after: Cursor | null
}

interface BrandChallengesKey extends BrandPageKey<ChallengeCursor> {
  readonly status: ChallengeStatus | null
}

interface BrandProductsKey extends BrandPageKey<ProductCursor> {
  readonly category: ProductCategory | null
}

/** A loader of one value per brand. Keys that differ only in the brand are read in one query. */
const perBrandLoader = <Key extends { readonly brandId: string }, Value>(
  read: (brandIds: readonly string[], key: Key) => Promise<ReadonlyMap<string, Value>>,
  missing: Value,
): DataLoader<Key, Value, string> =>
  new DataLoader<Key, Value, string>(
    async (keys) => {
      const groups = new Map<string, Key[]>()
      for (const key of keys) {
        const group = JSON.stringify({ ...key, brandId: null })
        groups.set(group, [...(groups.get(group) ?? []), key])
      }
      const found = new Map<Key, Value>()
      const readGroup = async (group: readonly Key[]) => {
        const [first] = group
        if (first === undefined) return
        const values = await read([...new Set(group.map((key) => key.brandId))], first)
        for (const key of group) found.set(key, values.get(key.brandId) ?? missing)
      }
      await Promise.all([...groups.values()].map(readGroup))
      return keys.map((key) => found.get(key) ?? missing)
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  )

const readChallengeViewer = async ({ memberships }: Stores, caller: Caller): Promise<ChallengeViewer> => {
  if (caller.kind === 'partner') return { kind: 'brand', brandId: caller.brandId }
  if (isStaff(caller)) return { kind: 'staff' }
  const viewerId = viewerIdOf(caller)
  return { kind: 'public', clubIds: viewerId === null ? new Set() : await memberships.clubIdsOf(viewerId) }
}

/** The DataLoaders of one request. */
export const makeLoaders = ({ stores, runtime, payments }: Services, caller: Caller) => {
  const nowMs = runtime.now()
  const challengeViewer = new DataLoader<'viewer', ChallengeViewer>(async (keys) => {
    const viewer = await readChallengeViewer(stores, caller)
    return keys.map(() => viewer)
  })
  const challengeFilter = async (status: ChallengeStatus | null) => ({
    status,
    nowMs,
    viewer: await challengeViewer.load('viewer'),
  })
  return {
    account: byIdLoader(stores.accounts.many),
    /** By the athlete's id. */
    subscription: byIdLoader(stores.subscriptions.many),
    entitlement: byIdLoader(stores.entitlements.many),
    /** By the customer's id. A page is made once, however often a request asks for it. */
    portalUrl: new DataLoader<string, string | null>((customerIds) =>
      Promise.all(customerIds.map(async (id) => (await payments?.portalUrl(id, runtime.config.publicUrl)) ?? null)),
    ),
    receiptOfInvoice: byIdLoader(stores.receipts.ofInvoices),
    challengeViewer,
    brand: byIdLoader(stores.brands.many),
    brandBySlug: byIdLoader(stores.brands.manyBySlug),
    product: byIdLoader(stores.products.many),
    /** By the product's id. */
    countedLife: byIdLoader(stores.productLives.many),
    pairs: byIdLoader(stores.gear.pairsOf),
    challenge: byIdLoader(stores.challenges.many),
    /** By the challenge's id. */
    sponsorship: byIdLoader(stores.sponsorships.many),
    endedSponsorship: byIdLoader(stores.sponsorships.ended),
    boardRow: byIdLoader(stores.boards.many),
    /** By boardRowId. */
    givenCode: byIdLoader(stores.offerCodes.given),
    productsOfBrand: perBrandLoader<BrandProductsKey, readonly ProductRow[]>(
      (brandIds, { category, after, size }) => stores.products.pagesOfBrands(brandIds, category, after, size),
      [],
    ),
    productCountsOfBrand: perBrandLoader<{ readonly brandId: string }, ReadonlyMap<ProductCategory, number>>(
      (brandIds) => stores.products.countsOfBrands(brandIds),
      new Map(),
    ),
    challengesOfBrand: perBrandLoader<BrandChallengesKey, readonly ChallengeRow[]>(
      async (brandIds, { status, after, size }) =>
        stores.challenges.pagesOfBrands(brandIds, await challengeFilter(status), after, size),
      [],
    ),
    challengeCountOfBrand: perBrandLoader<{ readonly brandId: string; readonly status: ChallengeStatus | null }, number>(
      async (brandIds, { status }) => stores.challenges.countsOfBrands(brandIds, await challengeFilter(status)),
      0,
    ),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
