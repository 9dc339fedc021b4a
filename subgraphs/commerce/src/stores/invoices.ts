import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { InvoiceRow } from '../domain/invoice.ts'

/** The most invoices that an answer lists: ten years of months. */
const MOST = 120

export const openInvoices = (database: Database) => {
  const invoices = collection<InvoiceRow>(database, {
    name: 'invoices',
    fields: {
      _id: 'string',
      athleteId: 'string | null',
      provider: 'string',
      subscriptionId: 'string | null',
      issuedAt: 'date',
      amount: 'number',
      currency: 'string',
      status: 'string',
      refundedAmount: 'number',
      isDisputed: 'boolean',
      url: 'string | null',
      reference: 'string | null?',
    },
    athletes: { ids: { athleteId: 'forget' }, exported: { to: ['athleteId'] } },
    indexes: [
      // An athlete's invoices, the newest first.
      { keys: { athleteId: 1, issuedAt: -1 } },
    ],
  })
  return {
    async get(id: string): Promise<InvoiceRow | null> {
      return invoices.one({ _id: id })
    },
    async byId(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, InvoiceRow>> {
      return invoices.byId(ids, { tx })
    },
    putAtCommit(rows: readonly InvoiceRow[], tx: Tx): void {
      invoices.putAtCommit(rows, tx)
    },
    async listOf(athleteId: string): Promise<readonly InvoiceRow[]> {
      return invoices.many({ athleteId }, { sort: { issuedAt: -1 }, limit: MOST })
    },
  }
}

export type Invoices = ReturnType<typeof openInvoices>
