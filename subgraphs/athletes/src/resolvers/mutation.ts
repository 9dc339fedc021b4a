import { type Caller, notFound, requireAthlete, unauthenticated, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import { normalisedHandle } from '../domain/handles.ts'
import { privacyPatch, privacyZoneInput, profilePatch, signInInput, signUpInput } from '../domain/inputs.ts'
import { type AccountChange, profileChange } from '../domain/patches.ts'
import type { RecordingPrivacy } from '../domain/recording-privacy.ts'
import type { OpenedSession } from '../domain/session.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import type { MutationResolvers, UpdateProfileInput } from '../generated/resolvers.ts'
import { changeAccount } from '../pipelines/change-account.ts'
import { addZone, changePrivacy, removeZone } from '../pipelines/change-privacy.ts'
import { changeTrainingProfile } from '../pipelines/change-training-profile.ts'
import { endSession } from '../pipelines/end-session.ts'
import { refreshSession } from '../pipelines/refresh-session.ts'
import { signIn } from '../pipelines/sign-in.ts'
import { signUp } from '../pipelines/sign-up.ts'
import { accountOf, viewerOf } from '../pipelines/viewer.ts'

const addressOf = (caller: Caller): string | null => (caller.kind === 'service' ? null : caller.address)

const requireViewer = ({ caller }: Context): ViewerRef => {
  const { athleteId, sessionId } = requireAthlete(caller)
  return { id: athleteId, sessionId }
}

interface Signed {
  readonly account: Account
  readonly opened: OpenedSession
}

// The caller is nobody yet: what the payload's viewer answers comes from the account just read, not from who calls.
const signedIn = ({ account, opened }: Signed, { loaders }: Context): OpenedSession => {
  loaders.account.clear(account._id).prime(account._id, account)
  return opened
}

/** The viewer after a change of the account: the fields asked of the result show it. */
const withAccount = (viewer: ViewerRef, account: Account | null, { loaders }: Context): ViewerRef => {
  if (account === null) throw unauthenticated('This account is gone.')
  loaders.account.clear(viewer.id).prime(viewer.id, account)
  loaders.athlete.clear(viewer.id)
  return viewer
}

const withRecordings = (viewer: ViewerRef, recordings: RecordingPrivacy, { loaders }: Context): ViewerRef => {
  loaders.recordingPrivacy.clear(viewer.id).prime(viewer.id, recordings)
  return viewer
}

/** A form sends the handle along as it is: one's own is no change, also where the rules of today would refuse it. */
const withoutOwnHandle = async ({ handle, ...rest }: UpdateProfileInput, context: Context): Promise<UpdateProfileInput> => {
  const viewer = viewerOf(context)
  if (handle === undefined || handle === null || viewer === null) return handle === undefined ? rest : { ...rest, handle }
  const own = (await accountOf(viewer, context)).handle
  return normalisedHandle(handle) === own ? rest : { ...rest, handle }
}

const change = async (work: AccountChange, context: Context): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  return withAccount(viewer, await changeAccount(context.services, viewer.id, work, context.origin), context)
}

export const Mutation: MutationResolvers = {
  async signUp(_, { input }, context) {
    return signedIn(await signUp(context.services, validInput(signUpInput, input), context.origin), context)
  },
  async signIn(_, { input }, context) {
    const { device = null, ...rest } = validInput(signInInput, input)
    return signedIn(await signIn(context.services, { ...rest, device, address: addressOf(context.caller) }), context)
  },
  async refreshSession(_, { refreshToken }, context) {
    return signedIn(await refreshSession(context.services, refreshToken), context)
  },
  async signOut(_, _args, { caller, services }) {
    const { athleteId, sessionId } = requireAthlete(caller)
    await endSession(services, sessionId, athleteId)
    return true
  },
  async updateProfile(_, { input }, context) {
    requireAthlete(context.caller)
    return change(profileChange(validInput(profilePatch, await withoutOwnHandle(input, context))), context)
  },
  async endSession(_, { id }, { caller, services }) {
    const { athleteId, sessionId } = requireAthlete(caller)
    if (!(await endSession(services, id, athleteId))) throw notFound('This session')
    return { id: athleteId, sessionId }
  },
  async updatePrivacy(_, { input }, context) {
    const viewer = requireViewer(context)
    const patch = validInput(privacyPatch, input)
    const { account, recordings } = await changePrivacy(context.services, viewer.id, patch, context.origin)
    return withRecordings(withAccount(viewer, account, context), recordings, context)
  },
  async addPrivacyZone(_, { input }, context) {
    const viewer = requireViewer(context)
    return withRecordings(
      viewer,
      await addZone(context.services, viewer.id, validInput(privacyZoneInput, input), context.origin),
      context,
    )
  },
  async removePrivacyZone(_, { id }, context) {
    const viewer = requireViewer(context)
    return withRecordings(viewer, await removeZone(context.services, viewer.id, id, context.origin), context)
  },
  async updateTrainingProfile(_, { input }, context) {
    const viewer = requireViewer(context)
    const history = await changeTrainingProfile(context.services, await accountOf(viewer, context), input, context.origin)
    context.loaders.trainingHistory.clear(viewer.id).prime(viewer.id, history)
    return viewer
  },
}
