import { keyOf } from '@gruppetto/graph'
import { progressOf } from '../domain/upload.ts'
import type { UploadFailureResolvers, UploadResolvers } from '../generated/resolvers.ts'
import { signPut } from '../pipelines/sign-put.ts'

export const Upload: UploadResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.upload.load(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  progress: (row) => progressOf(row.status),
  url: async (row, _args, context) => (await signPut(context, row))?.url ?? null,
  headers: async (row, _args, context) => (await signPut(context, row))?.headers ?? [],
  urlExpiresAt: (row) => (row.status === 'AWAITING_FILE' ? row.urlExpiresAt : null),
  activities: async (row, _args, { loaders }) =>
    (await Promise.all(row.activityIds.map((id) => loaders.activity.load(id)))).filter((activity) => activity !== null),
}

export const UploadFailure: UploadFailureResolvers = {
  duplicateOf: ({ duplicateOfActivityId: id }, _args, { loaders }) => (id === null ? null : loaders.activity.load(id)),
}
