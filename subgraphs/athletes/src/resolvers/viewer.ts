import { viewerRootId } from '@gruppetto/graph'
import { isVerified, personaOf, suspensionAt } from '../domain/account.ts'
import { selfView } from '../domain/athlete-view.ts'
import type { ViewerResolvers } from '../generated/resolvers.ts'
import { listDataExports } from '../pipelines/exports/request-export.ts'
import { listSessions } from '../pipelines/list-sessions.ts'
import { hasFeature, readFeatures } from '../pipelines/read-features.ts'
import { readTrainingHistory, readTrainingProfile } from '../pipelines/training-profile.ts'
import { requireAccount, viewerOf } from '../pipelines/viewer.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, context) => {
    const viewer = viewerOf(context)
    return viewer !== null && viewerRootId(viewer.id) === id ? viewer : null
  },
  id: ({ id }) => viewerRootId(id),
  athlete: async (viewer, _, context) => selfView(await requireAccount(context, viewer)),
  email: async (viewer, _, context) => (await requireAccount(context, viewer)).email,
  emailVerified: async (viewer, _, context) => isVerified(await requireAccount(context, viewer)),
  suspendedUntil: async (viewer, _, context) => suspensionAt(await requireAccount(context, viewer), context.runtime.now()),
  suspensionReason: async (viewer, _, context) =>
    suspensionAt(await requireAccount(context, viewer), context.runtime.now()) === null
      ? null
      : context.stores.auditLog.suspensionReason(viewer.id),
  timeZone: async (viewer, _, context) => (await requireAccount(context, viewer)).timeZone,
  units: async (viewer, _, context) => (await requireAccount(context, viewer)).units,
  persona: async (viewer, _, context) => personaOf(await requireAccount(context, viewer)),
  roles: async (viewer, _, context) => (await requireAccount(context, viewer)).roles,
  features: async (viewer, _, context) => [...(await readFeatures(context, viewer))],
  hasFeature: (viewer, { key }, context) => hasFeature(context, viewer, key),
  privacy: (viewer, _, context) => requireAccount(context, viewer),
  dataExports: (viewer, _, context) => listDataExports(context, viewer),
  sessions: (viewer, _, context) => listSessions(context, viewer),
  trainingProfile: (viewer, _, context) => readTrainingProfile(context, viewer),
  trainingProfileHistory: (viewer, _, context) => readTrainingHistory(context, viewer),
}
