import { progressOf } from '../domain/data-export.ts'
import type { DataExportResolvers } from '../generated/resolvers.ts'
import { signedArchives } from '../pipelines/exports/export-links.ts'

export const DataExport: DataExportResolvers = {
  id: ({ _id }) => _id,
  progress: (row) => progressOf(row),
  url: async (row, _, context) => (await signedArchives(context, row))[0] ?? null,
  parts: (row, _, context) => signedArchives(context, row),
}
