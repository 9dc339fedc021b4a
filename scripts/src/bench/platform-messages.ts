import type { StateTopic } from '@gruppetto/events'
import type { SubgraphName } from '@gruppetto/graph'
import type { Shares } from './profile-shares.ts'

export interface RowOf {
  readonly database: SubgraphName
  readonly collection: string
  readonly id: string
}

export interface Copies extends RowOf {
  /** Each copy has one of these as its id, behind the prefix, and in the field. */
  readonly ids: readonly string[]
  readonly prefix: string
  readonly field: string | null
  /** The field that numbers the copies from 1 on. */
  readonly order: string | null
}

/** A question to the database alone. */
export interface Look {
  readonly database: SubgraphName
  readonly collection: string
  readonly filter: object
  readonly sort: Readonly<Record<string, 1 | -1>>
  readonly limit: number
}

export interface Looked {
  readonly times: readonly number[]
  readonly ids: readonly string[]
  /** How many rows the database has looked at, as it says itself; null where it does not say. */
  readonly examined: number | null
  /** The stages of its plan, the outermost first. */
  readonly stages: readonly string[]
}

/** The messages between the benchmark and the process that runs the platform. */
export type Request =
  | { readonly ask: 'snapshot'; readonly collect: boolean }
  | { readonly ask: 'countSubgraphCpu'; readonly isOn: boolean }
  /** Counts what subgraphs ask the database for answers, until `queries` asks how much it was. */
  | { readonly ask: 'countQueries' }
  | { readonly ask: 'queries' }
  | { readonly ask: 'rest' }
  /** Gives an activity kudos of athletes who do not exist, as if all gave them at once. */
  | { readonly ask: 'flood'; readonly activityId: string; readonly ownerId: string; readonly count: number }
  /** Fills a challenge with athletes who do not exist: copies of the entry of one who takes part, with other scores. */
  | { readonly ask: 'crowd'; readonly challengeId: string; readonly athleteId: string; readonly count: number }
  /** Makes a brand the sponsor of a challenge, and fills the branded board as `crowd` does the other. */
  | {
      readonly ask: 'sponsor'
      readonly challengeId: string
      readonly brandId: string
      readonly athleteId: string
      readonly count: number
    }
  /** Writes copies of a row as if it were of others. They do not go through the API, since a slow database would take hours. */
  | ({ readonly ask: 'copies' } & Copies)
  /** Changes a row, by an update of MongoDB's. */
  | ({ readonly ask: 'change'; readonly update: Readonly<Record<string, object>> } & RowOf)
  /** Writes rows past the API. */
  | { readonly ask: 'insert'; readonly database: SubgraphName; readonly collection: string; readonly rows: readonly object[] }
  /** Counts rows. */
  | { readonly ask: 'count'; readonly database: SubgraphName; readonly collection: string; readonly filter: object }
  /** Sets keys of Redis for an hour. */
  | { readonly ask: 'mark'; readonly keys: readonly string[] }
  /** Counts those of these keys of Redis that exist. */
  | { readonly ask: 'marked'; readonly keys: readonly string[] }
  /** Takes the board of a challenge out of Redis, as if Redis had been lost. */
  | { readonly ask: 'forgetBoard'; readonly challengeId: string }
  /** Takes keys out of Redis. */
  | { readonly ask: 'forget'; readonly keys: readonly string[] }
  /** Takes everything of the platform out of Redis. */
  | { readonly ask: 'forgetAll' }
  /** Asks the database past the platform, as often as `runs` says. */
  | ({ readonly ask: 'look'; readonly runs: number } & Look)
  /** Is answered once the board is whole in Redis. */
  | { readonly ask: 'awaitBoard'; readonly challengeId: string }
  /** Tells who watches a state that it has changed, though it has not. */
  | { readonly ask: 'hint'; readonly topic: StateTopic; readonly key: string }
  /** Counts the address of an athlete as verified, since nobody reads mails to it. */
  | { readonly ask: 'verify'; readonly handle: string }
  /** Opens a server of Node alone beside the platform, in its process: it reads a request, asks Redis once and answers with `text`. */
  | { readonly ask: 'openBare'; readonly text: string }
  | { readonly ask: 'closeBare' }
  | { readonly ask: 'profile' }
  /** Ends the profile, and writes it to a file where one is named. */
  | { readonly ask: 'profiled'; readonly file: string | null }
  | { readonly ask: 'stop'; readonly removes: boolean }

export interface Snapshot {
  /** CPU of all its threads since the start. */
  readonly cpuMs: number
  readonly heapUsedBytes: number
  /** Memory outside of the heap, such as buffers. */
  readonly externalBytes: number
  readonly rssBytes: number
  /** What the gateway has asked of subgraphs: queries, those for pushed events too, and whether sessions and keys hold. */
  readonly subgraphCalls: number
  readonly mongoCommands: number
  /** Rows that the database has returned to queries. */
  readonly mongoRows: number
  /** Commands that the server of Redis has worked on, for everybody, with the one that asks for this. */
  readonly redisCommands: number
  /** CPU while a subgraph was answering, with what else was at work meanwhile: little when requests come one at a time. */
  readonly subgraphCpuMs: number
}

/** What subgraphs have asked the database for answers. These are counts, which no busy machine changes. */
export interface Queried {
  readonly queries: number
  /** How many rows came back. */
  readonly rows: number
}

export type Reply =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'done' }
  | { readonly kind: 'opened'; readonly url: string }
  | { readonly kind: 'profiled'; readonly shares: Shares }
  | { readonly kind: 'counted'; readonly count: number }
  | ({ readonly kind: 'queried' } & Queried)
  | ({ readonly kind: 'looked' } & Looked)
  | { readonly kind: 'failed'; readonly message: string }
