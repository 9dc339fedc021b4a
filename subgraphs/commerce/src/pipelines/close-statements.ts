import { SYSTEM, type Tx } from '@gruppetto/runtime'
import { type LedgerEntryRow, type PayoutStatementRow, statementId } from '../domain/conversion.ts'
import type { Services } from '../services.ts'

const BATCH = 200
/** What was booked in the last moment of a month is committed by then. */
const GRACE_MS = 3_600_000

const monthOf = (at: Date): string => at.toISOString().slice(0, 7)

const draftOf = ({ brandId, currency }: LedgerEntryRow, month: string): PayoutStatementRow => ({
  _id: statementId(brandId, currency, month),
  brandId,
  month,
  currency,
  sales: 0,
  refunds: 0,
  commission: 0,
  revision: 0,
  closedAt: null,
})

/** Returns the statement that an entry goes into: the month's, or the one after it when that is closed. */
const statementFor = async (
  { stores }: Services,
  entry: LedgerEntryRow,
  months: readonly string[],
  tx: Tx,
): Promise<PayoutStatementRow> => {
  for (const month of months) {
    const draft = draftOf(entry, month)
    const known = await stores.ledger.statement(draft._id, tx)
    if (known === null) return draft
    if (known.closedAt === null) return known
  }
  throw new Error(`the statements of ${months.join(' and ')} are closed, and ${entry._id} stands in none`)
}

/** Puts a batch of entries into their statements. Returns how many there were. */
const collect = (services: Services, before: Date, months: readonly string[]): Promise<number> => {
  const { database, stores } = services
  return database.transact(async (tx) => {
    const entries = await stores.ledger.open(before, BATCH, tx)
    const groups = new Map<string, LedgerEntryRow[]>()
    for (const entry of entries) {
      const key = `${entry.brandId}:${entry.currency}`
      groups.set(key, [...(groups.get(key) ?? []), entry])
    }
    for (const group of groups.values()) {
      const [first] = group
      if (first === undefined) continue
      const statement = await statementFor(services, first, months, tx)
      // The write makes this and a closing at the same moment exclude each other.
      await stores.ledger.putStatement({ ...statement, revision: statement.revision + 1 }, tx)
      await stores.ledger.assign(
        group.map(({ _id }) => _id),
        statement._id,
        tx,
      )
    }
    return entries.length
  }, SYSTEM)
}

const close = ({ database, stores, runtime }: Services, id: string): Promise<void> =>
  database.transact(async (tx) => {
    const statement = await stores.ledger.statement(id, tx)
    if (statement === null || statement.closedAt !== null) return
    const sums = await stores.ledger.sumsOf(id, tx)
    await stores.ledger.putStatement({ ...statement, ...sums, closedAt: new Date(runtime.now()) }, tx)
  }, SYSTEM)

/**
 * Closes the statements of the month before this one, an hour after its end. What was booked in it but is seen only later goes into the
 * next one. It may be ended at any moment, and goes on with the next run.
 */
export const closeStatements = async (services: Services): Promise<void> => {
  const now = new Date(services.runtime.now())
  const monthBegan = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  if (now.getTime() - monthBegan.getTime() < GRACE_MS) return
  const lastMonth = monthOf(new Date(monthBegan.getTime() - 1))
  while ((await collect(services, monthBegan, [lastMonth, monthOf(now)])) === BATCH);
  for (const id of await services.stores.ledger.collecting(lastMonth)) await close(services, id)
}
