import { byIdLoader, maySeeCard } from '@gruppetto/graph'
import { awaitProjection, type PrivacyOf } from '@gruppetto/relations'
import DataLoader from 'dataloader'
import { privacyOf } from './domain/account.ts'
import type { AthleteView } from './domain/athlete-view.ts'
import { forEachAudience } from './domain/audiences.ts'
import { challengeOfBadge } from './domain/badges/challenge-badge.ts'
import { type ShownBadge, showBadge } from './domain/badges/shown-badge.ts'
import { HIDES_NOTHING, type RecordingPrivacy } from './domain/recording-privacy.ts'
import type { Services } from './services.ts'

/** Creates the loaders of one request, or of one pushed event. */
export const makeLoaders = ({ stores, runtime }: Services, viewerId: string | null) => {
  /** Accounts without rules. Only for the viewer's own account. */
  const account = byIdLoader((ids) => stores.accounts.many(ids))
  const privacyOfAccounts: PrivacyOf = async (ids) => {
    const rows = await Promise.all(ids.map((id) => account.load(id)))
    return new Map(rows.flatMap((row) => (row === null ? [] : [[row._id, privacyOf(row)]])))
  }
  return {
    account,
    /** Athletes as the viewer sees them; null for those who do not exist or who blocked the viewer. */
    athlete: new DataLoader<string, AthleteView | null>(async (ids) => {
      const [accounts, relations] = await Promise.all([
        account.loadMany(ids),
        stores.relations.between(viewerId, ids, privacyOfAccounts),
      ])
      return ids.map((id, index) => {
        const row = accounts[index] ?? null
        const relation = relations.get(id)
        if (row instanceof Error) return row
        return row === null || relation === undefined || !maySeeCard(relation) ? null : { account: row, relation }
      })
    }),
    /** Photos without rules. */
    photo: byIdLoader((ids) => stores.photos.many(ids)),
    isPremium: new DataLoader<string, boolean>(async (ids) => {
      const premium = await stores.entitlements.premiumAmong(ids)
      return ids.map((id) => premium.has(id))
    }),
    /** Training profiles without rules. Only for the viewer's own. */
    trainingHistory: byIdLoader((ids) => stores.trainingHistories.many(ids)),
    /** Recording privacy without rules. Only for the viewer's own. */
    recordingPrivacy: new DataLoader<string, RecordingPrivacy>(async (ids) => {
      const rows = await stores.recordingPrivacy.many(ids)
      return ids.map((id) => rows.get(id) ?? HIDES_NOTHING)
    }),
    /** Athlete ids by handle in lower case, without rules. A handle that was given up a short time ago leads there too. */
    athleteIdByHandle: byIdLoader((handles) => stores.handles.many(handles, new Date(runtime.now()))),
    /** The streaks of athletes without rules. */
    streak: byIdLoader((ids) => stores.streaks.many(ids)),
    /** How many badges of an athlete each audience sees. */
    badgeCount: forEachAudience(
      (audience) =>
        new DataLoader<string, number>(async (ids) => {
          const counts = await stores.awards.counts(ids, audience)
          return ids.map((id) => counts.get(id) ?? 0)
        }),
    ),
    /** Badges by key; null for a key that no badge has. */
    badge: new DataLoader<string, ShownBadge | null>(async (keys) => {
      const { challenges } = stores.badgeChallenges
      const known = await challenges(keys.flatMap((key) => challengeOfBadge(key) ?? []))
      // Whoever has just made a challenge may ask for its badge before it is known here.
      const challengeOf = async (id: string) =>
        known.get(id) ?? awaitProjection(id, runtime.now(), async () => (await challenges([id])).get(id) ?? null)
      return Promise.all(
        keys.map(async (key) => {
          const id = challengeOfBadge(key)
          return showBadge(key, id === null ? null : await challengeOf(id))
        }),
      )
    }),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
