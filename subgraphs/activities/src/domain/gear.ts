import type { EventData } from '@gruppetto/events'
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
  /** The distance in the last gear.changed; absent before the first. */
  readonly announcedMeters?: number
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

/** Whether others have to know of the gear: who counts how long a product lasts, and who looks for gear that is nearly worn. */
export const concernsOthers = ({ productId, retireAtMeters }: Pick<GearRow, 'productId' | 'retireAtMeters'>): boolean =>
  productId !== null || retireAtMeters !== null

/** Whether the owner is to be notified that the gear is worn. A distance that falls below the limit and reaches it again is not told twice. */
const isNewlyWorn = ({ retireAtMeters, retired, toldAtMeters }: GearRow, distanceMeters: number): boolean =>
  !retired &&
  retireAtMeters !== null &&
  distanceMeters >= retireAtMeters &&
  (toldAtMeters === null || retireAtMeters > toldAtMeters)

/** What follows from the distance of a piece of gear. */
export interface MeasuredGear {
  readonly row: GearRow
  /** Whether the owner is notified that it has reached its limit. */
  readonly isWorn: boolean
  /** Whether its state is announced. */
  readonly isAnnounced: boolean
}

const measured = (row: GearRow, distanceMeters: number, isAnnounced: boolean): MeasuredGear => {
  const isWorn = isNewlyWorn(row, distanceMeters)
  const toldAtMeters = isWorn ? row.retireAtMeters : row.toldAtMeters
  return { row: { ...row, toldAtMeters, ...(isAnnounced && { announcedMeters: distanceMeters }) }, isWorn, isAnnounced }
}

/** Returns what follows from the present distance of gear, or null when nothing does. */
export const measureGear = (row: GearRow, distanceMeters: number): MeasuredGear | null => {
  const next = measured(row, distanceMeters, concernsOthers(row) && row.announcedMeters !== distanceMeters)
  return next.isWorn || next.isAnnounced ? { ...next, row: { ...next.row, revision: row.revision + 1 } } : null
}

/** Returns what follows from an edit of gear. It is announced also when it concerns others no longer. */
export const measureEdited = (before: GearRow, edited: GearRow, distanceMeters: number): MeasuredGear =>
  measured(edited, distanceMeters, concernsOthers(before) || concernsOthers(edited))

/** The whole state of a piece of gear, as gear.changed carries it. */
export const gearState = (row: GearRow, distanceMeters: number, nowMs: number): EventData<'gear.changed'> => ({
  gearId: row._id,
  athleteId: row.athleteId,
  revision: row.revision,
  kind: row.kind,
  productId: row.productId,
  retireAtMeters: row.retireAtMeters,
  retired: row.retired,
  distanceMeters,
  at: nowMs,
})
