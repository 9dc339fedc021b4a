import { randomBytes } from 'node:crypto'
import { collection, type Database, retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'

interface KeyRow {
  /** The athlete's id. */
  readonly _id: string
  readonly key: string
}

interface DeadKeyRow {
  /** The key. Nothing tells any more whose it was. */
  readonly _id: string
  readonly diedAt: Date
}

/** 96 random bits: no two of ten million athletes get the same. */
const newKey = (): string => randomBytes(12).toString('base64url')

/** The random keys under which the lake has athletes, and those that lead to nobody any more. */
export const openKeys = (database: Database) => {
  const keys = collection<KeyRow>(database, {
    name: 'lake_keys',
    fields: { _id: 'string', key: 'string' },
    athletes: {
      ids: { _id: 'delete' },
      exported: { not: 'a random number that stands for the athlete where events are counted' },
    },
  })
  const dead = collection<DeadKeyRow>(database, {
    name: 'dead_keys',
    fields: { _id: 'string', diedAt: 'date' },
    athletes: { none: 'keys that lead to nobody' },
    // Those that can be in no file any more are forgotten.
    indexes: [{ keys: { diedAt: 1 } }],
  })

  const known = async (athleteIds: readonly string[]): Promise<Map<string, string>> => {
    const rows = await keys.byId(athleteIds)
    return new Map([...rows].map(([id, { key }]) => [id, key]))
  }

  return {
    known,
    /** Returns the key of each athlete, and gives one to each who has none. */
    async ofAthletes(athleteIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await known(athleteIds)
      const missing = athleteIds.filter((id) => !found.has(id))
      if (missing.length === 0) return found
      await retryOnDuplicateKey(() =>
        keys.writeAll(
          missing.map((_id) => ({
            updateOne: { filter: { _id }, update: { $setOnInsert: { key: newKey() } }, upsert: true },
          })),
        ),
      )
      return known(athleteIds)
    },
    /** Takes the athlete's key away for good. */
    async kill(athleteId: string, diedAt: Date, tx: Tx): Promise<void> {
      const row = await keys.one({ _id: athleteId }, { tx })
      if (row === null) return
      await dead.put([{ _id: row.key, diedAt }], tx)
      await keys.deleteOne({ _id: athleteId }, tx)
    },
    async deadKeys(): Promise<readonly DeadKeyRow[]> {
      return dead.many({})
    },
    async forgetDeadBefore(before: Date): Promise<void> {
      await dead.deleteMany({ diedAt: { $lt: before } })
    },
  }
}

export type Keys = ReturnType<typeof openKeys>
