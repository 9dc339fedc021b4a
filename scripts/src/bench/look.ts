import type { Sheet } from './figures.ts'
import type { Look, Looked } from './platform-messages.ts'
import { percentile } from './statistics.ts'
import type { World } from './world.ts'

const BY_IDS = 'the same rows by their ids'

/** What a part asks of the database, and how a reader would call it. */
interface Asked {
  readonly group: string
  readonly name: string
  readonly look: Look
}

/** Fails when the database went through a whole collection. */
const requireIndex = (name: string, { stages }: Looked): void => {
  if (stages.includes('COLLSCAN')) throw new Error(`${name} reads a whole collection: ${stages.join(' < ')}`)
}

/** Asks the database past the platform once, and notes how many rows it has looked at. Fails when it goes through a whole collection. */
export const lookOnce = async (world: World, sheet: Sheet, { group, name, look }: Asked): Promise<void> => {
  const looked = await world.platform.look(look, 1)
  // SecantusDB plans no index for a list of values before an equality, for which MongoDB merges one walk of the index for each value.
  const isList = Object.entries(look.filter).some(([field, value]) => field !== '_id' && typeof value === 'object')
  if (!isList) requireIndex(name, looked)
  if (looked.examined !== null)
    sheet.put(`${group}, the database alone`, `${name}: rows looked at for ${looked.ids.length}`, looked.examined, 'rows')
}

/**
 * Asks the database past the platform what a page asks it, one of its rows and all of them by their ids, in the same minute and on the same
 * machine. Where a page in the order of its index takes many times as long as its rows by their ids, and the database has looked at many rows
 * for it, the database decides how long the page takes: one that walks an index in its order looks at the rows of the page alone.
 */
export const lookAlone = async (world: World, sheet: Sheet, { group, name, look }: Asked, runs: number): Promise<void> => {
  const page = await world.platform.look(look, runs)
  const byIds = (ids: readonly string[]): Promise<Looked> =>
    world.platform.look({ ...look, filter: { _id: { $in: ids } }, sort: {}, limit: ids.length }, runs * 3)
  const [one, all] = [await byIds(page.ids.slice(0, 1)), await byIds(page.ids)]
  const p50 = ({ times }: Looked) => percentile(times, 0.5)
  const alone = `${group}, the database alone`
  sheet.put(alone, `${name} in the order of its index, p50`, p50(page), 'ms')
  sheet.put(alone, `${name}: ${BY_IDS}, p50`, p50(all), 'ms')
  sheet.put(alone, `${name}: one row by its id, p50`, p50(one), 'ms')
  sheet.put(alone, `${name}, to ${BY_IDS}`, p50(page) / p50(all), 'times')
  sheet.put(alone, `${name}, to one row by its id`, p50(page) / p50(one), 'times')
  requireIndex(name, page)
  if (page.examined !== null) sheet.put(alone, `${name}: rows looked at for ${page.ids.length}`, page.examined, 'rows')
}
