import type { GearKind } from '../generated/resolvers.ts'

/** What one athlete may have at most, the retired with it: the list is one answer. */
export const MAX_GEAR = 100

/** A bike or a pair of shoes. Its distance stands nowhere: it is the sum of its activities whenever it is asked. */
export interface GearRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly name: string
  readonly kind: GearKind
  /** The distance to be told of; null for none. */
  readonly retireAtMeters: number | null
  readonly retired: boolean
  readonly productId: string | null
  /** The highest limit that the owner was told of; null before the first. */
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

/** The gear after an edit; what the edit leaves out stays. */
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
 * The gear once its owner has been told that it is worn; null when there is nothing to tell: no limit, not reached, put away already, or
 * told at this limit or a higher one. A distance that falls below its limit and reaches it again is no news.
 */
export const markWorn = (row: GearRow, distanceMeters: number): WornGear | null => {
  const { retireAtMeters, retired, toldAtMeters } = row
  if (retired || retireAtMeters === null || distanceMeters < retireAtMeters) return null
  if (toldAtMeters !== null && retireAtMeters <= toldAtMeters) return null
  return { ...row, revision: row.revision + 1, toldAtMeters: retireAtMeters }
}
