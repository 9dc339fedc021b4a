/** What the bench asks of the process that runs the platform, and what it answers. */
export type Request =
  | { readonly ask: 'snapshot'; readonly collect: boolean }
  | { readonly ask: 'rest' }
  | { readonly ask: 'profile' }
  | { readonly ask: 'profiled'; readonly file: string }
  | { readonly ask: 'stop' }

export interface Snapshot {
  /** Of all its threads since it started. */
  readonly cpuMs: number
  readonly heapUsedBytes: number
  /** Buffers and the like, outside of the heap. */
  readonly externalBytes: number
  readonly rssBytes: number
  /** The queries that the gateway sent to subgraphs, also for pushed events. */
  readonly subgraphCalls: number
  readonly mongoCommands: number
  /** CPU while a subgraph was answering: that of subgraphs where requests come one at a time. */
  readonly subgraphCpuMs: number
}

export type Reply =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string }
