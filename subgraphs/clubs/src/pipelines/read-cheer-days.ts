import { groupBy } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { ClubGoalRow } from '../domain/club-goal.ts'
import { countsCheers, spanOf } from '../domain/standing.ts'
import type { Services } from '../services.ts'

/** Returns the days of cheers that may count in these goals, by athlete. Reads nothing where none of the goals counts any. */
export const readCheerDays = async (
  { stores }: Pick<Services, 'stores'>,
  goals: readonly ClubGoalRow[],
  athleteIds: readonly string[],
  tx: Tx,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const span = spanOf(goals.filter(countsCheers))
  if (span === null) return new Map()
  const found = await stores.cheerDays.counted(athleteIds, span.start, span.end, tx)
  return new Map([...groupBy(found, ({ athleteId }) => athleteId)].map(([id, rows]) => [id, rows.map(({ day }) => day)]))
}
