import { actorOf, notFound, requireAthlete, unauthenticated, validInput, viewerRootId } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type Account, personaOf } from '../domain/account.ts'
import { selfView } from '../domain/athlete-view.ts'
import { normalisedHandle } from '../domain/handles.ts'
import { profilePatch } from '../domain/inputs.ts'
import { type AccountChange, profileChange } from '../domain/patches.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import type { Resolvers, UpdateProfileInput } from '../generated/resolvers.ts'
import { changeAccount } from '../pipelines/change-account.ts'
import { endSession } from '../pipelines/end-session.ts'

const viewerOf = ({ caller }: Context): ViewerRef | null =>
  caller.kind === 'athlete' ? { id: caller.athleteId, sessionId: caller.sessionId } : null

/** The account behind a viewer, which is there as long as its sessions are. */
export const accountOf = async ({ id }: ViewerRef, { loaders }: Context): Promise<Account> => {
  const account = await loaders.account.load(id)
  if (account === null) throw unauthenticated('This account is gone.')
  return account
}

/** A form sends the handle along as it is: one's own is no change, also where the rules of today would refuse it. */
const withoutOwnHandle = async ({ handle, ...rest }: UpdateProfileInput, context: Context): Promise<UpdateProfileInput> => {
  const viewer = viewerOf(context)
  if (handle === undefined || handle === null || viewer === null) return handle === undefined ? rest : { ...rest, handle }
  const own = (await accountOf(viewer, context)).handle
  return normalisedHandle(handle) === own ? rest : { ...rest, handle }
}

const change = async (work: AccountChange, context: Context): Promise<ViewerRef> => {
  const { athleteId, sessionId } = requireAthlete(context.caller)
  const origin = { actor: actorOf(context.caller), traceparent: context.traceparent }
  const account = await changeAccount(context.services, athleteId, work, origin)
  if (account === null) throw unauthenticated('This account is gone.')
  context.loaders.account.clear(athleteId).prime(athleteId, account)
  context.loaders.athlete.clear(athleteId)
  return { id: athleteId, sessionId }
}

export const viewerResolvers = {
  Query: {
    viewer: (_, _args, context) => viewerOf(context),
  },
  Viewer: {
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
  },
  DeviceSession: {
    id: ({ session }) => session._id,
    device: ({ session }) => session.device,
    createdAt: ({ session }) => session.createdAt,
    lastUsedAt: ({ session }) => session.lastUsedAt,
    current: ({ current }) => current,
  },
  Mutation: {
    async updateProfile(_, { input }, context) {
      requireAthlete(context.caller)
      return change(profileChange(validInput(profilePatch, await withoutOwnHandle(input, context))), context)
    },
    async endSession(_, { id }, { caller, services }) {
      const { athleteId, sessionId } = requireAthlete(caller)
      if (!(await endSession(services, id, athleteId))) throw notFound('This session')
      return { id: athleteId, sessionId }
    },
  },
} satisfies Resolvers
