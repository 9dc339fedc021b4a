import { collection, type Database, type Runtime, type Tx } from '@gruppetto/runtime'
import { type ClickRow, SAME_VISIT_MS } from '../domain/click.ts'

export const openClicks = (database: Database, runtime: Pick<Runtime, 'redis'>) => {
  const clicks = collection<ClickRow>(database, {
    name: 'product_clicks',
    fields: { _id: 'string', productId: 'string', brandId: 'string', athleteId: 'string | null', clickedAt: 'date' },
    athletes: { ids: { athleteId: 'forget' }, exported: { to: ['athleteId'] } },
    indexes: [
      // Counts the clicks of a brand's products in a span of days.
      { keys: { brandId: 1, clickedAt: 1, productId: 1 } },
      // How often the product of a sponsorship was clicked, for the report.
      { keys: { productId: 1, clickedAt: 1 } },
      // What an athlete has looked at last.
      { keys: { athleteId: 1, clickedAt: -1 } },
    ],
    renamed: { at: 'clickedAt' },
  })
  return {
    async insert(row: ClickRow, tx: Tx): Promise<void> {
      await clicks.insert([row], tx)
    },
    async countSince(productId: string, since: Date): Promise<number> {
      return clicks.count({ productId, clickedAt: { $gte: since } })
    },
    /** How often each of some products was clicked since an instant. Those that were not are absent. */
    async countEachSince(productIds: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
      const rows = await clicks.aggregate<{ _id: string; count: number }>([
        { $match: { productId: { $in: [...productIds] }, clickedAt: { $gte: since } } },
        { $group: { _id: '$productId', count: { $sum: 1 } } },
      ])
      return new Map(rows.map(({ _id, count }) => [_id, count]))
    },
    async get(id: string, tx: Tx): Promise<ClickRow | null> {
      return clicks.one({ _id: id }, { tx })
    },
    async countByProduct(brandId: string, from: Date, to: Date): Promise<ReadonlyMap<string, number>> {
      const rows = await clicks.aggregate<{ _id: string; count: number }>([
        { $match: { brandId, clickedAt: { $gte: from, $lt: to } } },
        { $group: { _id: '$productId', count: { $sum: 1 } } },
      ])
      return new Map(rows.map(({ _id, count }) => [_id, count]))
    },
    /** Returns an athlete's clicks since an instant, the newest first. */
    async ofAthlete(athleteId: string, since: Date, limit: number): Promise<readonly ClickRow[]> {
      return clicks.many({ athleteId, clickedAt: { $gte: since } }, { sort: { clickedAt: -1 }, limit })
    },
    async exists(id: string, tx: Tx): Promise<boolean> {
      return clicks.exists({ _id: id }, tx)
    },
    /**
     * Returns the click that began this person's visit of the product's shop: `clickId` for the first click, and the id of that one for
     * clicks soon after it, so that a sale belongs to the click that counts. Redis keeps `who`, a hash, for SAME_VISIT_MS.
     */
    async beginVisit(productId: string, who: string, clickId: string): Promise<string> {
      const key = `commerce:visit:${productId}:${who}`
      return (await runtime.redis.set(key, clickId, 'PX', SAME_VISIT_MS, 'NX', 'GET')) ?? clickId
    },
  }
}

export type Clicks = ReturnType<typeof openClicks>
