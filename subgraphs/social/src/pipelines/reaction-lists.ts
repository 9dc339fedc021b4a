import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { CommentRow, KudosRow } from '../domain/subjects.ts'
import { KEYSET_CURSOR, keysetOf, rowCursor } from '../stores/keyset.ts'

export interface KudosEdgeSource {
  readonly cursor: string
  readonly node: KudosRow
}

export interface KudosPage {
  readonly edges: readonly KudosEdgeSource[]
  readonly pageInfo: Connection<KudosRow>['pageInfo']
  readonly subjectId: string
}

export interface CommentPage extends Connection<CommentRow> {
  /** The number of comments in the list, without the places of deleted ones. */
  readonly totalCount: () => Promise<number>
}

/** Returns the kudos of a visible subject, newest first. The query leaves out hidden athletes, so pages are full. */
export const readKudos = async (context: Context, subjectId: string, args: PageArguments): Promise<KudosPage> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await context.loaders.kudosPage.load({ subjectId, after: keysetOf(page.after), limit: page.size + 1 })
  const keyOf = (row: KudosRow) => rowCursor(row.givenAt, row)
  return { ...connectionOf(rows, page, keyOf, (row) => row), subjectId }
}

interface Thread {
  readonly subjectId: string
  readonly replyToId: string | null
}

const readThread = async (
  { loaders }: Context,
  { subjectId, replyToId }: Thread,
  args: PageArguments,
): Promise<Connection<CommentRow>> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const key = { subjectId, replyToId, after: keysetOf(page.after), limit: page.size + 1, backward: page.backward }
  const keyOf = (row: CommentRow) => rowCursor(row.createdAt, row)
  return connectionOf(await loaders.commentPage.load(key), page, keyOf, (row) => row)
}

/** Returns the comments of a visible subject without the replies, oldest first. The page may be backward. */
export const readComments = async (context: Context, subjectId: string, args: PageArguments): Promise<CommentPage> => {
  const countThreads = async () => {
    const { all, replies } = await context.loaders.commentCounts.load(subjectId)
    return all - replies
  }
  return { ...(await readThread(context, { subjectId, replyToId: null }, args)), totalCount: countThreads }
}

/** Returns the replies of a visible comment, oldest first. A reply has none. */
export const readReplies = async (context: Context, comment: CommentRow, args: PageArguments): Promise<CommentPage> => {
  const { _id: replyToId, subjectId } = comment
  const page = await readThread(context, { subjectId, replyToId }, args)
  return { ...page, totalCount: () => context.loaders.replyCount.load(comment) }
}
