import type { EventData } from '@gruppetto/events'
import { crashPoint, type Tx } from '@gruppetto/runtime'
import { type NewReceipt, type ReceiptRow, receiptNumber, yearOf } from '../domain/receipt.ts'
import type { Storage } from '../services.ts'

/**
 * Issues receipts and credit notes in the transaction that stores what was paid or given back. So each is issued once, its number follows the one
 * before without a gap, and two that are issued at the same time follow one another.
 */
export const issueReceipts = async (
  { stores, runtime }: Pick<Storage, 'stores' | 'runtime'>,
  athleteId: string,
  wanted: readonly NewReceipt[],
  tx: Tx,
): Promise<readonly ReceiptRow[]> => {
  if (wanted.length === 0) return []
  const nowMs = runtime.now()
  const year = yearOf(nowMs)
  const first = await stores.receipts.take(year, wanted.length, tx)
  crashPoint('commerce-payments:numbered')
  const rows: ReceiptRow[] = []
  for (const [index, receipt] of wanted.entries()) {
    const known = receipt.kind === 'CREDIT_NOTE' ? await stores.receipts.ofInvoice(receipt.invoiceId, tx) : []
    const corrected = [...known, ...rows].find(({ kind, invoiceId }) => kind === 'RECEIPT' && invoiceId === receipt.invoiceId)
    rows.push({
      _id: receiptNumber(year, first + index),
      ...receipt,
      athleteId,
      corrects: corrected?._id ?? null,
      issuedAt: new Date(nowMs),
      seller: runtime.config.receiptSeller,
    })
  }
  await stores.receipts.insert(rows, tx)
  return rows
}

/** Receipts as subscription.changed carries them. */
export const receiptStates = (rows: readonly ReceiptRow[]): NonNullable<EventData<'subscription.changed'>['receipts']> =>
  rows.map(({ _id: number, kind, amount, currency }) => ({ number, kind, amount, currency }))
