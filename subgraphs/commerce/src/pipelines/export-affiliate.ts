import { badUserInput, isCalendarDay, notFound } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { CLICK_REFUSALS } from '../domain/click.ts'
import { statementId } from '../domain/conversion.ts'
import { csvLine } from '../domain/csv.ts'
import type { PartnerRef } from '../domain/partner.ts'
import { listStatements } from './list-statements.ts'
import { readAffiliateReport } from './read-affiliate-report.ts'
import { requireProduct } from './require-product.ts'
import { requireScope } from './require-scope.ts'

type Lines = () => AsyncGenerator<string>

const dayOf = (asked: Readonly<Record<string, unknown>>, path: string): string => {
  const day = asked[path]
  if (typeof day !== 'string' || !isCalendarDay(day)) throw badUserInput([{ path, message: 'must be a day such as 2026-11-22' }])
  return day
}

/** Returns the lines of an affiliate report: one of totals, then one for each product. The days are whole, in the brand's zone. */
export const exportAffiliateReport = async (
  context: Context,
  partner: PartnerRef,
  asked: Readonly<Record<string, unknown>>,
): Promise<Lines> => {
  const brandId = requireScope(context, partner.brandId, 'AFFILIATE_READ')
  const currency = typeof asked.currency === 'string' ? asked.currency : null
  const report = await readAffiliateReport(context, brandId, {
    since: dayOf(asked, 'since'),
    until: dayOf(asked, 'until'),
    currency,
  })
  const products = await Promise.all(report.byProduct.map(({ productId }) => requireProduct(context, productId)))
  const refused = new Map(report.refusedClicks.map(({ reason, clicks }) => [reason, clicks]))
  return async function* lines() {
    const columns = ['product_id', 'product', 'clicks', 'conversions', 'revenue_cents', 'commission_cents', 'currency']
    yield csvLine([...columns, ...CLICK_REFUSALS.map((reason) => `refused_${reason.toLowerCase()}`)])
    const { clicks, conversions, revenue, commission } = report
    const counted = CLICK_REFUSALS.map((reason) => refused.get(reason) ?? 0)
    yield csvLine(['total', null, clicks, conversions, revenue, commission, report.currency, ...counted])
    for (const [index, row] of report.byProduct.entries()) {
      const cells = [row.productId, products[index]?.name ?? null, row.clicks, row.conversions, row.revenue, row.commission]
      yield csvLine([...cells, report.currency, ...CLICK_REFUSALS.map(() => null)])
    }
  }
}

/** Returns the lines of the closed statements, the newest first. */
export const exportStatements = async (context: Context, partner: PartnerRef): Promise<Lines> => {
  const statements = await listStatements(context, requireScope(context, partner.brandId, 'AFFILIATE_READ'))
  return async function* lines() {
    yield csvLine(['month', 'currency', 'sales', 'refunds', 'commission_cents', 'closed_at'])
    for (const { month, currency, sales, refunds, commission, closedAt } of statements) {
      yield csvLine([month, currency, sales, refunds, commission, closedAt.toISOString()])
    }
  }
}

/** Returns the lines of the closed statements of a month: for each currency one of totals, then one for each booking in it. */
export const exportStatement = async (context: Context, partner: PartnerRef, month: string): Promise<Lines> => {
  const { stores } = context
  const brandId = requireScope(context, partner.brandId, 'AFFILIATE_READ')
  const statements = (await listStatements(context, brandId)).filter((statement) => statement.month === month)
  if (statements.length === 0) throw notFound('This statement')
  return async function* lines() {
    yield csvLine(['order_id', 'kind', 'booked_at', 'currency', 'commission_cents'])
    for (const { currency, commission, closedAt } of statements) {
      yield csvLine(['total', 'STATEMENT', closedAt.toISOString(), currency, commission])
      for await (const { conversionId, kind, bookedAt, owedByBrand } of stores.ledger.entriesOf(
        statementId(brandId, currency, month),
      )) {
        yield csvLine([conversionId.slice(brandId.length + 1), kind, bookedAt.toISOString(), currency, owedByBrand])
      }
    }
  }
}
