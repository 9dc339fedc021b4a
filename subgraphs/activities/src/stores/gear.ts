import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import { type GearRow, MAX_GEAR } from '../domain/gear.ts'

/** Bikes and shoes. Lookups by id go to every shard, and return at most one row. */
export const openGear = (database: Database) => {
  const gear = collection<GearRow>(database, {
    name: 'gear',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      name: 'string',
      kind: 'string',
      retireAtMeters: 'number | null',
      retired: 'boolean',
      productId: 'string | null',
      toldAtMeters: 'number | null',
      announcedMeters: 'number?',
      createdAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['announcedMeters'] } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Viewer.gear: one athlete's, those in use first, then the newest first.
      { keys: { athleteId: 1, retired: 1, _id: -1 } },
      // Gear of a product that earlier releases have not announced.
      { keys: { announcedMeters: 1 }, only: { productId: { $gt: '' } } },
    ],
  })

  return {
    async get(id: string, tx?: Tx): Promise<GearRow | null> {
      return gear.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, GearRow>> {
      return gear.byId(ids, { tx })
    },
    /** Returns gear that names a product, and of which no state was ever announced. */
    async unannounced(limit: number): Promise<readonly GearRow[]> {
      return gear.many({ productId: { $gt: '' }, announcedMeters: null }, { limit })
    },
    async ofAthlete(athleteId: string, tx?: Tx): Promise<readonly GearRow[]> {
      return gear.many({ athleteId }, { sort: { retired: 1, _id: -1 }, limit: MAX_GEAR, tx })
    },
    async count(athleteId: string, tx: Tx): Promise<number> {
      return gear.count({ athleteId }, tx)
    },
    async insert(row: GearRow, tx: Tx): Promise<void> {
      await gear.insert([row], tx)
    },
    /** Writes the next revision of a row. Throws when somebody else has written it, which inside a transaction means a bug. */
    async replace(row: GearRow, tx: Tx): Promise<void> {
      await replaceRevision(gear, row, tx)
    },
  }
}

export type Gear = ReturnType<typeof openGear>
