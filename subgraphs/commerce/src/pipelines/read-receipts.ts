import type { Context } from '../context.ts'
import { receiptsOfYearUrl, receiptUrl } from './receipt-links.ts'

/** The page of an invoice's receipt; null before it is paid. */
export const readReceiptUrl = async (context: Context, invoiceId: string): Promise<string | null> => {
  const receipt = await context.loaders.receiptOfInvoice.load(invoiceId)
  return receipt === null ? null : receiptUrl(context, receipt._id)
}

/** The page of all receipts of a year; null for a year without any. Callers pass only the viewer's id. */
export const readReceiptsUrl = async (context: Context, athleteId: string, year: number): Promise<string | null> => {
  const rows = year > 0 && year < 10_000 ? await context.stores.receipts.ofYear(athleteId, year) : []
  return rows.length === 0 ? null : receiptsOfYearUrl(context, athleteId, year)
}
