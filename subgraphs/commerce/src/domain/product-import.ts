import { moneyText } from '@gruppetto/graph'
import type { ProductFacts } from './product.ts'
import { type FeedRow, type RefusedRow, refusal } from './product-feed.ts'
import { MOST_OFFERS, type ProductOffer } from './product-offer.ts'

/** What a list changes of one field; null where there is nothing. */
export interface FieldChange {
  /** Such as `name`, or `offers.EUR.price`. */
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** What becomes of one product of a list. */
export interface ProductChange {
  /** The first line of the product. */
  readonly line: number
  readonly facts: ProductFacts
  readonly fields: readonly FieldChange[]
}

const OFFER_FIELDS = ['price', 'stock', 'shopUrl'] as const
const TEXT_FIELDS = ['name', 'category', 'description', 'imageUrl'] as const

const offerText = (offer: ProductOffer | undefined, field: (typeof OFFER_FIELDS)[number]): string | null => {
  if (offer === undefined) return null
  return field === 'price' ? moneyText({ amount: offer.price, currency: offer.currency }) : offer[field]
}

const differences = (before: ProductFacts | null, after: ProductFacts): readonly FieldChange[] => {
  const texts = TEXT_FIELDS.map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }))
  const offers = after.offers.flatMap((offer) => {
    const known = before?.offers.find(({ currency }) => currency === offer.currency)
    return OFFER_FIELDS.map((field) => ({
      field: `offers.${offer.currency}.${field}`,
      before: offerText(known, field),
      after: offerText(offer, field),
    }))
  })
  return [...texts, ...offers].filter((change) => change.before !== change.after)
}

/** The offers as they are, with those of the list in the place of theirs, and new ones behind. */
const withOffers = (known: readonly ProductOffer[], listed: readonly ProductOffer[]): readonly ProductOffer[] => [
  ...known.map((offer) => listed.find(({ currency }) => currency === offer.currency) ?? offer),
  ...listed.filter(({ currency }) => known.every((offer) => offer.currency !== currency)),
]

/**
 * Returns what the lines of one product make of it. An offer in a currency that the list does not have stays, and so does a text that it has
 * no column for.
 */
export const changeOf = (rows: readonly [FeedRow, ...FeedRow[]], known: ProductFacts | null): ProductChange | RefusedRow => {
  const [{ line, sku, texts }] = rows
  const offers = withOffers(
    known?.offers ?? [],
    rows.map(({ offer }) => offer),
  )
  if (offers.length > MOST_OFFERS) {
    const facts = { column: 'price', max: MOST_OFFERS }
    return { line, sku, ...refusal('TOO_MANY_OFFERS', `price: the product has more than ${MOST_OFFERS} offers`, facts) }
  }
  const kept = { description: known?.description ?? null, imageUrl: known?.imageUrl ?? null }
  const facts: ProductFacts = { sku, ...kept, ...texts, offers }
  return { line, facts, fields: differences(known, facts) }
}
