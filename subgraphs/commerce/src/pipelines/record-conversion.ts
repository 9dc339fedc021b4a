import { crashPoint, isDuplicateKey, SYSTEM, type Tx } from '@gruppetto/runtime'
import { commissionBack, commissionOf, isWithin, ruleAt } from '../domain/commission.ts'
import { bookingOf, type ConversionRow, conversionId, type Postback } from '../domain/conversion.ts'
import type { Services } from '../services.ts'
import { tellWebhooks } from './tell-webhooks.ts'

type Sale = Extract<Postback, { type: 'sale' }>
type Refund = Extract<Postback, { type: 'refund' }>

/** What is said to the shop. A report that comes again gets the answer of the first time. */
export type Recorded =
  | { readonly kind: 'RECORDED'; readonly conversion: ConversionRow }
  /** It contradicts what the shop has reported before. */
  | { readonly kind: 'CONFLICT'; readonly message: string }
  /** A refund of a sale that is not known; the shop sends it again after the sale. */
  | { readonly kind: 'UNKNOWN_ORDER' }

type Attribution = Pick<ConversionRow, 'productId' | 'refusedFor' | 'basisPoints'>

/** Finds the click of a sale, and the rule by which it is paid: the one that held when the athlete clicked. */
const attribute = async ({ stores }: Services, brandId: string, { clickId, soldAt }: Sale, tx: Tx): Promise<Attribution> => {
  const click = await stores.clicks.get(clickId, tx)
  if (click === null || click.brandId !== brandId) return { productId: null, refusedFor: 'UNKNOWN_CLICK', basisPoints: 0 }
  const { productId, clickedAt } = click
  const rule = ruleAt(await stores.commissionRules.listOfBrand(brandId, tx), clickedAt)
  if (rule === null) return { productId, refusedFor: 'NO_RULE', basisPoints: 0 }
  if (!isWithin(rule, clickedAt, soldAt)) return { productId, refusedFor: 'TOO_LATE', basisPoints: 0 }
  return { productId, refusedFor: null, basisPoints: rule.basisPoints }
}

const recordSale = async (services: Services, brandId: string, sale: Sale, tx: Tx): Promise<Recorded> => {
  const { stores, runtime } = services
  const _id = conversionId(brandId, sale.orderId)
  const known = await stores.conversions.get(_id, tx)
  if (known !== null) {
    const isSame = known.amount === sale.amount && known.currency === sale.currency && known.clickId === sale.clickId
    if (isSame) return { kind: 'RECORDED', conversion: known }
    return { kind: 'CONFLICT', message: 'This order was reported with another amount, currency or click.' }
  }
  const attribution = await attribute(services, brandId, sale, tx)
  const recordedAt = new Date(runtime.now())
  const { orderId, clickId, amount, currency, soldAt } = sale
  const commission = commissionOf(amount, attribution.basisPoints)
  const conversion: ConversionRow = {
    _id,
    brandId,
    orderId,
    clickId,
    amount,
    currency,
    refunded: 0,
    commission,
    soldAt,
    recordedAt,
    ...attribution,
  }
  await stores.conversions.insert(conversion, tx)
  if (conversion.refusedFor !== null) return { kind: 'RECORDED', conversion }
  await stores.ledger.book(bookingOf(conversion, { key: _id, kind: 'SALE', commission, at: recordedAt }), tx)
  await tellWebhooks(
    services,
    {
      brandId,
      event: 'CONVERSION_RECORDED',
      key: `conversion:${_id}`,
      challengeId: null,
      athleteId: null,
      facts: { orderId, clickId, productId: conversion.productId, amount, currency, commission },
      atMs: recordedAt.getTime(),
    },
    tx,
  )
  return { kind: 'RECORDED', conversion }
}

const recordRefund = async ({ stores, runtime }: Services, brandId: string, refund: Refund, tx: Tx): Promise<Recorded> => {
  const { orderId, refundId, amount, currency } = refund
  const known = await stores.conversions.get(conversionId(brandId, orderId), tx)
  if (known === null) return { kind: 'UNKNOWN_ORDER' }
  const key = `${known._id}:refund:${refundId}`
  const before = await stores.ledger.entry(key, tx)
  if (before !== null) return { kind: 'RECORDED', conversion: known }
  if (currency !== known.currency) return { kind: 'CONFLICT', message: `The order was paid in ${known.currency}.` }
  if (amount > known.amount - known.refunded) return { kind: 'CONFLICT', message: 'More is refunded than was paid.' }
  const back = commissionBack(known, amount)
  const conversion = { ...known, refunded: known.refunded + amount, commission: known.commission - back }
  await stores.conversions.put(conversion, tx)
  await stores.ledger.book(bookingOf(known, { key, kind: 'REFUND', commission: -back, at: new Date(runtime.now()) }), tx)
  return { kind: 'RECORDED', conversion }
}

/** Records a sale or a refund, once each, with its booking in the same transaction. */
export const recordPostback = async (services: Services, brandId: string, report: Postback): Promise<Recorded> => {
  const record = async () => {
    const recorded = await services.database.transact(
      (tx) => (report.type === 'sale' ? recordSale(services, brandId, report, tx) : recordRefund(services, brandId, report, tx)),
      SYSTEM,
    )
    crashPoint('commerce-postback:recorded')
    return recorded
  }
  try {
    return await record()
  } catch (error) {
    // The same report came twice at once; the second look finds what the other has recorded.
    if (isDuplicateKey(error)) return record()
    throw error
  }
}
