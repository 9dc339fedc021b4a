import { randomBytes } from 'node:crypto'
import { collection, type Database, retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'

interface KeyRow {
  /** The athlete's id. */
  readonly _id: string
  readonly key: string
}

/** 96 random bits: no two of ten million athletes get the same. */
export const newKey = (): string => randomBytes(12).toString('base64url')

/** The random keys under which the lake has athletes. */
export const openKeys = (database: Database) => {
  const keys = collection<KeyRow>(database, {
    name: 'lake_keys',
    fields: { _id: 'string', key: 'string' },
    athletes: {
      ids: { _id: 'delete' },
      exported: { not: 'a random number that stands for the athlete where events are counted' },
    },
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
    /** Takes the athlete's key away for good. Returns it; null when there was none. */
    async take(athleteId: string, tx: Tx): Promise<string | null> {
      const row = await keys.one({ _id: athleteId }, { tx })
      if (row !== null) await keys.deleteOne({ _id: athleteId }, tx)
      return row?.key ?? null
    },
  }
}

export type Keys = ReturnType<typeof openKeys>
