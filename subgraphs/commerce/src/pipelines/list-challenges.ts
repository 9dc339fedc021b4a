import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ChallengeRef, ChallengeRow, ChallengeStatus } from '../domain/challenge.ts'
import type { ChallengeCursor } from '../stores/challenges.ts'

export interface ChallengePage extends Connection<ChallengeRef> {
  /** Counts only when the client asks. */
  readonly totalCount: () => Promise<number>
}

const CURSOR = ['number', 'string'] as const
const cursorOf = (row: ChallengeRow): ChallengeCursor => [row.startsAt.getTime(), row._id]

export interface ChallengesArguments extends PageArguments {
  readonly status?: ChallengeStatus | null
}

/** The challenges that a brand sponsors and the caller may see, the newest start first. */
export const listChallengesOfBrand = async (
  { loaders }: Context,
  brandId: string,
  args: ChallengesArguments,
): Promise<ChallengePage> => {
  const page = pageRequest(args, CURSOR)
  const [startsAtMs, id] = page.after ?? []
  const after: ChallengeCursor | null = page.after === null ? null : [Number(startsAtMs), String(id)]
  const status = args.status ?? null
  const rows = await loaders.challengesOfBrand.load({ brandId, size: page.size + 1, after, status })
  for (const row of rows) loaders.challenge.prime(row._id, row)
  return {
    ...connectionOf(rows, page, cursorOf, (row): ChallengeRef => ({ id: row._id })),
    totalCount: () => loaders.challengeCountOfBrand.load({ brandId, status }),
  }
}
