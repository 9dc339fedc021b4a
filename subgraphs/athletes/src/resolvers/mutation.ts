import type { MutationResolvers } from '../generated/resolvers.ts'
import { addPrivacyZone, removePrivacyZone, updatePrivacy } from '../pipelines/change-privacy.ts'
import { endOwnSession, signOut } from '../pipelines/end-session.ts'
import { createPhotoUpload } from '../pipelines/photos/create-photo-upload.ts'
import { refreshSession } from '../pipelines/refresh-session.ts'
import { signIn } from '../pipelines/sign-in.ts'
import { signUp } from '../pipelines/sign-up.ts'
import { updateTrainingProfile } from '../pipelines/training-profile.ts'
import { updateProfile } from '../pipelines/update-profile.ts'

export const Mutation: MutationResolvers = {
  signUp: (_, { input }, context) => signUp(context, input),
  signIn: (_, { input }, context) => signIn(context, input),
  refreshSession: (_, { refreshToken }, context) => refreshSession(context, refreshToken),
  async signOut(_, _args, context) {
    await signOut(context)
    return true
  },
  endSession: (_, { id }, context) => endOwnSession(context, id),
  updateProfile: (_, { input }, context) => updateProfile(context, input),
  createPhotoUpload: (_, { input }, context) => createPhotoUpload(context, input),
  updatePrivacy: (_, { input }, context) => updatePrivacy(context, input),
  addPrivacyZone: (_, { input }, context) => addPrivacyZone(context, input),
  removePrivacyZone: (_, { id }, context) => removePrivacyZone(context, id),
  updateTrainingProfile: (_, { input }, context) => updateTrainingProfile(context, input),
}
