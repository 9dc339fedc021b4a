import type { EventData } from '@gruppetto/events'

/** What an athlete's plan allows. */
export interface EntitlementRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
  readonly premium: boolean
}

/** The row that gives or takes premium, one revision on; null when it is so already. */
export const nextEntitlement = (athleteId: string, row: EntitlementRow | null, premium: boolean): EntitlementRow | null =>
  (row?.premium ?? false) === premium ? null : { _id: athleteId, revision: (row?.revision ?? 0) + 1, premium }

/** What the other subgraphs are told: the whole state. */
export const entitlementState = ({ _id, revision, premium }: EntitlementRow, atMs: number): EventData<'entitlement.changed'> => ({
  athleteId: _id,
  revision,
  premium,
  at: atMs,
})
