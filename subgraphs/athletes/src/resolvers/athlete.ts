import { profileOf } from '../domain/athlete-view.ts'
import { avatarUrlOf } from '../domain/avatar.ts'
import type { AthleteResolvers } from '../generated/resolvers.ts'
import { listBadges } from '../pipelines/badges/list-badges.ts'
import { readStreak } from '../pipelines/streaks/show-streak.ts'

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
  badges: (view, args, context) => listBadges(context, view, args),
  streak: (view, _, context) => readStreak(context, view),
  joinedAt: (view) => profileOf(view)?.joinedAt ?? null,
}
