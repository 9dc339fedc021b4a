import { readFile, stat } from 'node:fs/promises'
import { FeedError, type ImportOutcome, type ProductDesk } from '@gruppetto/commerce'

export const PRODUCTS_USAGE = `npm run staff -- products BRAND FILE           says what a product feed (CSV or TSV) would change; BRAND is its slug
npm run staff -- products BRAND FILE --apply   brings it into the brand's products; the same file again changes nothing`

const MOST_BYTES = 200_000_000

const tell = ({ dryRun, created, changed, unchanged, refused, ignoredColumns, changes, refusals }: ImportOutcome): string => {
  const would = dryRun ? 'would be ' : ''
  return [
    ...changes.map(({ line, sku, isNew, fields }) => {
      const what = isNew
        ? 'new'
        : fields.map(({ field, before, after }) => `${field}: ${before ?? '-'} -> ${after ?? '-'}`).join('; ')
      return `line ${line}  ${sku}  ${what}`
    }),
    ...refusals.map(({ line, sku, reason }) => `line ${line}  ${sku ?? '-'}  refused: ${reason}`),
    ...(ignoredColumns.length === 0 ? [] : [`These columns mean nothing here: ${ignoredColumns.join(', ')}.`]),
    `${created} ${would}new, ${changed} ${would}changed, ${unchanged} as they are, ${refused} lines refused. At most 50 of each are shown.`,
  ].join('\n')
}

/** Runs the import of a feed. Returns the exit code, 1 when a line was refused; null for a command that does not exist. */
export const runProducts = async (desk: ProductDesk, words: readonly string[]): Promise<number | null> => {
  const [brand, file, option, ...rest] = words
  if (brand === undefined || file === undefined || rest.length > 0 || (option !== undefined && option !== '--apply')) return null
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new FeedError('is larger than 200 MB')
    const outcome = await desk.import(brand, await readFile(file), { dryRun: option === undefined })
    console.log(outcome === null ? `There is no brand ${brand}.` : tell(outcome))
    return outcome === null || outcome.refused > 0 ? 1 : 0
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
    if (!(error instanceof FeedError) && !isFile) throw error
    console.error(`${file} ${error.message}`)
    return 1
  }
}
