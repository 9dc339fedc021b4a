import type { EventData } from '@gruppetto/events'

/** Premium that was given and not bought. Grants and what is bought do not end each other. */
export interface Grant {
  readonly id: string
  readonly source: 'STAFF' | 'GIFT'
  readonly reason: string
  readonly givenAt: Date
  /** Null: until it is taken away. */
  readonly until: Date | null
}

/** What an athlete's plan allows. */
export interface EntitlementRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises by one whenever premium comes or goes. */
  readonly revision: number
  readonly premium: boolean
  /** Absent in rows from before premium was sold. */
  readonly isBought?: boolean
  /** Absent in rows from before grants had reasons: there, premium is a grant of the staff. */
  readonly grants?: readonly Grant[]
  /** When the next grant ends; null when none does. */
  readonly grantEndsAt?: Date | null
}

const EARLIER: Grant = {
  id: 'earlier',
  source: 'STAFF',
  reason: 'given before reasons were kept',
  givenAt: new Date(0),
  until: null,
}

export const grantsOf = (row: EntitlementRow | null): readonly Grant[] => row?.grants ?? (row?.premium ? [EARLIER] : [])

interface Access {
  readonly isBought: boolean
  readonly grants: readonly Grant[]
}

/** Returns the row with this access. The revision rises only when premium comes or goes. */
const withAccess = (athleteId: string, row: EntitlementRow | null, { isBought, grants }: Access): EntitlementRow => {
  const premium = isBought || grants.length > 0
  const ends = grants.flatMap(({ until }) => (until === null ? [] : [until.getTime()]))
  return {
    _id: athleteId,
    revision: (row?.revision ?? 0) + (premium === (row?.premium ?? false) ? 0 : 1),
    premium,
    isBought,
    grants,
    grantEndsAt: ends.length === 0 ? null : new Date(Math.min(...ends)),
  }
}

export const withBought = (athleteId: string, row: EntitlementRow | null, isBought: boolean): EntitlementRow =>
  withAccess(athleteId, row, { isBought, grants: grantsOf(row) })

/** Adds a grant. One with the same id is replaced, so that giving it twice gives it once. */
export const withGrant = (athleteId: string, row: EntitlementRow | null, grant: Grant): EntitlementRow =>
  withAccess(athleteId, row, {
    isBought: row?.isBought ?? false,
    grants: [...grantsOf(row).filter(({ id }) => id !== grant.id), grant],
  })

/** Keeps only the grants for which `stays` is true. */
export const withGrants = (row: EntitlementRow, stays: (grant: Grant) => boolean): EntitlementRow =>
  withAccess(row._id, row, { isBought: row.isBought ?? false, grants: grantsOf(row).filter(stays) })

export const hasEnded =
  (nowMs: number) =>
  ({ until }: Grant): boolean =>
    until !== null && until.getTime() <= nowMs

/** The data of entitlement.changed. */
export const entitlementState = ({ _id, revision, premium }: EntitlementRow, atMs: number): EventData<'entitlement.changed'> => ({
  athleteId: _id,
  revision,
  premium,
  at: atMs,
})
