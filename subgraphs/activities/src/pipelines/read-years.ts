import { badUserInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { eddingtonOf } from '../domain/eddington.ts'
import type { YearReview } from '../domain/year-in-review.ts'
import type { AthleteEddingtonArgs, Eddington } from '../generated/resolvers.ts'
import { countNewCells } from './count-explored.ts'

const FIRST_YEAR = 1
const LAST_YEAR = 9998

/** Returns null where the viewer may not see the athlete's activities. */
export const readEddington = async (
  { loaders }: Context,
  athleteId: string,
  { sports, unit }: AthleteEddingtonArgs,
): Promise<Eddington | null> => {
  const days = await loaders.dayDistances.load(athleteId)
  return days && eddingtonOf(days, sports ?? null, unit ?? 'KILOMETRE')
}

/** Returns null where the viewer may not see the athlete's activities. Throws BAD_USER_INPUT for a year that no calendar has. */
export const readYear = async ({ loaders }: Context, athleteId: string, year: number): Promise<YearReview | null> => {
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw badUserInput([{ path: 'year', message: `must be from ${FIRST_YEAR} to ${LAST_YEAR}` }])
  return loaders.yearReview.load({ athleteId, year })
}

/** How many cells were passed in this year for the first time. Null for others: what is hidden of a recording would show in it. */
export const readNewCells = async (context: Context, { athleteId, year }: YearReview): Promise<number | null> =>
  athleteId === context.viewerId ? countNewCells(context, athleteId, year) : null
