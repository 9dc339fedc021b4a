import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { GearRow } from '../domain/gear.ts'
import { type PairsOfStep, STEP_METERS } from '../domain/product-life.ts'

/** A projection of the gear that names a product or has a limit. */
export const openGear = (database: Database) => {
  const gear = collection<GearRow>(database, {
    name: 'gear',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      kind: 'string',
      productId: 'string | null',
      retireAtMeters: 'number | null',
      retired: 'boolean',
      distanceMeters: 'number',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what activities exports' } },
    indexes: [
      // Product.lasts: summed from the index.
      { keys: { productId: 1, kind: 1, athleteId: 1, distanceMeters: 1, retired: 1 } },
    ],
  })
  return {
    ...openProjection(gear),
    async ofAthlete(athleteId: string): Promise<readonly GearRow[]> {
      return gear.many({ athleteId })
    },
    /** Returns the pairs of shoes of each product that were ever used, by how far they went. */
    async pairsOf(productIds: readonly string[]): Promise<ReadonlyMap<string, readonly PairsOfStep[]>> {
      const found = await gear.aggregate<PairsOfStep & { readonly productId: string }>([
        { $match: { productId: { $in: productIds }, kind: 'SHOES', distanceMeters: { $gt: 0 } } },
        {
          $group: {
            _id: { productId: '$productId', athleteId: '$athleteId' },
            pairs: { $push: { step: { $round: [{ $divide: ['$distanceMeters', STEP_METERS] }, 0] }, retired: '$retired' } },
            count: { $sum: 1 },
          },
        },
        { $unwind: '$pairs' },
        {
          $group: {
            _id: { productId: '$_id.productId', step: '$pairs.step', retired: '$pairs.retired' },
            owners: { $sum: { $divide: [1, '$count'] } },
            pairs: { $sum: 1 },
          },
        },
        {
          $project: {
            _id: 0,
            productId: '$_id.productId',
            step: '$_id.step',
            retired: '$_id.retired',
            owners: 1,
            pairs: 1,
          },
        },
      ])
      const pairs = new Map<string, PairsOfStep[]>(productIds.map((id) => [id, []]))
      for (const { productId, ...step } of found) pairs.get(productId)?.push(step)
      return pairs
    },
  }
}

export type Gear = ReturnType<typeof openGear>
