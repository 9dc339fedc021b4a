import type { Runtime } from '@gruppetto/runtime'
import type { FeedSettings } from './stores/mod.ts'

export interface Settings extends FeedSettings {
  /** Requests to follow that are accepted in one transaction when an account stops approving its followers. */
  readonly acceptedAtOnce: number
}

export const settingsOf = (runtime: Runtime, overrides: Partial<Settings> = {}): Settings => ({
  kept: 1000,
  veryFollowedFrom: runtime.config.feedVeryFollowed,
  veryFollowedForMs: 5_000,
  graceMs: 60_000,
  acceptedAtOnce: 50,
  ...overrides,
})
