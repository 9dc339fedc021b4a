import { byIdLoader, type Caller, viewerIdOf } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import type { ChallengeRow, ChallengeStatus, Onlooker } from './domain/challenge.ts'
import type { ProductRow } from './domain/product.ts'
import type { ChallengeCursor } from './stores/challenges.ts'
import type { Stores } from './stores/mod.ts'
import type { ProductCursor } from './stores/products.ts'

/** The first `size` rows of one brand after a row. */
export interface BrandPageKey<Cursor> {
  readonly brandId: string
  readonly size: number
  readonly after: Cursor | null
}

export interface BrandChallengesKey extends BrandPageKey<ChallengeCursor> {
  readonly status: ChallengeStatus | null
}

/** A loader of something per brand: the keys that differ in nothing but the brand are read at once. */
const perBrand = <Key extends { readonly brandId: string }, Value>(
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
        const [sample] = group
        if (sample === undefined) return
        const values = await read([...new Set(group.map((key) => key.brandId))], sample)
        for (const key of group) found.set(key, values.get(key.brandId) ?? missing)
      }
      await Promise.all([...groups.values()].map(readGroup))
      return keys.map((key) => found.get(key) ?? missing)
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  )

/** One request's loaders. */
export const makeLoaders = (stores: Stores, caller: Caller, nowMs: number) => {
  let looking: Promise<Onlooker> | null = null
  const look = async (): Promise<Onlooker> => {
    if (caller.kind === 'partner') return { kind: 'brand', brandId: caller.brandId }
    if (caller.kind === 'athlete' && caller.roles.includes('STAFF')) return { kind: 'staff' }
    const viewerId = viewerIdOf(caller)
    return { kind: 'public', clubIds: viewerId === null ? new Set() : await stores.memberships.clubIdsOf(viewerId) }
  }
  /** Who the caller is to challenges; the clubs are read once a request, and only when somebody asks. */
  const onlooker = (): Promise<Onlooker> => {
    looking ??= look()
    return looking
  }
  return {
    onlooker,
    brand: byIdLoader((ids) => stores.brands.many(ids)),
    brandBySlug: byIdLoader((slugs) => stores.brands.bySlugs(slugs)),
    product: byIdLoader((ids) => stores.products.many(ids)),
    challenge: byIdLoader((ids) => stores.challenges.many(ids)),
    sponsorship: byIdLoader((ids) => stores.sponsorships.many(ids)),
    productsOfBrand: perBrand<BrandPageKey<ProductCursor>, readonly ProductRow[]>(
      (brandIds, { after, size }) => stores.products.pagesOfBrands(brandIds, after, size),
      [],
    ),
    productCountOfBrand: perBrand<{ readonly brandId: string }, number>(
      (brandIds) => stores.products.countsOfBrands(brandIds),
      0,
    ),
    challengesOfBrand: perBrand<BrandChallengesKey, readonly ChallengeRow[]>(
      async (brandIds, { status, after, size }) =>
        stores.challenges.pagesOfBrands(brandIds, { status, nowMs, onlooker: await onlooker() }, after, size),
      [],
    ),
    challengeCountOfBrand: perBrand<{ readonly brandId: string; readonly status: ChallengeStatus | null }, number>(
      async (brandIds, { status }) => stores.challenges.countsOfBrands(brandIds, { status, nowMs, onlooker: await onlooker() }),
      0,
    ),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
