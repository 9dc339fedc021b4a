import type { AnyDefinition } from './definition.ts'
import { contradicts } from './shard-key.ts'

type Body = Readonly<Record<string, unknown>>

/** Sends a command to a database of the cluster, and returns its answer. */
export interface ClusterAdmin {
  command(database: string, body: Body): Promise<Body>
}

/** A database by its name in MongoDB, with the collections that it should have. */
export interface ShardedDatabase {
  readonly name: string
  readonly definitions: readonly AnyDefinition[]
}

/** What was done, or what a dry run would do, with one collection. */
export interface ShardResult {
  readonly namespace: string
  readonly outcome: 'SHARDED' | 'WAS_SHARDED' | 'ONE_SHARD' | 'REFUSED'
  readonly text: string
}

export class NoClusterError extends Error {}

interface IndexInfo {
  readonly name: string
  readonly key: Readonly<Record<string, unknown>>
  readonly unique?: boolean
  readonly partialFilterExpression?: object
}

const rowsOf = (answer: Body): readonly Body[] => {
  const { cursor } = answer as { cursor?: { firstBatch?: readonly Body[] } }
  return cursor?.firstBatch ?? []
}

const textOf = (key: object): string =>
  Object.entries(key)
    .map(([field, kind]) => (kind === 1 ? field : `${field} (${kind})`))
    .join(', ')

const isSame = (a: object, b: object): boolean => JSON.stringify(Object.entries(a)) === JSON.stringify(Object.entries(b))

const beginsWith = (index: object, key: object): boolean =>
  isSame(Object.fromEntries(Object.entries(index).slice(0, Object.keys(key).length)), key)

/** The key by which the cluster has sharded a collection, or null. Time series are sharded under the name of their buckets. */
const keyInCluster = async (admin: ClusterAdmin, namespaces: readonly string[]): Promise<object | null> => {
  const found = rowsOf(await admin.command('config', { find: 'collections', filter: { _id: { $in: namespaces } } }))
  const sharded = found.find(({ unsplittable, dropped }) => unsplittable !== true && dropped !== true)
  return sharded === undefined ? null : (sharded.key as object)
}

interface Shape {
  readonly database: string
  readonly definition: AnyDefinition
  readonly isDry: boolean
}

const shardOne = async (admin: ClusterAdmin, { database, definition, isDry }: Shape): Promise<ShardResult> => {
  const { name, shardKey, oneShard, options } = definition
  const { timeseries } = options
  const namespace = `${database}.${name}`
  const result = (outcome: ShardResult['outcome'], text: string): ShardResult => ({ namespace, outcome, text })
  const stored = await keyInCluster(admin, [namespace, `${database}.system.buckets.${name}`])
  if (oneShard !== null) {
    if (stored === null) return result('ONE_SHARD', `stays on one shard: ${oneShard}`)
    return result('REFUSED', `is sharded by ${textOf(stored)}, but belongs on one shard: ${oneShard}`)
  }
  // The cluster stores the key of a time series in its own words: its buckets have `meta` whatever the field is called.
  if (stored !== null && (isSame(stored, shardKey) || timeseries !== undefined)) {
    return result('WAS_SHARDED', `is sharded by ${textOf(stored)}`)
  }
  if (stored !== null) {
    const how = `db.adminCommand({ reshardCollection: "${namespace}", key: ${JSON.stringify(shardKey)} })`
    return result(
      'REFUSED',
      `is sharded by ${textOf(stored)} and not by ${textOf(shardKey)}; it moves every row, so do it when you choose to: ${how}`,
    )
  }
  const indexes = rowsOf(await admin.command(database, { listIndexes: name })) as unknown as readonly IndexInfo[]
  const wrong = indexes.find(({ key, unique }) => contradicts({ keys: key, unique }, shardKey))
  if (wrong !== undefined) {
    return result(
      'REFUSED',
      `has a unique index of an earlier release, ${wrong.name}, which ${textOf(shardKey)} does not allow: drop it first`,
    )
  }
  const text = `by ${textOf(shardKey)}`
  if (isDry) return result('SHARDED', `would be sharded ${text}`)
  const isServed = indexes.some(
    ({ key, partialFilterExpression }) => partialFilterExpression === undefined && beginsWith(key, shardKey),
  )
  if (!isServed && timeseries === undefined) {
    await admin.command(database, { createIndexes: name, indexes: [{ key: shardKey, name: 'shardKey' }] })
  }
  await admin.command('admin', { shardCollection: namespace, key: shardKey, ...(timeseries !== undefined && { timeseries }) })
  return result('SHARDED', `was sharded ${text}`)
}

/**
 * Shards every collection by the key that its definition declares, where that has not been done. Nothing that is sharded is changed, so it may be run
 * again at any time, also after an interruption. `isDry` only says what would be done. Throws NoClusterError when the server is no mongos.
 */
export const shardCollections = async (
  admin: ClusterAdmin,
  databases: readonly ShardedDatabase[],
  { isDry, report }: { readonly isDry: boolean; readonly report: (result: ShardResult) => void },
): Promise<readonly ShardResult[]> => {
  const hello = await admin.command('admin', { hello: 1 })
  if (hello.msg !== 'isdbgrid') throw new NoClusterError('MONGO_URL is no mongos: only a sharded cluster can shard')
  const results: ShardResult[] = []
  for (const { name: database, definitions } of databases) {
    for (const definition of definitions) {
      const result = await shardOne(admin, { database, definition, isDry })
      results.push(result)
      report(result)
    }
  }
  return results
}
