import { type Connection, connectionOf, type Edge, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ArchiveState } from '../domain/archives/archive.ts'
import type { Failure, UploadRow } from '../domain/upload.ts'
import type { ArchiveImportFailuresArgs, ViewerUploadsArgs } from '../generated/resolvers.ts'

export type UploadPage = Connection<UploadRow>
export type UploadPageEdge = Edge<UploadRow>

/** Lists the athlete's own uploads, newest first, all of them or those that are asked for. */
export const listUploads = async ({ stores }: Context, athleteId: string, args: ViewerUploadsArgs): Promise<UploadPage> => {
  const page = pageRequest(args, ['number', 'string'])
  const wanted = { status: args.status ?? null, since: args.since ?? null }
  const rows = await stores.uploads.page(athleteId, wanted, page)
  return connectionOf(
    rows,
    page,
    (row) => [row.createdAt.getTime(), row._id],
    (row) => row,
  )
}

/** The import of one archive. */
export interface ArchiveImportOf extends ArchiveState {
  readonly uploadId: string
}
export interface ArchiveFailureOf {
  readonly fileName: string
  readonly failure: Failure
}
export type ArchiveFailurePage = Connection<ArchiveFailureOf> & { readonly totalCount: number }
export type ArchiveFailurePageEdge = Edge<ArchiveFailureOf>

const FAILURES_ON_PAGE = 50

/** Lists the recordings of an archive that failed, in the order in which they lie in it. */
export const listArchiveFailures = async (
  { stores }: Context,
  uploadId: string,
  totalCount: number,
  args: Partial<ArchiveImportFailuresArgs>,
): Promise<ArchiveFailurePage> => {
  const page = pageRequest(args, ['number'], FAILURES_ON_PAGE)
  const rows = await stores.archiveMembers.failedPage(uploadId, page)
  const failures = rows.flatMap(({ failure, ...row }) => (failure === null ? [] : [{ ...row, failure }]))
  const nodes = connectionOf(
    failures,
    page,
    ({ index }) => [index],
    ({ fileName, failure }): ArchiveFailureOf => ({ fileName, failure }),
  )
  return { ...nodes, totalCount }
}
