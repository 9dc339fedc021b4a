import { type FeatureContext, type Features, featureContextOf, keepContexts, openFeatures } from '@gruppetto/features'
import { type KeptLists, type OpenedModel, openKeptLists, openModel } from '@gruppetto/graph'
import { type Aside, type Counter, type Database, openAside, openCounter, type Runtime } from '@gruppetto/runtime'
import { SUGGESTION_FEATURES, SUGGESTION_OUTPUTS } from './domain/rank-suggestions.ts'
import { openPushSender, type PushSender } from './live/push-sender.ts'
import { asideHooks } from './pipelines/leave.ts'
import { type Settings, settingsOf } from './settings.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** What is open as long as the subgraph is. */
export interface Services {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly settings: Settings
  /** Counts for limits beside the quotas of the mutations. */
  readonly counter: Counter
  readonly pushSender: PushSender
  readonly aside: Aside
  readonly features: Features
  /** Orders suggested athletes; see the card in models/. */
  readonly model: OpenedModel
  /** Which lists of suggestions are kept as events. */
  readonly keptLists: KeptLists
  /** Returns what feature flags may ask of an athlete, as it was at most ten seconds ago. */
  readonly recentContext: (athleteId: string) => Promise<FeatureContext>
}

export const openServices = async (runtime: Runtime, overrides: Partial<Settings>): Promise<Services> => {
  const database = await runtime.database('social')
  const settings = settingsOf(runtime, overrides)
  const stores = openStores(database, runtime, settings)
  const aside = openAside(database, asideHooks({ stores }))
  const features = await openFeatures(runtime)
  const model = await openModel(
    new URL('../models/suggested-athletes.json', import.meta.url),
    { name: 'suggested-athletes', features: SUGGESTION_FEATURES, outputs: SUGGESTION_OUTPUTS },
    runtime,
  )
  await database.prepare()
  const pushSender = await openPushSender(runtime, stores.vapidKeys)
  const recentContext = keepContexts(async (athleteId) => {
    const [account, entitlement] = await Promise.all([stores.accounts.get(athleteId), stores.entitlements.get(athleteId)])
    return featureContextOf(athleteId, account, { isPremium: entitlement?.premium === true })
  }, runtime.now)
  const counter = openCounter(runtime)
  const keptLists = openKeptLists(runtime.now)
  return { runtime, database, stores, settings, features, model, keptLists, recentContext, counter, pushSender, aside }
}

export const closeServices = ({ pushSender }: Services): Promise<void> => pushSender.close()
