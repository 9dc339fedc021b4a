import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ClosedStatement, LedgerEntryRow, PayoutStatementRow } from '../domain/conversion.ts'

export const openLedger = (database: Database) => {
  const entries = collection<LedgerEntryRow>(database, {
    name: 'ledger_entries',
    fields: {
      _id: 'string',
      brandId: 'string',
      conversionId: 'string',
      kind: 'string',
      currency: 'string',
      owedByBrand: 'number',
      earnedByPlatform: 'number',
      bookedAt: 'date',
      statementId: 'string | null',
    },
    athletes: { none: 'what brands owe' },
    indexes: [
      // Finds what stands in no statement yet, for the closing of a month.
      { keys: { statementId: 1, bookedAt: 1 } },
    ],
  })
  const statements = collection<PayoutStatementRow>(database, {
    name: 'payout_statements',
    fields: {
      _id: 'string',
      brandId: 'string',
      month: 'string',
      currency: 'string',
      sales: 'number',
      refunds: 'number',
      commission: 'number',
      revision: 'number',
      closedAt: 'date | null',
    },
    athletes: { none: 'what brands owe' },
    indexes: [
      // Lists the statements of a brand, the newest first.
      { keys: { brandId: 1, month: -1, currency: 1 } },
      // Finds those that are still to be closed.
      { keys: { closedAt: 1, month: 1 } },
    ],
  })
  return {
    /** Books an entry. A second one of the same key is a duplicate key error. */
    async book(row: LedgerEntryRow, tx: Tx): Promise<void> {
      await entries.insert([row], tx)
    },
    async entry(id: string, tx: Tx): Promise<LedgerEntryRow | null> {
      return entries.one({ _id: id }, { tx })
    },
    /** Returns entries from before an instant that stand in no statement. */
    async open(before: Date, limit: number, tx: Tx): Promise<readonly LedgerEntryRow[]> {
      return entries.many({ statementId: null, bookedAt: { $lt: before } }, { sort: { bookedAt: 1 }, limit, tx })
    },
    async assign(ids: readonly string[], statementId: string, tx: Tx): Promise<void> {
      await entries.updateMany({ _id: { $in: ids } }, { $set: { statementId } }, tx)
    },
    /** Returns the entries of a statement, in the order in which they were booked. */
    entriesOf(id: string): AsyncIterable<LedgerEntryRow> {
      return entries.each({ statementId: id }, { sort: { bookedAt: 1 } })
    },
    async sumsOf(statementId: string, tx: Tx): Promise<Pick<PayoutStatementRow, 'sales' | 'refunds' | 'commission'>> {
      const rows = await entries.aggregate<{ _id: string; count: number; commission: number }>(
        [{ $match: { statementId } }, { $group: { _id: '$kind', count: { $sum: 1 }, commission: { $sum: '$owedByBrand' } } }],
        tx,
      )
      const of = (kind: LedgerEntryRow['kind']) => rows.find(({ _id }) => _id === kind)
      return {
        sales: of('SALE')?.count ?? 0,
        refunds: of('REFUND')?.count ?? 0,
        commission: (of('SALE')?.commission ?? 0) + (of('REFUND')?.commission ?? 0),
      }
    },
    async statement(id: string, tx: Tx): Promise<PayoutStatementRow | null> {
      return statements.one({ _id: id }, { tx })
    },
    async putStatement(row: PayoutStatementRow, tx: Tx): Promise<void> {
      await statements.put([row], tx)
    },
    /** Returns the ids of statements up to a month whose entries are still being collected. */
    async collecting(month: string): Promise<readonly string[]> {
      const rows = await statements.many<Pick<PayoutStatementRow, '_id'>>(
        { closedAt: null, month: { $lte: month } },
        { fields: { _id: 1 } },
      )
      return rows.map(({ _id }) => _id)
    },
    async closedOf(brandId: string, limit: number): Promise<readonly ClosedStatement[]> {
      return statements.many<ClosedStatement>(
        { brandId, closedAt: { $gt: new Date(0) } },
        { sort: { month: -1, currency: 1 }, limit },
      )
    },
  }
}

export type Ledger = ReturnType<typeof openLedger>
