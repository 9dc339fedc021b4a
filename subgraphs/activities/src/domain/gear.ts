import type { GearKind } from '../generated/resolvers.ts'

/** The most pieces of gear that one athlete can have, retired ones included, since the list is not paged. */
export const MAX_GEAR = 100

/** A bike or a pair of shoes. Its distance is not stored: it is summed from its activities whenever it is read. */
export interface GearRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly name: string
  readonly kind: GearKind
  /** The distance at which the owner is notified; null for none. */
  readonly retireAtMeters: number | null
  readonly retired: boolean
  readonly productId: string | null
  /** The highest limit of which the owner has been notified; null before the first notification. */
  readonly toldAtMeters: number | null
  readonly createdAt: Date
}

export interface GearEdit extends Pick<GearRow, 'name' | 'kind'> {
  /** Null clears it. */
  readonly retireAtMeters?: number | null | undefined
  readonly retired?: boolean | null | undefined
  /** Null clears it. */
  readonly productId?: string | null | undefined
}

export const newGear = (
  id: string,
  athleteId: string,
  { name, kind, retireAtMeters, retired, productId }: GearEdit,
  nowMs: number,
): GearRow => ({
  _id: id,
  athleteId,
  revision: 1,
  name,
  kind,
  retireAtMeters: retireAtMeters ?? null,
  retired: retired ?? false,
  productId: productId ?? null,
  toldAtMeters: null,
  createdAt: new Date(nowMs),
})

/** Returns the gear after an edit. A field that the edit leaves out stays as it is. */
export const editGear = (row: GearRow, { name, kind, retireAtMeters, retired, productId }: GearEdit): GearRow => ({
  ...row,
  revision: row.revision + 1,
  name,
  kind,
  retireAtMeters: retireAtMeters === undefined ? row.retireAtMeters : retireAtMeters,
  retired: retired ?? row.retired,
  productId: productId === undefined ? row.productId : productId,
})

export interface WornGear extends GearRow {
  readonly toldAtMeters: number
}

/**
 * Returns the gear with the owner's notification that it is worn, or null when there is none to send: the gear has no limit, has
 * not reached it, is retired, or the owner has been notified of this limit or a higher one. A distance that falls below the limit
 * and reaches it again is not notified twice.
 */
export const markWorn = (row: GearRow, distanceMeters: number): WornGear | null => {
  const { retireAtMeters, retired, toldAtMeters } = row
  if (retired || retireAtMeters === null || distanceMeters < retireAtMeters) return null
  if (toldAtMeters !== null && retireAtMeters <= toldAtMeters) return null
  return { ...row, revision: row.revision + 1, toldAtMeters: retireAtMeters }
}
