import { z } from 'zod'

/** A sale that a shop has reported. */
export interface ConversionRow {
  /** conversionId. */
  readonly _id: string
  readonly brandId: string
  readonly orderId: string
  readonly clickId: string
  /** Null when the sale belongs to no click that counts. */
  readonly productId: string | null
  /** Why no commission is owed; null when one is. */
  readonly refusedFor: ConversionRefusal | null
  /** In minor units of the currency. */
  readonly amount: number
  readonly currency: string
  readonly refunded: number
  readonly basisPoints: number
  /** What is owed now: of the sale without its refunds. */
  readonly commission: number
  readonly soldAt: Date
  readonly recordedAt: Date
}

export type ConversionRefusal = 'UNKNOWN_CLICK' | 'TOO_LATE' | 'NO_RULE'

export const conversionId = (brandId: string, orderId: string): string => `${brandId}:${orderId}`

/** One booking with two sides that add up to zero: what the brand owes, and what the platform has earned. */
export interface LedgerEntryRow {
  /** Names what was booked, so that it is booked once. */
  readonly _id: string
  readonly brandId: string
  readonly conversionId: string
  readonly kind: 'SALE' | 'REFUND'
  readonly currency: string
  /** Minor units; a refund's are negative. */
  readonly owedByBrand: number
  readonly earnedByPlatform: number
  readonly bookedAt: Date
  /** The statement that it stands in; null while its month is open. */
  readonly statementId: string | null
}

/** Books a commission on both sides. */
export const bookingOf = (
  conversion: Pick<ConversionRow, '_id' | 'brandId' | 'currency'>,
  booking: { readonly key: string; readonly kind: LedgerEntryRow['kind']; readonly commission: number; readonly at: Date },
): LedgerEntryRow => ({
  _id: booking.key,
  brandId: conversion.brandId,
  conversionId: conversion._id,
  kind: booking.kind,
  currency: conversion.currency,
  owedByBrand: booking.commission,
  // Zero has no other side.
  earnedByPlatform: booking.commission === 0 ? 0 : -booking.commission,
  bookedAt: booking.at,
  statementId: null,
})

/** What a brand owes of one month in one currency. It never changes: what is booked later stands in a later one. */
export interface PayoutStatementRow {
  /** statementId. */
  readonly _id: string
  readonly brandId: string
  /** YYYY-MM, in UTC. */
  readonly month: string
  readonly currency: string
  readonly sales: number
  readonly refunds: number
  readonly commission: number
  /** Counts the times that entries were added. */
  readonly revision: number
  /** Null while its entries are being collected. */
  readonly closedAt: Date | null
}

/** A statement that does not change any more. */
export interface ClosedStatement extends PayoutStatementRow {
  readonly closedAt: Date
}

export const statementId = (brandId: string, currency: string, month: string): string => `${brandId}:${currency}:${month}`

const MAX_AMOUNT = 1_000_000_000_000
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const reference = (what: string) =>
  z
    .string()
    .min(1, `${what} is missing`)
    .max(100, `${what} is longer than 100 characters`)
    .regex(/^[\w.:-]+$/, `${what} must be letters, digits, points, colons, hyphens and underscores`)
const amount = z.number().int('must be whole minor units').min(1, 'must be at least 1').max(MAX_AMOUNT, 'is too much')
const currency = z
  .string()
  .max(3)
  .refine((code) => currencies.has(code), 'must be an ISO 4217 code such as EUR')

/** What a shop may report. */
export const postback = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('sale'),
    orderId: reference('orderId'),
    clickId: z.uuid('must be the click id of an affiliate link'),
    amount,
    currency,
    soldAt: z.iso
      .datetime({ offset: true, error: 'must be an instant such as 2026-11-29T12:00:00Z' })
      .transform((text) => new Date(text)),
  }),
  z.object({ type: z.literal('refund'), orderId: reference('orderId'), refundId: reference('refundId'), amount, currency }),
])
export type Postback = z.infer<typeof postback>
