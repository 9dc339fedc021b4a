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
  readonly subjectId: string
}

/** Returns the kudos of a visible subject, newest first. The query leaves out hidden athletes, so pages are full. */
export const readKudos = async (context: Context, subjectId: string, args: PageArguments): Promise<KudosPage> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await context.loaders.kudosPage.load({ subjectId, after: keysetOf(page.after), limit: page.size + 1 })
  const keyOf = (row: KudosRow) => rowCursor(row.givenAt, row)
  return { ...connectionOf(rows, page, keyOf, (row) => row), subjectId }
}

/** Returns the comments of a visible subject, oldest first. The page may be backward. */
export const readComments = async (context: Context, subjectId: string, args: PageArguments): Promise<CommentPage> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const key = { subjectId, after: keysetOf(page.after), limit: page.size + 1, backward: page.backward }
  const rows = await context.loaders.commentPage.load(key)
  const keyOf = (row: CommentRow) => rowCursor(row.createdAt, row)
  return { ...connectionOf(rows, page, keyOf, (row) => row), subjectId }
}
