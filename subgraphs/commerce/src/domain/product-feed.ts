import { cleanLine, digitsOf, ruleOf } from '@gruppetto/graph'
import { z } from 'zod'
import type { RefusedLineCode } from '../generated/resolvers.ts'
import { FeedError, type FeedRecord, recordsOf } from './feed-table.ts'
import { offerInput, type ProductFacts, productTexts, skuText } from './product.ts'
import { isCurrency, type ProductOffer } from './product-offer.ts'

/** One line of a feed: a product, with its offer in one currency. */
export interface FeedRow {
  readonly line: number
  readonly sku: string
  /** A text that the feed has no column for is absent, and stays as it is. */
  readonly texts: Pick<ProductFacts, 'name' | 'category'> & Partial<Pick<ProductFacts, 'description' | 'imageUrl'>>
  readonly offer: ProductOffer
}

/** Why a line is not used: in a sentence, and as what that says. What a code has no use for is null. */
export interface Refusal {
  readonly reason: string
  readonly code: RefusedLineCode
  readonly column: string | null
  readonly rule: string | null
  readonly min: number | null
  readonly max: number | null
  readonly format: string | null
  readonly currency: string | null
  readonly otherLine: number | null
  readonly fields: number | null
  readonly columns: number | null
}
export interface RefusedRow extends Refusal {
  readonly line: number
  readonly sku: string | null
}

export const refusal = (
  code: RefusedLineCode,
  reason: string,
  facts: Partial<Omit<Refusal, 'code' | 'reason'>> = {},
): Refusal => ({
  reason,
  code,
  ...{ column: null, rule: null, min: null, max: null, format: null, currency: null },
  ...{ otherLine: null, fields: null, columns: null },
  ...facts,
})

export interface Feed {
  readonly rows: readonly FeedRow[]
  readonly refused: readonly RefusedRow[]
  readonly ignoredColumns: readonly string[]
}

/** The fields of ProductInput, by the names that product feeds of Google have for their columns. */
const COLUMNS = {
  id: 'sku',
  title: 'name',
  description: 'description',
  link: 'shopUrl',
  image_link: 'imageUrl',
  availability: 'stock',
  price: 'priceCents',
  product_type: 'category',
} as const
type Column = (typeof COLUMNS)[keyof typeof COLUMNS]
const NEEDED = ['id', 'title', 'link', 'price', 'availability', 'product_type'] as const

const isColumn = (name: string): name is keyof typeof COLUMNS => Object.hasOwn(COLUMNS, name)

/** More lines than this are no list of products. */
const MOST_FEED_ROWS = 500_000

interface Head {
  readonly places: ReadonlyMap<Column, number>
  readonly width: number
  readonly ignored: readonly string[]
}

const readHead = ({ cells }: FeedRecord): Head => {
  const names = cells.map((cell) => cell.trim().toLowerCase().replaceAll(' ', '_'))
  const twice = names.find((name, index) => isColumn(name) && names.indexOf(name) !== index)
  if (twice !== undefined) throw new FeedError(`has the column ${twice} twice`)
  const missing = NEEDED.filter((name) => !names.includes(name))
  if (missing.length > 0) throw new FeedError(`has no column ${missing.join(', ')} in its first line`)
  const places = new Map(names.flatMap((name, index) => (isColumn(name) ? [[COLUMNS[name], index] as const] : [])))
  return { places, width: names.length, ignored: names.flatMap((name) => (isColumn(name) ? [] : (cleanLine(name, 60) ?? []))) }
}

const MOST_WHOLE_DIGITS = 10

/**
 * Reads a price such as `129.00 EUR` as minor units. Returns what is wrong otherwise: a comma, no currency, or more decimals than the currency
 * has, of which nobody knows what was meant.
 */
export const readPrice = (text: string): { readonly price: number; readonly currency: string } | Refusal => {
  const refuse = (code: RefusedLineCode, reason: string, facts: Partial<Refusal> = {}) =>
    refusal(code, `price: ${reason}`, { column: 'price', ...facts })
  const [, whole, decimals = '', code] = /^(\d+)(?:\.(\d+))?\s*([a-z]{3})$/i.exec(text.trim()) ?? []
  if (whole === undefined || code === undefined) return refuse('WRONG_PRICE', 'must be written as 129.00 EUR')
  const currency = code.toUpperCase()
  if (!isCurrency(currency)) return refuse('NO_CURRENCY', `${currency} is no currency of ISO 4217`, { currency })
  const digits = digitsOf(currency)
  if (decimals.length > digits) {
    const said = `${currency} has ${digits === 0 ? 'no' : `at most ${digits}`} decimals`
    return refuse('TOO_MANY_DECIMALS', said, { currency, max: digits })
  }
  if (whole.length > MOST_WHOLE_DIGITS) return refuse('WRONG_FIELD', 'is too much', { rule: 'TOO_LARGE' })
  return { price: Number(whole + decimals.padEnd(digits, '0')), currency }
}

const NAMES = new Map(Object.entries(COLUMNS).map(([name, field]) => [field as string, name]))

/** Says which field of a line breaks which rule. `field` is that of a value that is no object. */
const problemOf = ({ issues: [issue] }: z.ZodError, value: unknown, field = String(issue?.path[0] ?? '')): Refusal => {
  const column = NAMES.get(field) ?? field
  if (issue === undefined) throw new Error('a refusal has no issue')
  const { rule, message, min, max, format } = ruleOf(issue, value)
  // Bounds of a price are those of its minor units, which the feed does not have.
  const bounds = column === 'price' ? {} : { min: min ?? null, max: max ?? null }
  return refusal('WRONG_FIELD', `${column}: ${message}`, { column, rule, ...bounds, format: format ?? null })
}

/** What a reader puts in the place of bytes that it does not understand. */
const LOST = '\uFFFD'

const textsInput = z.object(productTexts)

const readRow = ({ line, cells }: FeedRecord, { places, width }: Head): FeedRow | RefusedRow => {
  const of = (column: Column): string | null => {
    const place = places.get(column)
    return place === undefined ? null : (cells[place] ?? '').trim()
  }
  const named = skuText.safeParse(of('sku') ?? '')
  const sku = named.success ? named.data : null
  const refuse = (why: Refusal): RefusedRow => ({ line, sku, ...why })
  if (cells.length !== width) {
    const facts = { fields: cells.length, columns: width }
    return refuse(refusal('WRONG_WIDTH', `has ${cells.length} fields, and the first line ${width}`, facts))
  }
  if (!named.success) return refuse(problemOf(named.error, of('sku') ?? '', 'sku'))
  if (cells.some((cell) => cell.includes(LOST)))
    return refuse(refusal('LOST_CHARACTERS', 'has characters that were lost: save the file as UTF-8'))
  const money = readPrice(of('priceCents') ?? '')
  if ('code' in money) return refuse(money)
  const said = {
    name: of('name'),
    category: of('category')?.toUpperCase(),
    description: of('description'),
    imageUrl: of('imageUrl') || null,
  }
  const texts = textsInput.safeParse(said)
  if (!texts.success) return refuse(problemOf(texts.error, said))
  const stock = (of('stock') ?? '').toUpperCase().replaceAll(' ', '_')
  const offered = { priceCents: money.price, currency: money.currency, stock, shopUrl: of('shopUrl') }
  const offer = offerInput.safeParse(offered)
  if (!offer.success) return refuse(problemOf(offer.error, offered))
  const { name, category, description, imageUrl } = texts.data
  return {
    line,
    sku: named.data,
    texts: {
      name,
      category,
      ...(places.has('description') && { description }),
      ...(places.has('imageUrl') && { imageUrl }),
    },
    offer: offer.data,
  }
}

const isRefused = (row: FeedRow | RefusedRow): row is RefusedRow => 'reason' in row

/** What is wrong with a line that follows others of the same product. */
const contradiction = (row: FeedRow, earlier: readonly FeedRow[]): Refusal | null => {
  const { currency } = row.offer
  const same = earlier.find(({ offer }) => offer.currency === currency)
  if (same !== undefined) {
    const facts = { currency, otherLine: same.line }
    return refusal('LISTED_TWICE', `stands in line ${same.line} already, in ${currency}`, facts)
  }
  const [first] = earlier
  if (first === undefined || JSON.stringify(first.texts) === JSON.stringify(row.texts)) return null
  return refusal('CONTRADICTS', `says something else of the product than line ${first.line}`, { otherLine: first.line })
}

/**
 * Reads a product feed. A line that is wrong is refused with its reason, and the others count. A product may stand in several lines, one for
 * each currency. Throws FeedError when the file as a whole is no feed.
 */
export const readFeed = (file: string): Feed => {
  const records = recordsOf(file)
  const first = records.next()
  if (first.done) throw new FeedError('is empty')
  const head = readHead(first.value)
  const refused: RefusedRow[] = []
  const rows: FeedRow[] = []
  const bySku = new Map<string, FeedRow[]>()
  for (const record of records) {
    if (rows.length + refused.length >= MOST_FEED_ROWS) throw new FeedError(`has more than ${MOST_FEED_ROWS} lines`)
    const row = readRow(record, head)
    if (isRefused(row)) {
      refused.push(row)
      continue
    }
    const earlier = bySku.get(row.sku) ?? []
    const why = contradiction(row, earlier)
    if (why !== null) {
      refused.push({ line: row.line, sku: row.sku, ...why })
      continue
    }
    bySku.set(row.sku, [...earlier, row])
    rows.push(row)
  }
  return { rows, refused, ignoredColumns: head.ignored }
}
