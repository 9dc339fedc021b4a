import { isSettled, type ProviderInvoice } from './payment-facts.ts'

/** An invoice as the provider last showed it. */
export interface InvoiceRow extends Omit<ProviderInvoice, 'id'> {
  /** The provider's id. */
  readonly _id: string
  /** Null once the athlete is erased; the law asks to keep the rest. */
  readonly athleteId: string | null
  readonly provider: string
}

export const invoiceRow = (athleteId: string, provider: string, { id, ...invoice }: ProviderInvoice): InvoiceRow => ({
  _id: id,
  athleteId,
  provider,
  ...invoice,
})

/** Whether nothing about an invoice is different from when it was seen before. */
export const isSameInvoice = (before: InvoiceRow | undefined, after: InvoiceRow): boolean =>
  before !== undefined &&
  before.status === after.status &&
  before.amount === after.amount &&
  before.refundedAmount === after.refundedAmount &&
  before.isDisputed === after.isDisputed &&
  before.url === after.url

/** Whether an invoice was paid between two sights of it. */
export const isPaidSince = (before: InvoiceRow | undefined, after: InvoiceRow): boolean =>
  isSettled(after) && !(before !== undefined && isSettled(before))

/** Whether all of the money went back, or a bank has taken it back or asks to. */
export const isTakenBack = ({ status, isDisputed }: InvoiceRow): boolean => status === 'REFUNDED' || isDisputed

/** How much of an invoice was given back between two sights of it. */
export const givenBackSince = (before: InvoiceRow | undefined, after: InvoiceRow): number =>
  after.refundedAmount - (before?.refundedAmount ?? 0)

/** Money that has moved, as it stands in the trail. */
export interface MovedMoney extends Pick<InvoiceRow, 'amount' | 'currency'> {
  readonly what: 'PAID' | 'GIVEN_BACK' | 'CHARGED_BACK' | 'DISPUTE_WON'
  readonly reference: string
}

/** The money that has moved between two sights of an invoice. */
export const moneyMoved = (before: InvoiceRow | undefined, after: InvoiceRow): readonly MovedMoney[] => {
  const { _id: reference, amount, currency } = after
  const moved = (what: MovedMoney['what'], sum: number) => ({ what, amount: sum, currency, reference })
  const givenBack = givenBackSince(before, after)
  return [
    ...(isPaidSince(before, after) && amount !== 0 ? [moved('PAID', amount)] : []),
    ...(givenBack !== 0 ? [moved('GIVEN_BACK', -givenBack)] : []),
    ...(after.isDisputed && !before?.isDisputed ? [moved('CHARGED_BACK', -amount)] : []),
    ...(!after.isDisputed && before?.isDisputed ? [moved('DISPUTE_WON', amount)] : []),
  ]
}
