import { badUserInput, newId, notFound, validInput } from '@gruppetto/graph'
import { retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { FeedError } from '../domain/feed-table.ts'
import { optionalId } from '../domain/optional-id.ts'
import { type ProductRow, productFields } from '../domain/product.ts'
import { type Feed, type FeedRow, type RefusedRow, readFeed } from '../domain/product-feed.ts'
import { changeOf, type FieldChange, type ProductChange } from '../domain/product-import.ts'
import { searchWordsOf } from '../domain/product-search.ts'
import { announceShown } from './announce-shown.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'

/** A product that a list has made or changed, or would. */
export interface ImportedRow {
  readonly line: number
  readonly sku: string
  /** Null where a dry run would make it. */
  readonly productId: string | null
  readonly isNew: boolean
  readonly fields: readonly FieldChange[]
}

/** What a list has done, or would do. */
export interface ImportOutcome {
  readonly dryRun: boolean
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly ignoredColumns: readonly string[]
  /** The first ones. */
  readonly changes: readonly ImportedRow[]
  readonly refusals: readonly RefusedRow[]
}

/** Who imports, for what is written into the trail. */
export type Importer = Pick<Context, 'database' | 'stores' | 'runtime' | 'caller' | 'origin'>

type Rows = readonly [FeedRow, ...FeedRow[]]

/** Products of one transaction: few enough that it holds nobody up. */
const BATCH = 250
const MOST_SHOWN = 50

/** What becomes of one product, and the row that it has then. */
interface Planned extends ProductChange {
  readonly known: ProductRow | null
  readonly row: ProductRow
}

/** Plans a batch on what is stored now. */
const planBatch = async (
  { stores, runtime }: Importer,
  brandId: string,
  batch: readonly Rows[],
  tx?: Tx,
): Promise<readonly (Planned | RefusedRow)[]> => {
  const skus = batch.map(([{ sku }]) => sku)
  const known = new Map((await stores.products.bySku(brandId, skus, tx)).map((row) => [row.sku, row]))
  return batch.map((rows) => {
    const before = known.get(rows[0].sku) ?? null
    const change = changeOf(rows, before)
    if ('reason' in change) return change
    const base = before ?? { _id: newId('Product'), brandId, createdAt: new Date(runtime.now()) }
    return { ...change, known: before, row: { ...base, ...productFields(change.facts) } }
  })
}

const isPlanned = (each: Planned | RefusedRow): each is Planned => 'facts' in each

const applyBatch = (importer: Importer, brandId: string, batch: readonly Rows[]): Promise<readonly (Planned | RefusedRow)[]> => {
  const { database, stores, origin } = importer
  return database.transact(async (tx) => {
    const plan = await planBatch(importer, brandId, batch, tx)
    const changed = plan.filter(isPlanned).filter(({ fields }) => fields.length > 0)
    const rowsOf = (all: readonly Planned[]) => all.map(({ row }) => row)
    await stores.products.insert(rowsOf(changed.filter(({ known }) => known === null)), tx)
    await stores.products.put(rowsOf(changed.filter(({ known }) => known !== null)), tx)
    announceShown(
      importer,
      rowsOf(changed).map(({ _id }) => _id),
      tx,
    )
    for (const { known, row } of changed) {
      const act = known === null ? 'PRODUCT_CREATED' : 'PRODUCT_CHANGED'
      recordPartnerAct(importer, { brandId, act, subjectId: row._id, note: 'import' }, tx)
    }
    return plan
  }, origin)
}

const batchesOf = (rows: readonly FeedRow[]): readonly (readonly Rows[])[] => {
  const bySku = new Map<string, [FeedRow, ...FeedRow[]]>()
  for (const row of rows) {
    const known = bySku.get(row.sku)
    if (known === undefined) bySku.set(row.sku, [row])
    else known.push(row)
  }
  const all = [...bySku.values()]
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH))
}

const shown = ({ line, facts, fields, known, row }: Planned, dryRun: boolean): ImportedRow => ({
  line,
  sku: facts.sku ?? '',
  productId: known === null && dryRun ? null : row._id,
  isNew: known === null,
  fields,
})

/**
 * Brings a feed into the products of a brand, batch by batch; with `dryRun`, it only says what would change. The same feed again changes
 * nothing, so one that was interrupted is sent again.
 */
export const importFeed = async (importer: Importer, brandId: string, feed: Feed, dryRun: boolean): Promise<ImportOutcome> => {
  const counts = { created: 0, changed: 0, unchanged: 0 }
  const changes: ImportedRow[] = []
  const refusals: RefusedRow[] = [...feed.refused]
  for (const batch of batchesOf(feed.rows)) {
    if (!dryRun) await importer.stores.productWords.add(batch.flatMap(([{ texts }]) => searchWordsOf(texts.name)))
    const plan = dryRun
      ? await planBatch(importer, brandId, batch)
      : // Another import may make the same product at the same moment: it is then planned anew.
        await retryOnDuplicateKey(() => applyBatch(importer, brandId, batch))
    for (const each of plan) {
      if (!isPlanned(each)) refusals.push(each)
      else if (each.fields.length === 0) counts.unchanged += 1
      else {
        counts[each.known === null ? 'created' : 'changed'] += 1
        if (changes.length < MOST_SHOWN) changes.push(shown(each, dryRun))
      }
    }
  }
  return {
    dryRun,
    ...counts,
    refused: refusals.length,
    ignoredColumns: feed.ignoredColumns,
    changes,
    refusals: refusals.toSorted((one, other) => one.line - other.line).slice(0, MOST_SHOWN),
  }
}

const input = z.object({
  brandId: optionalId,
  feed: z.string(),
  dryRun: z.boolean(),
})

/** The products of a request: they are written within it. */
const MOST_ROWS_AT_ONCE = 5_000

const refuseFeed = (message: string) => badUserInput([{ path: 'input.feed', message }])

const readOrRefuse = (text: string): Feed => {
  try {
    return readFeed(text)
  } catch (error) {
    throw error instanceof FeedError ? refuseFeed(error.message) : error
  }
}

export const importProducts = async (context: Context, given: unknown): Promise<ImportOutcome> => {
  const { brandId: named, feed: text, dryRun } = validInput(input, given)
  const brandId = requireScope(context, named, 'CAMPAIGN_WRITE')
  if (!(await context.stores.brands.exists(brandId))) throw notFound('This brand')
  const feed = readOrRefuse(text)
  if (feed.rows.length + feed.refused.length > MOST_ROWS_AT_ONCE)
    throw refuseFeed(`has more than ${MOST_ROWS_AT_ONCE} lines: send it in parts`)
  return importFeed(context, brandId, feed, dryRun)
}
