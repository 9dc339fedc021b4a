import { viewerRootId } from '@gruppetto/graph'
import { personaOf } from '../domain/account.ts'
import { selfView } from '../domain/athlete-view.ts'
import { localDay } from '../domain/local-day.ts'
import { presentProfile, shownHistory } from '../domain/training-profile.ts'
import type { ViewerResolvers } from '../generated/resolvers.ts'
import { accountOf, viewerOf } from '../pipelines/viewer.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, context) => {
    const viewer = viewerOf(context)
    return viewer !== null && viewerRootId(viewer.id) === id ? viewer : null
  },
  id: ({ id }) => viewerRootId(id),
  athlete: async (viewer, _, context) => selfView(await accountOf(viewer, context)),
  email: async (viewer, _, context) => (await accountOf(viewer, context)).email,
  timeZone: async (viewer, _, context) => (await accountOf(viewer, context)).timeZone,
  units: async (viewer, _, context) => (await accountOf(viewer, context)).units,
  persona: async (viewer, _, context) => personaOf(await accountOf(viewer, context)),
  roles: async (viewer, _, context) => (await accountOf(viewer, context)).roles,
  privacy: (viewer, _, context) => accountOf(viewer, context),
  async sessions({ id, sessionId }, _, { services: { stores, runtime } }) {
    const sessions = await stores.sessions.liveOf(id, new Date(runtime.now()))
    return sessions.map((session) => ({ session, current: session._id === sessionId }))
  },
  async trainingProfile(viewer, _, context) {
    const [account, history] = await Promise.all([accountOf(viewer, context), context.loaders.trainingHistory.load(viewer.id)])
    const dayOf = (atMs: number) => localDay(atMs, account.timeZone)
    return presentProfile(history?.profiles ?? [], dayOf(context.runtime.now()), dayOf(account.joinedAt.getTime()))
  },
  trainingProfileHistory: async ({ id }, _, { loaders }) =>
    shownHistory((await loaders.trainingHistory.load(id))?.profiles ?? []),
}
