import type { EventData } from '@gruppetto/events'

/** A piece of gear that names a product or has a limit, from the last gear.changed. */
export interface GearRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly kind: EventData<'gear.changed'>['kind']
  readonly productId: string | null
  readonly retireAtMeters: number | null
  readonly retired: boolean
  readonly distanceMeters: number
}

export const gearOf = ({ gearId, at: _at, ...state }: EventData<'gear.changed'>): GearRow => ({ _id: gearId, ...state })
