import { collection, type Database } from '@gruppetto/runtime'
import type { ClickRefusal } from '../domain/click.ts'

/** How many clicks on one product were not counted on one day, for one reason. */
export interface RefusedClicksRow {
  /** The product, the day and the reason. */
  readonly _id: string
  readonly brandId: string
  readonly productId: string
  /** YYYY-MM-DD, in the zone of the brand; in UTC in rows of earlier releases. */
  readonly day: string
  readonly reason: ClickRefusal
  readonly count: number
}

export const openRefusedClicks = (database: Database) => {
  const rows = collection<RefusedClicksRow>(database, {
    name: 'refused_clicks',
    fields: { _id: 'string', brandId: 'string', productId: 'string', day: 'string', reason: 'string', count: 'number' },
    athletes: { none: 'counts of clicks' },
    indexes: [
      // Adds up what was not counted of a brand in a span of days.
      { keys: { brandId: 1, day: 1 } },
    ],
  })
  return {
    /** Counts one. A robot may come often, so it is one row a day and not one a click. */
    async count(click: Omit<RefusedClicksRow, '_id' | 'count'>): Promise<void> {
      const { productId, day, reason } = click
      await rows.upsertOne({ _id: `${productId}:${day}:${reason}` }, { $setOnInsert: click, $inc: { count: 1 } })
    },
    async sumsByReason(brandId: string, from: string, to: string): Promise<ReadonlyMap<ClickRefusal, number>> {
      const sums = await rows.aggregate<{ _id: ClickRefusal; count: number }>([
        { $match: { brandId, day: { $gte: from, $lte: to } } },
        { $group: { _id: '$reason', count: { $sum: '$count' } } },
      ])
      return new Map(sums.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type RefusedClicks = ReturnType<typeof openRefusedClicks>
