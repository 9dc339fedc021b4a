import type { MutationResolvers } from '../generated/resolvers.ts'
import { changeEmail } from '../pipelines/change-email.ts'
import { changePassword } from '../pipelines/change-password.ts'
import { addPrivacyZone, removePrivacyZone, updatePrivacy } from '../pipelines/change-privacy.ts'
import { deleteAccount } from '../pipelines/delete-account.ts'
import { endOwnSession, signOut } from '../pipelines/end-session.ts'
import { requestDataExport } from '../pipelines/exports/request-export.ts'
import { createPhotoUpload } from '../pipelines/photos/create-photo-upload.ts'
import { refreshSession } from '../pipelines/refresh-session.ts'
import { requestPasswordReset } from '../pipelines/request-password-reset.ts'
import { resetPassword } from '../pipelines/reset-password.ts'
import { signIn } from '../pipelines/sign-in.ts'
import { signUp } from '../pipelines/sign-up.ts'
import { removeStreakPause, setAutomaticFreezes, setStreakPause, useStreakFreeze } from '../pipelines/streaks/change-streak.ts'
import { liftSuspension, suspendAthlete } from '../pipelines/suspend-athlete.ts'
import { updateTrainingProfile } from '../pipelines/training-profile.ts'
import { updateProfile } from '../pipelines/update-profile.ts'
import { resendVerification, verifyEmail } from '../pipelines/verify-email.ts'

export const Mutation: MutationResolvers = {
  signUp: (_, { input }, context) => signUp(context, input),
  signIn: (_, { input }, context) => signIn(context, input),
  refreshSession: (_, { refreshToken }, context) => refreshSession(context, refreshToken),
  async signOut(_, _args, context) {
    await signOut(context)
    return true
  },
  endSession: (_, { id }, context) => endOwnSession(context, id),
  changePassword: (_, { input }, context) => changePassword(context, input),
  async requestPasswordReset(_, { email }, context) {
    await requestPasswordReset(context, email)
    return true
  },
  resetPassword: (_, { token, newPassword }, context) => resetPassword(context, token, newPassword),
  async verifyEmail(_, { token }, context) {
    await verifyEmail(context, token)
    return true
  },
  async resendVerification(_, _args, context) {
    await resendVerification(context)
    return true
  },
  changeEmail: (_, { newEmail, password }, context) => changeEmail(context, newEmail, password),
  requestDataExport: (_, _args, context) => requestDataExport(context),
  async deleteAccount(_, { password }, context) {
    await deleteAccount(context, password)
    return true
  },
  updateProfile: (_, { input }, context) => updateProfile(context, input),
  createPhotoUpload: (_, { input }, context) => createPhotoUpload(context, input),
  updatePrivacy: (_, { input }, context) => updatePrivacy(context, input),
  addPrivacyZone: (_, { input }, context) => addPrivacyZone(context, input),
  removePrivacyZone: (_, { id }, context) => removePrivacyZone(context, id),
  useStreakFreeze: (_, _args, context) => useStreakFreeze(context),
  setAutomaticFreezes: (_, { automatic }, context) => setAutomaticFreezes(context, automatic),
  setStreakPause: (_, pause, context) => setStreakPause(context, pause),
  removeStreakPause: (_, { from }, context) => removeStreakPause(context, from),
  updateTrainingProfile: (_, { input }, context) => updateTrainingProfile(context, input),
  suspendAthlete: (_, { athleteId, ...suspension }, context) => suspendAthlete(context, athleteId, suspension),
  liftSuspension: (_, { athleteId }, context) => liftSuspension(context, athleteId),
}
