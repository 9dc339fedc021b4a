import { createHash } from 'node:crypto'
import { type Database, type Runtime, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { type ClickRow, SAME_CLICK_MS } from '../domain/click.ts'

export const openClicks = (database: Database, runtime: Pick<Runtime, 'redis'>) => {
  // Written once and counted elsewhere from its event: no query reads it by anything but its id yet, so there is no other index.
  const schema = rowSchema<ClickRow>(
    {
      _id: String,
      productId: { type: String, required: true },
      brandId: { type: String, required: true },
      athleteId: { type: String, default: null },
      at: { type: Date, required: true },
    },
    { collection: 'product_clicks', versionKey: false },
  )
  const model = database.connection.model<ClickRow>('ProductClick', schema)
  const read = readRows(model)
  return {
    async insert(row: ClickRow, tx: Tx): Promise<void> {
      await model.create([row], { session: tx.session })
    },
    async exists(id: string, tx: Tx): Promise<boolean> {
      return read.exists({ _id: id }, tx)
    },
    /** True for the first click of `who` on the product within SAME_CLICK_MS. Only a hash is held, and only that long. */
    async isFirst(productId: string, who: string): Promise<boolean> {
      const hash = createHash('sha256').update(`${productId}\n${who}`).digest('base64url')
      return (await runtime.redis.set(`commerce:click:${hash}`, '1', 'PX', SAME_CLICK_MS, 'NX')) === 'OK'
    },
  }
}

export type Clicks = ReturnType<typeof openClicks>
