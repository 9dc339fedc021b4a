import { type Connection, connectionOf, type Edge, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { UploadRow } from '../domain/upload.ts'
import type { ViewerUploadsArgs } from '../generated/resolvers.ts'

export type UploadPage = Connection<UploadRow>
export type UploadPageEdge = Edge<UploadRow>

/** Lists the athlete's own uploads, newest first. */
export const listUploads = async ({ stores }: Context, athleteId: string, args: ViewerUploadsArgs): Promise<UploadPage> => {
  const page = pageRequest(args, ['number', 'string'])
  const rows = await stores.uploads.page(athleteId, page)
  return connectionOf(
    rows,
    page,
    (row) => [row.createdAt.getTime(), row._id],
    (row) => row,
  )
}
