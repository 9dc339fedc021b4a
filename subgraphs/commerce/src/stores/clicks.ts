import { createHash } from 'node:crypto'
import { collection, type Database, type Runtime, type Tx } from '@gruppetto/runtime'
import { type ClickRow, SAME_CLICK_MS } from '../domain/click.ts'

export const openClicks = (database: Database, runtime: Pick<Runtime, 'redis'>) => {
  const clicks = collection<ClickRow>(database, {
    name: 'product_clicks',
    fields: { _id: 'string', productId: 'string', brandId: 'string', athleteId: 'string | null', clickedAt: 'date' },
    athletes: { ids: { athleteId: 'forget' }, exported: { to: ['athleteId'] } },
    renamed: { at: 'clickedAt' },
    indexes: [
      // How often the product of a sponsorship was clicked, for the report.
      { keys: { productId: 1, clickedAt: 1 } },
    ],
  })
  return {
    async insert(row: ClickRow, tx: Tx): Promise<void> {
      await clicks.insert([row], tx)
    },
    async countSince(productId: string, since: Date): Promise<number> {
      return clicks.count({ productId, clickedAt: { $gte: since } })
    },
    async exists(id: string, tx: Tx): Promise<boolean> {
      return clicks.exists({ _id: id }, tx)
    },
    /** Whether this is the first click of `who` on the product within SAME_CLICK_MS. Redis keeps only a hash for that time. */
    async isFirst(productId: string, who: string): Promise<boolean> {
      const hash = createHash('sha256').update(`${productId}\n${who}`).digest('base64url')
      return (await runtime.redis.set(`commerce:click:${hash}`, '1', 'PX', SAME_CLICK_MS, 'NX')) === 'OK'
    },
  }
}

export type Clicks = ReturnType<typeof openClicks>
