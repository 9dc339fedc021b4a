import { addDays, badUserInput, instantOfHour } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { timeZoneOf } from '../domain/brand.ts'
import { CLICK_REFUSALS, type ClickRefusal } from '../domain/click.ts'
import type { SalesOfProduct } from '../stores/conversions.ts'
import { readBrand } from './read-brand.ts'

export interface AffiliateProduct {
  readonly productId: string
  readonly clicks: number
  readonly conversions: number
  readonly revenue: number
  readonly commission: number
}

export interface AffiliateReportResult {
  readonly clicks: number
  readonly refusedClicks: readonly { readonly reason: ClickRefusal; readonly clicks: number }[]
  readonly conversions: number
  readonly revenue: number
  readonly commission: number
  readonly currency: string
  readonly otherCurrencies: readonly string[]
  readonly byProduct: readonly AffiliateProduct[]
}

const MOST_DAYS = 366
const DEFAULT_CURRENCY = 'EUR'

interface ReportArguments {
  readonly since: string
  readonly until: string
  readonly currency?: string | null
}

const sum = <Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number =>
  rows.reduce((total, row) => total + row[key], 0)

const rowOf = (productId: string, clicks: number, sales: SalesOfProduct | undefined): AffiliateProduct => ({
  productId,
  clicks,
  conversions: sales?.conversions ?? 0,
  revenue: sales?.revenue ?? 0,
  commission: sales?.commission ?? 0,
})

/**
 * Reports the clicks and sales of whole days in the brand's time zone, both ends included. Amounts are of one currency: the one that is
 * asked for, or the one with the most sales. The totals are the sums of the rows of products.
 */
export const readAffiliateReport = async (
  context: Context,
  brandId: string,
  { since, until, currency: wanted }: ReportArguments,
): Promise<AffiliateReportResult> => {
  const { stores } = context
  if (until < since) throw badUserInput([{ path: 'until', message: 'must not be before since' }])
  if (addDays(since, MOST_DAYS) <= until) throw badUserInput([{ path: 'until', message: `must be within ${MOST_DAYS} days` }])
  const zone = timeZoneOf(await readBrand(context, brandId))
  const [from, to] = [new Date(instantOfHour(since, 0, zone)), new Date(instantOfHour(addDays(until, 1), 0, zone))]
  const currencies = await stores.conversions.currencies(brandId, from, to)
  const currency = wanted ?? currencies[0] ?? DEFAULT_CURRENCY
  const [clicks, refused, sales] = await Promise.all([
    stores.clicks.countByProduct(brandId, from, to),
    stores.refusedClicks.sumsByReason(brandId, since, until),
    stores.conversions.salesByProduct(brandId, currency, from, to),
  ])
  const salesOf = new Map(sales.map((row) => [row.productId, row]))
  const ids = [...new Set([...clicks.keys(), ...salesOf.keys()])]
  const byProduct = ids
    .map((id) => rowOf(id, clicks.get(id) ?? 0, salesOf.get(id)))
    .toSorted((a, b) => b.commission - a.commission || b.clicks - a.clicks || a.productId.localeCompare(b.productId))
  return {
    clicks: sum(byProduct, 'clicks'),
    refusedClicks: CLICK_REFUSALS.map((reason) => ({ reason, clicks: refused.get(reason) ?? 0 })).filter(
      ({ clicks }) => clicks > 0,
    ),
    conversions: sum(byProduct, 'conversions'),
    revenue: sum(byProduct, 'revenue'),
    commission: sum(byProduct, 'commission'),
    currency,
    otherCurrencies: currencies.filter((code) => code !== currency),
    byProduct,
  }
}
