import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ReceiptRow } from '../domain/receipt.ts'

interface CountRow {
  /** The year. */
  readonly _id: string
  readonly last: number
}

/** More than anybody is given in a year. */
const MOST_A_YEAR = 500

/** Receipts and credit notes. There is no way here to change or remove one. */
export const openReceipts = (database: Database) => {
  const receipts = collection<ReceiptRow>(database, {
    name: 'receipts',
    fields: {
      _id: 'string',
      kind: 'string',
      athleteId: 'string | null',
      invoiceId: 'string',
      corrects: 'string | null',
      title: 'string',
      amount: 'number',
      currency: 'string',
      issuedAt: 'date',
      seller: 'string',
    },
    athletes: { ids: { athleteId: 'forget' }, exported: { to: ['athleteId'] } },
    indexes: [
      // Those of an invoice, the oldest first.
      { keys: { invoiceId: 1, _id: 1 } },
      // Those of an athlete in a year: their numbers begin with it.
      { keys: { athleteId: 1, _id: 1 } },
    ],
  })
  const counts = collection<CountRow>(database, {
    name: 'receipt_counts',
    fields: { _id: 'string', last: 'number' },
    athletes: { none: 'how many receipts were issued in each year' },
  })
  return {
    /** Takes the next numbers of a year. A transaction that fails takes none, so there are no gaps. Returns the first one. */
    async take(year: number, count: number, tx: Tx): Promise<number> {
      const { last } = await counts.upsertAndGet({ _id: String(year) }, { $inc: { last: count } }, tx)
      return last - count + 1
    },
    async insert(rows: readonly ReceiptRow[], tx: Tx): Promise<void> {
      await receipts.insert(rows, tx)
    },
    async get(number: string): Promise<ReceiptRow | null> {
      return receipts.one({ _id: number })
    },
    async ofInvoice(invoiceId: string, tx?: Tx): Promise<readonly ReceiptRow[]> {
      return receipts.many({ invoiceId }, { sort: { _id: 1 }, ...(tx && { tx }) })
    },
    /** Returns the receipts, without credit notes, by their invoices. */
    async ofInvoices(invoiceIds: readonly string[]): Promise<ReadonlyMap<string, ReceiptRow>> {
      const rows = await receipts.many({ invoiceId: { $in: [...invoiceIds] }, kind: 'RECEIPT' })
      return new Map(rows.map((row) => [row.invoiceId, row]))
    },
    async ofYear(athleteId: string, year: number): Promise<readonly ReceiptRow[]> {
      const inYear = { $gte: `${year}-`, $lt: `${year + 1}-` }
      return receipts.many({ athleteId, _id: inYear }, { sort: { _id: 1 }, limit: MOST_A_YEAR })
    },
  }
}

export type Receipts = ReturnType<typeof openReceipts>
