import type { Context } from '../context.ts'
import type { ClosedStatement } from '../domain/conversion.ts'

/** Eight years of one currency. */
const MOST_STATEMENTS = 100

/** What the brand owes of each month that is over, the newest first. */
export const listStatements = ({ stores }: Context, brandId: string): Promise<readonly ClosedStatement[]> =>
  stores.ledger.closedOf(brandId, MOST_STATEMENTS)
