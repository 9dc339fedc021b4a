import type { BoardRow } from '../domain/board.ts'
import type { Services } from '../services.ts'

/** Reads the accounts of those on a board who agreed to be named to its brand. Nobody else's is read. */
export const namedAccounts = ({ stores }: Pick<Services, 'stores'>, rows: readonly BoardRow[]) =>
  stores.accounts.many(rows.filter((row) => row.sharesWithBrand).map((row) => row.athleteId))
