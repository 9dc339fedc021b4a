import type { Tx } from '@gruppetto/runtime'
import type { GearRow } from '../domain/gear.ts'
import { isOtherPair } from '../domain/product-life.ts'
import type { Services } from '../services.ts'

/** How old what is told of a product with many pairs may be, beside the time that counting takes. */
const STALE_MS = 600_000

/** Notes of which products how long they last is to be counted again, after gear has changed from `before` to `row`; null for none. */
export const notePairs = async (
  { stores, runtime }: Pick<Services, 'stores' | 'runtime'>,
  { before, row }: { readonly before: GearRow | null; readonly row: GearRow | null },
  tx?: Tx,
): Promise<void> => {
  if (!isOtherPair(before, row)) return
  const dueAt = new Date(runtime.now() + STALE_MS)
  const productIds = new Set([before, row].flatMap((each) => (each?.kind === 'SHOES' ? (each.productId ?? []) : [])))
  for (const productId of productIds) await stores.productLives.markChanged(productId, dueAt, tx)
}
