import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { CommentRow, KudosRow } from '../domain/subjects.ts'
import { cursorOf, KEYSET_CURSOR, keysetOf } from '../stores/keyset.ts'

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

/** Kudos of a subject that the viewer may see, newest first. Those of blocked athletes are left out by the query, so pages are full. */
export const kudosOf = async (context: Context, subjectId: string, args: PageArguments): Promise<KudosPage> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await context.loaders.kudosPage.load({ subjectId, after: keysetOf(page.after), limit: page.size + 1 })
  const keyOf = (row: KudosRow) => cursorOf({ atMs: row.givenAtMs, id: row._id })
  return { ...connectionOf(rows, page, keyOf, (row) => row), subjectId }
}

/** Comments of a subject that the viewer may see, oldest first, forward or (last, before) backward. */
export const commentsOf = async (context: Context, subjectId: string, args: PageArguments): Promise<CommentPage> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const key = { subjectId, after: keysetOf(page.after), limit: page.size + 1, backward: page.backward }
  const rows = await context.loaders.commentPage.load(key)
  const keyOf = (row: CommentRow) => cursorOf({ atMs: row.createdAtMs, id: row._id })
  return { ...connectionOf(rows, page, keyOf, (row) => row), subjectId }
}
