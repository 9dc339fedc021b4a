import type { EventData } from '@gruppetto/events'

/** What an athlete's plan allows. */
export interface EntitlementRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one with every change. */
  readonly revision: number
  readonly premium: boolean
}

/** Returns the next revision of the row, which gives or takes premium; null when nothing changes. */
export const changePremium = (athleteId: string, row: EntitlementRow | null, premium: boolean): EntitlementRow | null =>
  (row?.premium ?? false) === premium ? null : { _id: athleteId, revision: (row?.revision ?? 0) + 1, premium }

/** The data of entitlement.changed. */
export const entitlementState = ({ _id, revision, premium }: EntitlementRow, atMs: number): EventData<'entitlement.changed'> => ({
  athleteId: _id,
  revision,
  premium,
  at: atMs,
})
