import { unless } from '../demo/api.ts'
import type { Sheet } from './figures.ts'
import type { Queried } from './platform-messages.ts'
import type { World } from './world.ts'

/** With so many of something its pages of twenty are full, in both directions. */
const FULL_PAGES = 50

/** Returns the small one of two sizes: so many times smaller, but large enough for full pages. */
export const smallOf = (size: number, times: number): number => Math.min(size, Math.max(Math.ceil(size / times), FULL_PAGES))

/** A question that is asked in two sizes. */
export interface Question {
  readonly name: string
  readonly ask: () => Promise<unknown>
}

/**
 * Returns what the platform asks the database for an answer, and how many rows it gets, and writes it down; null where the database is too slow for an
 * answer. The question has been asked before, so that nothing is loaded for the first time, but with --cold.
 */
export const queriesFor = async (world: World, sheet: Sheet, group: string, { name, ask }: Question): Promise<Queried | null> => {
  await world.chill()
  const queried = await unless<Queried | null>(
    'SERVICE_UNAVAILABLE',
    () => world.platform.queriesOf(ask),
    async () => null,
  )
  if (queried === null) return null
  sheet.put(group, `${name}, queries of the database`, queried.queries, 'queries')
  sheet.put(group, `${name}, rows that they return`, queried.rows, 'rows')
  return queried
}

/** Near the end of a small board a page is not full. */
const PAGE_ROWS = 21

/** What jobs and workers ask meanwhile may be among them. */
const OTHERS_QUERIES = 3

/** Fails when a question takes more queries in a large size than in a small one, or gets more rows than a fuller page has. */
export const requireNoGrowth = (name: string, small: Queried | null, large: Queried | null): void => {
  if (
    small === null ||
    large === null ||
    (large.queries <= small.queries + OTHERS_QUERIES && large.rows <= small.rows + PAGE_ROWS)
  )
    return
  const told = ({ queries, rows }: Queried) => `${queries} queries with ${rows} rows`
  throw new Error(`${name} takes ${told(large)} in the large size, and ${told(small)} in the small one`)
}
