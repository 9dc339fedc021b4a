import { cleanLine, digitsOf } from '@gruppetto/graph'
import { z } from 'zod'
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

/** Why a line is not used. */
export interface RefusedRow {
  readonly line: number
  readonly sku: string | null
  readonly reason: string
}

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
export const readPrice = (text: string): { readonly price: number; readonly currency: string } | string => {
  const [, whole, decimals = '', code] = /^(\d+)(?:\.(\d+))?\s*([a-z]{3})$/i.exec(text.trim()) ?? []
  if (whole === undefined || code === undefined) return 'price: must be written as 129.00 EUR'
  const currency = code.toUpperCase()
  if (!isCurrency(currency)) return `price: ${currency} is no currency of ISO 4217`
  const digits = digitsOf(currency)
  if (decimals.length > digits) return `price: ${currency} has ${digits === 0 ? 'no' : `at most ${digits}`} decimals`
  if (whole.length > MOST_WHOLE_DIGITS) return 'price: is too much'
  return { price: Number(whole + decimals.padEnd(digits, '0')), currency }
}

const NAMES = new Map(Object.entries(COLUMNS).map(([name, field]) => [field as string, name]))

const problemOf = ({ issues: [issue] }: z.ZodError): string => {
  const field = String(issue?.path[0] ?? '')
  return `${NAMES.get(field) ?? field}: ${issue?.message ?? 'is wrong'}`
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
  const refuse = (reason: string): RefusedRow => ({ line, sku, reason })
  if (cells.length !== width) return refuse(`has ${cells.length} fields, and the first line ${width}`)
  if (sku === null) return refuse(`id: ${named.error?.issues[0]?.message ?? 'is wrong'}`)
  if (cells.some((cell) => cell.includes(LOST))) return refuse('has characters that were lost: save the file as UTF-8')
  const money = readPrice(of('priceCents') ?? '')
  if (typeof money === 'string') return refuse(money)
  const texts = textsInput.safeParse({
    name: of('name'),
    category: of('category')?.toUpperCase(),
    description: of('description'),
    imageUrl: of('imageUrl') || null,
  })
  if (!texts.success) return refuse(problemOf(texts.error))
  const stock = (of('stock') ?? '').toUpperCase().replaceAll(' ', '_')
  const offer = offerInput.safeParse({
    priceCents: money.price,
    currency: money.currency,
    stock,
    shopUrl: of('shopUrl'),
  })
  if (!offer.success) return refuse(problemOf(offer.error))
  const { name, category, description, imageUrl } = texts.data
  return {
    line,
    sku,
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
const contradiction = (row: FeedRow, earlier: readonly FeedRow[]): string | null => {
  const same = earlier.find(({ offer }) => offer.currency === row.offer.currency)
  if (same !== undefined) return `stands in line ${same.line} already, in ${row.offer.currency}`
  const [first] = earlier
  if (first === undefined || JSON.stringify(first.texts) === JSON.stringify(row.texts)) return null
  return `says something else of the product than line ${first.line}`
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
    const reason = contradiction(row, earlier)
    if (reason !== null) {
      refused.push({ line: row.line, sku: row.sku, reason })
      continue
    }
    bySku.set(row.sku, [...earlier, row])
    rows.push(row)
  }
  return { rows, refused, ignoredColumns: head.ignored }
}
