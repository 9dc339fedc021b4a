import {
  badUserInput,
  type Connection,
  connectionOf,
  forbidden,
  notFound,
  type PageArguments,
  pageRequest,
  ranksOf,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type BoardRow, type PresentedEntry, presentEntry } from '../domain/board.ts'
import { hasScope, type PartnerRef } from '../domain/partner.ts'
import { type BoardCursor, boardCursorOf } from '../stores/boards.ts'
import { namedAccounts } from './named-accounts.ts'

const CURSOR = ['number', 'number', 'string'] as const
const DEFAULT_SIZE = 100

export interface BoardPage {
  readonly challengeId: string
  readonly brandId: string
  readonly title: string
  readonly isPublic: boolean
  readonly entries: readonly PresentedEntry[]
  readonly pageInfo: Connection<BoardRow>['pageInfo']
  /** These two are asked for only when the client asks for them. */
  readonly totalCount: () => Promise<number>
  readonly updatedAt: () => Promise<Date>
}

export interface BoardArguments extends PageArguments {
  readonly challengeId: string
}

/** Opens the sealed cursor and validates the page arguments. libs/graph/src/sealed-cursor.ts says why the cursor is sealed. */
const readPageArguments = ({ cursors }: Context, args: BoardArguments) => {
  if (args.after === null || args.after === undefined) return pageRequest(args, CURSOR, DEFAULT_SIZE)
  const after = cursors.open(args.after, args.challengeId)
  if (after === null) throw badUserInput([{ path: 'after', message: 'is not a cursor of this leaderboard' }])
  return pageRequest({ ...args, after }, CURSOR, DEFAULT_SIZE)
}

/** Returns the rank of each row. The first page has all who are above its rows. */
const readRanks = async ({ ranking }: Context, challengeId: string, rows: readonly BoardRow[], isFirstPage: boolean) => {
  const scores = rows.map((row) => row.score)
  if (isFirstPage) return ranksOf(scores)
  const { ranks } = await ranking.of(challengeId, scores)
  return scores.map((score) => ranks.get(score) ?? 1)
}

/**
 * A page of the leaderboard of a challenge that the partner's own brand sponsors. Names and countries are read from the accounts
 * each time, so that a new name, a closed account and a withdrawn consent take effect with the first request after their event.
 */
export const readBrandedLeaderboard = async (context: Context, partner: PartnerRef, args: BoardArguments): Promise<BoardPage> => {
  const { challengeId } = args
  const { stores, loaders, cursors, ranking } = context
  if (!hasScope(partner, 'LEADERBOARD_READ')) throw forbidden('This API key has no scope LEADERBOARD_READ.')
  const challenge = await loaders.challenge.load(challengeId)
  if (challenge === null || challenge.sponsorBrandId !== partner.brandId) throw notFound('This challenge')
  const page = readPageArguments(context, args)
  const [score, reachedAtMs, athleteId] = page.after ?? []
  const after: BoardCursor | null = page.after === null ? null : [Number(score), Number(reachedAtMs), String(athleteId)]
  const rows = await stores.boards.page(challengeId, after, page.size + 1)
  const [accounts, ranks] = await Promise.all([
    namedAccounts(context, rows),
    readRanks(context, challengeId, rows, after === null),
  ])
  const { edges, pageInfo } = connectionOf(rows, page, boardCursorOf, (row) => row)
  const seal = (cursor: string | null) => (cursor === null ? null : cursors.seal(cursor, challengeId))
  return {
    challengeId,
    brandId: partner.brandId,
    title: challenge.title,
    isPublic: challenge.isPublic,
    entries: edges.map(({ node }, index) => presentEntry(node, ranks[index] ?? 1, accounts.get(node.athleteId))),
    pageInfo: { ...pageInfo, startCursor: seal(pageInfo.startCursor), endCursor: seal(pageInfo.endCursor) },
    totalCount: async () => (await ranking.of(challengeId, [])).total,
    updatedAt: async () => (await stores.boards.updatedAt(challengeId)) ?? challenge.changedAt,
  }
}
