import { keyOf } from '@gruppetto/graph'
import { foundOf } from '../domain/archives/archive.ts'
import { activityIdsOf, progressOf } from '../domain/upload.ts'
import type { ArchiveImportResolvers, UploadFailureResolvers, UploadResolvers } from '../generated/resolvers.ts'
import { listArchiveFailures } from '../pipelines/list-uploads.ts'
import { signPut } from '../pipelines/sign-put.ts'

export const Upload: UploadResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.upload.load(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  progress: progressOf,
  url: async (row, _args, context) => (await signPut(context, row))?.url ?? null,
  headers: async (row, _args, context) => (await signPut(context, row))?.headers ?? [],
  urlExpiresAt: (row) => (row.status === 'AWAITING_FILE' ? row.urlExpiresAt : null),
  activities: async (row, _args, { loaders }) =>
    (await Promise.all(activityIdsOf(row).map((id) => loaders.activity.load(id)))).filter((activity) => activity !== null),
  warningFacts: ({ warningFacts }) => warningFacts ?? [],
  archive: ({ _id, archive }) => (archive ? { uploadId: _id, ...archive } : null),
}

export const ArchiveImport: ArchiveImportResolvers = {
  found: foundOf,
  failures: ({ uploadId, failed }, args, context) => listArchiveFailures(context, uploadId, failed, args),
}

export const UploadFailure: UploadFailureResolvers = {
  duplicateOf: ({ duplicateOfActivityId: id }, _args, { loaders }) => (id === null ? null : loaders.activity.load(id)),
}
