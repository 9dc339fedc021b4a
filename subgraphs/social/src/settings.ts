import type { Runtime } from '@gruppetto/runtime'
import type { Paces } from './domain/deliveries.ts'

export interface Settings {
  /** The number of items that a feed keeps in Redis. Older pages come from MongoDB. */
  readonly feedSize: number
  /** The number of followers that makes an athlete very followed. */
  readonly veryFollowedFrom: number
  /** How long a process caches the list of very followed athletes. */
  readonly veryFollowedCacheMs: number
  /** How long the items of a very followed athlete are still fanned out, so that a reader with an older list misses none. */
  readonly fanOutGraceMs: number
  /** How long feeds wait for activities of an earlier date, so that the import of thousands drops each feed a few times only. */
  readonly feedGapMs: number
  /** The number of follow requests that one transaction accepts when an account stops approving its followers. */
  readonly acceptedAtOnce: number
  /** How often an athlete may cheer for the same one in ten minutes. In a day it is four times that. */
  readonly cheersForOneAthlete: number
  /** How long a process keeps the candidates for an athlete's suggestions before it gathers them again. */
  readonly suggestionsKeptMs: number
  /** The number of members whom one event tells of a post in their club. */
  readonly toldAtOnce: number
  /** The most members a club may have for its members to be told of each post in it. */
  readonly largestToldClub: number
  /** The number of actors that makes a group busy: further notices wait a second, and are added together. */
  readonly busyFrom: number
  /** How long pushes and mails wait, and how often a topic may send one. */
  readonly paces: Paces
}

export const settingsOf = (runtime: Runtime, overrides: Partial<Settings>): Settings => ({
  feedSize: 1000,
  veryFollowedFrom: runtime.config.feedVeryFollowed,
  veryFollowedCacheMs: 5_000,
  fanOutGraceMs: 60_000,
  feedGapMs: 60_000,
  acceptedAtOnce: 50,
  cheersForOneAthlete: 10 * runtime.config.quotaFactor,
  suggestionsKeptMs: 600_000,
  toldAtOnce: 100,
  largestToldClub: 2_000,
  busyFrom: 10,
  paces: {
    PUSH: { delayMs: 5_000, everyMs: 5 * 60_000, most: 3 },
    MAIL: { delayMs: 15 * 60_000, everyMs: 60 * 60_000, most: 50 },
  },
  ...overrides,
})
