import type { Runtime } from '@gruppetto/runtime'
import type { FeedSettings } from './stores/mod.ts'

export type Settings = FeedSettings

export const settingsOf = (runtime: Runtime, overrides: Partial<Settings> = {}): Settings => ({
  kept: 1000,
  veryFollowedFrom: runtime.config.feedVeryFollowed,
  veryFollowedForMs: 5_000,
  graceMs: 60_000,
  ...overrides,
})
