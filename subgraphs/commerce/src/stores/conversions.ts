import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ConversionRow } from '../domain/conversion.ts'

/** What the sales of one product, in one currency and span, add up to. */
export interface SalesOfProduct {
  readonly productId: string
  readonly conversions: number
  readonly revenue: number
  readonly commission: number
}

export const openConversions = (database: Database) => {
  const conversions = collection<ConversionRow>(database, {
    name: 'conversions',
    fields: {
      _id: 'string',
      brandId: 'string',
      orderId: 'string',
      clickId: 'string',
      productId: 'string | null',
      refusedFor: 'string | null',
      amount: 'number',
      currency: 'string',
      refunded: 'number',
      basisPoints: 'number',
      commission: 'number',
      soldAt: 'date',
      recordedAt: 'date',
    },
    athletes: { none: 'sales that shops report; who clicked stands with the click alone' },
    indexes: [
      // Adds up the sales of a brand in a span of days.
      { keys: { brandId: 1, refusedFor: 1, soldAt: 1 } },
      // What became of clicks.
      { keys: { clickId: 1 } },
    ],
  })
  const inSpan = (brandId: string, from: Date, to: Date) => ({ brandId, refusedFor: null, soldAt: { $gte: from, $lt: to } })
  return {
    async get(id: string, tx: Tx): Promise<ConversionRow | null> {
      return conversions.one({ _id: id }, { tx })
    },
    async insert(row: ConversionRow, tx: Tx): Promise<void> {
      await conversions.insert([row], tx)
    },
    async put(row: ConversionRow, tx: Tx): Promise<void> {
      await conversions.put([row], tx)
    },
    /** Returns which of these clicks led to a sale of which something was kept. */
    async boughtAfter(clickIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (clickIds.length === 0) return new Set()
      const sales = await conversions.many<Pick<ConversionRow, 'clickId' | 'amount' | 'refunded'>>(
        { clickId: { $in: clickIds } },
        { fields: { clickId: 1, amount: 1, refunded: 1 } },
      )
      return new Set(sales.filter(({ amount, refunded }) => refunded < amount).map(({ clickId }) => clickId))
    },
    /** Returns the currencies of a brand's sales in a span, the one with the most sales first. */
    async currencies(brandId: string, from: Date, to: Date): Promise<readonly string[]> {
      const rows = await conversions.aggregate<{ _id: string; count: number }>([
        { $match: inSpan(brandId, from, to) },
        { $group: { _id: '$currency', count: { $sum: 1 } } },
      ])
      return rows.toSorted((a, b) => b.count - a.count || a._id.localeCompare(b._id)).map(({ _id }) => _id)
    },
    async salesByProduct(brandId: string, currency: string, from: Date, to: Date): Promise<readonly SalesOfProduct[]> {
      const rows = await conversions.aggregate<SalesOfProduct & { _id: string }>([
        { $match: { ...inSpan(brandId, from, to), currency } },
        {
          $group: {
            _id: '$productId',
            conversions: { $sum: 1 },
            revenue: { $sum: { $subtract: ['$amount', '$refunded'] } },
            commission: { $sum: '$commission' },
          },
        },
      ])
      return rows.map(({ _id, ...sums }) => ({ ...sums, productId: _id }))
    },
  }
}

export type Conversions = ReturnType<typeof openConversions>
