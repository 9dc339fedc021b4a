import { givenBackSince, type InvoiceRow, isPaidSince } from './invoice.ts'

/** A receipt, or a credit note for money that was given back. Once issued it never changes. */
export interface ReceiptRow {
  /** The number: the year and a count that has no gap, such as `2026-000042`. */
  readonly _id: string
  readonly kind: 'RECEIPT' | 'CREDIT_NOTE'
  /** Null once the athlete is erased; the law asks to keep the rest. */
  readonly athleteId: string | null
  readonly invoiceId: string
  /** The receipt that a credit note corrects. */
  readonly corrects: string | null
  /** What was bought. */
  readonly title: string
  /** In minor units, never negative: a credit note gives so much back. */
  readonly amount: number
  readonly currency: string
  readonly issuedAt: Date
  /** Who sells, as it stood in the configuration then. */
  readonly seller: string
}

/** What has to be issued for an invoice. */
export type NewReceipt = Pick<ReceiptRow, 'kind' | 'invoiceId' | 'amount' | 'currency' | 'title'>

/** Returns what follows from an invoice between two sights of it: a receipt for money that came, a credit note for money that went back. */
export const receiptsFor = (before: InvoiceRow | undefined, after: InvoiceRow, title: string): readonly NewReceipt[] => {
  const givenBack = givenBackSince(before, after)
  const { _id: invoiceId, amount, currency } = after
  return [
    ...(isPaidSince(before, after) && amount > 0 ? [{ kind: 'RECEIPT' as const, invoiceId, amount, currency, title }] : []),
    ...(givenBack > 0 ? [{ kind: 'CREDIT_NOTE' as const, invoiceId, amount: givenBack, currency, title }] : []),
  ]
}

/** The year of a receipt's number, in UTC. */
export const yearOf = (atMs: number): number => new Date(atMs).getUTCFullYear()

export const receiptNumber = (year: number, count: number): string => `${year}-${String(count).padStart(6, '0')}`

export const isReceiptNumber = (text: string): boolean => /^\d{4}-\d{6,12}$/.test(text)

/** Sums receipts less credit notes, by currency. */
export const totalsOf = (rows: readonly ReceiptRow[]): ReadonlyMap<string, number> => {
  const totals = new Map<string, number>()
  for (const { kind, amount, currency } of rows) {
    totals.set(currency, (totals.get(currency) ?? 0) + (kind === 'RECEIPT' ? amount : -amount))
  }
  return totals
}
