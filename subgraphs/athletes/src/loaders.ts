import { byIdLoader, maySeeCard } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import type { AthleteView } from './domain/athlete-view.ts'
import { HIDES_NOTHING, type RecordingPrivacy } from './domain/recording-privacy.ts'
import type { Stores } from './stores/mod.ts'

/** One set for one request or pushed event. */
export const makeLoaders = (stores: Stores, viewerId: string | null) => {
  /** An account, whoever asks: for the athlete's own root. */
  const account = byIdLoader((ids) => stores.accounts.many(ids))
  return {
    account,
    /** An athlete as the viewer sees them; null for who does not exist and who blocked the viewer. */
    athlete: new DataLoader<string, AthleteView | null>(async (ids) => {
      const [accounts, relations] = await Promise.all([account.loadMany(ids), stores.relations.between(viewerId, ids)])
      return ids.map((id, index) => {
        const row = accounts[index] ?? null
        const relation = relations.get(id)
        if (row instanceof Error) return row
        return row === null || relation === undefined || !maySeeCard(relation) ? null : { account: row, relation }
      })
    }),
    isPremium: new DataLoader<string, boolean>(async (ids) => {
      const premium = await stores.entitlements.premiumAmong(ids)
      return ids.map((id) => premium.has(id))
    }),
    /** What the viewer said to measure activities with; asked for nobody else. */
    trainingHistory: byIdLoader((ids) => stores.trainingHistories.many(ids)),
    /** What the viewer hides of recordings; asked for nobody else. */
    recordingPrivacy: new DataLoader<string, RecordingPrivacy>(async (ids) => {
      const rows = await stores.recordingPrivacy.many(ids)
      return ids.map((id) => rows.get(id) ?? HIDES_NOTHING)
    }),
    /** The id behind a handle (lower case), whoever asks. */
    athleteIdByHandle: byIdLoader((handles) => stores.handles.many(handles)),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
