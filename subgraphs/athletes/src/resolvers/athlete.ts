import { profileOf } from '../domain/athlete-view.ts'
import { avatarUrlOf } from '../domain/avatar.ts'
import type { AthleteResolvers } from '../generated/resolvers.ts'

export const Athlete: AthleteResolvers = {
  // API keys may not see athletes. For all others the loader applies the rules.
  __resolveReference: ({ id }, { caller, loaders }) => (caller.kind === 'partner' ? null : loaders.athlete.load(id)),
  id: ({ account }) => account._id,
  handle: ({ account }) => account.handle,
  displayName: ({ account }) => account.displayName,
  avatarUrl: ({ account }, _, { runtime }) => avatarUrlOf(account, runtime.config.publicUrl),
  isPrivate: ({ account }) => account.approveFollowers,
  bio: (view) => profileOf(view)?.bio ?? null,
  city: (view) => profileOf(view)?.city ?? null,
  country: (view) => profileOf(view)?.country ?? null,
  favouriteSports: (view) => profileOf(view)?.favouriteSports ?? [],
  isPremium: (view, _, { loaders }) => (profileOf(view) === null ? false : loaders.isPremium.load(view.account._id)),
  joinedAt: (view) => profileOf(view)?.joinedAt ?? null,
}
