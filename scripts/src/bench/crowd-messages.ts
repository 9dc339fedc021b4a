/** The messages between the benchmark and the process that holds many websockets. */
export type CrowdRequest =
  | {
      readonly ask: 'open'
      readonly url: string
      readonly tokens: readonly string[]
      readonly query: string
      /** The variables of each socket; `#` in a text becomes the number of the socket. */
      readonly variables: Readonly<Record<string, string>>
      /** The number of the first socket of this process. Processes whose sockets have numbers of their own share no address. */
      readonly from: number
      /** How many sockets more. */
      readonly count: number
      /** How many are opened at the same time. */
      readonly atOnce: number
    }
  /** Breaks all connections at once, as a gateway that is killed does. */
  | { readonly ask: 'drop' }
  /** Opens all sockets that were dropped, each at some moment within this time, and again when it is told to come back later. */
  | { readonly ask: 'return'; readonly withinMs: number }
  | { readonly ask: 'count' }

export interface Returned {
  /** From the first attempt until all have subscribed. */
  readonly seconds: number
  /** How often a socket was told to come back later. */
  readonly toldToComeBack: number
  /** How often an attempt ended otherwise. */
  readonly failed: number
  /** How many were acknowledged in each second. */
  readonly acknowledged: readonly number[]
}

export type CrowdReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | ({ readonly kind: 'returned' } & Returned)
  | { readonly kind: 'counted'; readonly count: number }
  | { readonly kind: 'failed'; readonly message: string }
