import { badUserInput, connectionOf, forbidden, notFound, type PageArguments, pageRequest, ranksOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type BoardRow, type PresentedEntry, presentEntry } from '../domain/board.ts'
import { hasScope, type PartnerRef } from '../domain/partner.ts'
import type { BoardCursor } from '../stores/boards.ts'

const CURSOR = ['number', 'number', 'string'] as const
const keyOf = (row: BoardRow): BoardCursor => [row.score, row.reachedAtMs, row.athleteId]
const DEFAULT_SIZE = 100

export interface BoardPage {
  readonly challengeId: string
  readonly brandId: string
  readonly title: string
  readonly entries: readonly PresentedEntry[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: () => Promise<number>
  readonly updatedAt: () => Promise<number>
}

/** Page arguments with the cursor opened; see libs/graph/src/sealed-cursor.ts for why it is sealed. */
const openPage = (args: PageArguments, challengeId: string, { cursors }: Context) => {
  if (args.after === null || args.after === undefined) return pageRequest(args, CURSOR, DEFAULT_SIZE)
  const after = cursors.open(args.after, challengeId)
  if (after === null) throw badUserInput([{ path: 'after', message: 'is not a cursor of this leaderboard' }])
  return pageRequest({ ...args, after }, CURSOR, DEFAULT_SIZE)
}

/**
 * A page of the leaderboard of a challenge that the partner's own brand sponsors. Names and countries are joined at read, so that a new
 * name, a closed account and a consent taken back show on the next request after their event.
 */
export const brandedLeaderboard = async (
  partner: PartnerRef,
  args: PageArguments & { readonly challengeId: string },
  context: Context,
): Promise<BoardPage> => {
  const { challengeId } = args
  const { stores, loaders, cursors } = context
  if (!hasScope(partner, 'LEADERBOARD_READ')) throw forbidden('This API key has no scope LEADERBOARD_READ.')
  const challenge = await loaders.challenge.load(challengeId)
  if (challenge === null || challenge.sponsorBrandId !== partner.brandId) throw notFound('This challenge')
  const page = openPage(args, challengeId, context)
  const [score, reachedAtMs, athleteId] = page.after ?? []
  const after: BoardCursor | null = page.after === null ? null : [Number(score), Number(reachedAtMs), String(athleteId)]
  const rows = await stores.boards.page(challengeId, after, page.size + 1)
  const [first] = rows
  const shown = rows.filter((row) => row.sharesWithBrand).map((row) => row.athleteId)
  const [standing, accounts] = await Promise.all([
    first === undefined || after === null ? { above: 0, equalsBefore: 0 } : stores.boards.standing(first),
    stores.accounts.many(shown),
  ])
  const ranks = ranksOf(
    rows.map((row) => row.score),
    standing.above,
    standing.above + standing.equalsBefore,
  )
  const { edges, pageInfo } = connectionOf(rows, page, keyOf, (row) => row)
  const sealed = (cursor: string | null) => (cursor === null ? null : cursors.seal(cursor, challengeId))
  return {
    challengeId,
    brandId: partner.brandId,
    title: challenge.title,
    entries: edges.map(({ node }, index) => presentEntry(node, ranks[index] ?? 1, accounts.get(node.athleteId))),
    pageInfo: { ...pageInfo, startCursor: sealed(pageInfo.startCursor), endCursor: sealed(pageInfo.endCursor) },
    totalCount: () => stores.boards.count(challengeId),
    updatedAt: async () => (await stores.boards.updatedAtMs(challengeId)) ?? challenge.changedAtMs,
  }
}
