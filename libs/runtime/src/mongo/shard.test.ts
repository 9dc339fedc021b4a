import { describe, expect, it } from 'vitest'
import type { AnyDefinition } from './definition.ts'
import { type ClusterAdmin, NoClusterError, type ShardResult, shardCollections } from './shard.ts'

const definition = (name: string, more: Partial<AnyDefinition> = {}): AnyDefinition => ({
  name,
  fields: { _id: 'string', athleteId: 'string' },
  athletes: { none: 'a test' },
  shardKey: { _id: 'hashed' },
  oneShard: null,
  indexes: [],
  renamed: {},
  upgrades: {},
  migrations: {},
  options: {},
  ...more,
})

type Index = { readonly key: object; readonly name: string; readonly unique?: boolean }

/** A cluster that knows what mongos answers, and refuses what mongos refuses. */
const fakeCluster = (indexes: Readonly<Record<string, readonly Index[]>> = {}, isCluster = true) => {
  const sharded = new Map<string, object>()
  const stored = new Map<string, Index[]>(Object.entries(indexes).map(([name, list]) => [name, [...list]]))
  const written: string[] = []
  const listOf = (name: string): Index[] => {
    const known = stored.get(name) ?? [{ key: { _id: 1 }, name: '_id_' }]
    stored.set(name, known)
    return known
  }
  const admin: ClusterAdmin = {
    async command(database, body) {
      if ('hello' in body) return isCluster ? { msg: 'isdbgrid' } : { setName: 'rs0' }
      if ('find' in body) {
        const { $in } = (body.filter as { _id: { $in: string[] } })._id
        return { cursor: { firstBatch: [...sharded].filter(([id]) => $in.includes(id)).map(([_id, key]) => ({ _id, key })) } }
      }
      if ('listIndexes' in body) return { cursor: { firstBatch: listOf(`${database}.${String(body.listIndexes)}`) } }
      if ('createIndexes' in body) {
        written.push(`index ${database}.${String(body.createIndexes)}`)
        listOf(`${database}.${String(body.createIndexes)}`).push(...(body.indexes as Index[]))
        return { ok: 1 }
      }
      const namespace = String(body.shardCollection)
      const key = body.key as object
      const isServed = listOf(namespace).some((index) => JSON.stringify(index.key).startsWith(JSON.stringify(key).slice(0, -1)))
      if (!isServed && !('timeseries' in body)) throw new Error('Please create an index that starts with the proposed shard key')
      if (sharded.has(namespace)) throw new Error('already sharded')
      written.push(`shard ${namespace}`)
      sharded.set('timeseries' in body ? namespace.replace('.', '.system.buckets.') : namespace, key)
      return { ok: 1 }
    },
  }
  return { admin, sharded, written }
}

const shard = (admin: ClusterAdmin, definitions: readonly AnyDefinition[], isDry = false): Promise<readonly ShardResult[]> =>
  shardCollections(admin, [{ name: 'g_social', definitions }], { isDry, report: () => undefined })
const outcomes = (results: readonly ShardResult[]) => results.map(({ outcome }) => outcome)

describe('shardCollections', () => {
  const all = [
    definition('kudos', { shardKey: { athleteId: 'hashed' } }),
    definition('brands', { oneShard: 'few rows' }),
    definition('samples', { shardKey: { meta: 1 }, options: { timeseries: { timeField: 'ts', metaField: 'meta' } } }),
  ]

  it('shards by the declared keys, with an index for each, and changes nothing the second time', async () => {
    const { admin, sharded, written } = fakeCluster()
    expect(outcomes(await shard(admin, all))).toEqual(['SHARDED', 'ONE_SHARD', 'SHARDED'])
    expect(Object.fromEntries(sharded)).toEqual({
      'g_social.kudos': { athleteId: 'hashed' },
      'g_social.system.buckets.samples': { meta: 1 },
    })
    expect(written).toEqual(['index g_social.kudos', 'shard g_social.kudos', 'shard g_social.samples'])
    expect(outcomes(await shard(admin, all))).toEqual(['WAS_SHARDED', 'ONE_SHARD', 'WAS_SHARDED'])
    expect(written).toHaveLength(3)
  })

  it('goes on where it was interrupted', async () => {
    const { admin, written } = fakeCluster()
    const broken: ClusterAdmin = {
      command: (database, body) =>
        body.shardCollection === 'g_social.samples' ? Promise.reject(new Error('gone')) : admin.command(database, body),
    }
    await expect(shard(broken, all)).rejects.toThrow('gone')
    expect(outcomes(await shard(admin, all))).toEqual(['WAS_SHARDED', 'ONE_SHARD', 'SHARDED'])
    expect(written.filter((line) => line === 'shard g_social.kudos')).toHaveLength(1)
  })

  it('makes no index where one of the queries begins with the key', async () => {
    const own = [{ key: { athleteId: 1, at: -1 }, name: 'newest' }]
    const { admin, written } = fakeCluster({ 'g_social.kudos': own })
    await shard(admin, [definition('kudos', { shardKey: { athleteId: 1 } })])
    expect(written).toEqual(['shard g_social.kudos'])
  })

  it('writes nothing in a dry run, and says what it would do', async () => {
    const { admin, written } = fakeCluster()
    const [kudos] = await shard(admin, all, true)
    expect(kudos).toEqual({ namespace: 'g_social.kudos', outcome: 'SHARDED', text: 'would be sharded by athleteId (hashed)' })
    expect(written).toEqual([])
  })

  it('leaves alone what an index of an earlier release contradicts, and names the index', async () => {
    const old = [{ key: { 'link.tokenHash': 1 }, name: 'links', unique: true }]
    const { admin, written } = fakeCluster({ 'g_social.sessions': old })
    const [result] = await shard(admin, [definition('sessions', { shardKey: { athleteId: 'hashed' } })])
    expect(result).toMatchObject({ outcome: 'REFUSED', text: expect.stringContaining('links') })
    expect(written).toEqual([])
  })

  it('takes a unique index that begins with the fields of the key', async () => {
    const own = [{ key: { activityId: 1, segmentId: 1 }, name: 'once', unique: true }]
    const { admin } = fakeCluster({ 'g_social.efforts': own })
    expect(outcomes(await shard(admin, [definition('efforts', { shardKey: { activityId: 'hashed' } })]))).toEqual(['SHARDED'])
  })

  it('moves no rows to another key, and says how somebody would', async () => {
    const { admin, sharded } = fakeCluster()
    sharded.set('g_social.kudos', { subjectId: 1 })
    const [result] = await shard(admin, [definition('kudos', { shardKey: { athleteId: 'hashed' } })])
    expect(result).toMatchObject({ outcome: 'REFUSED', text: expect.stringContaining('reshardCollection') })
    expect(sharded.get('g_social.kudos')).toEqual({ subjectId: 1 })
    sharded.set('g_social.brands', { _id: 1 })
    expect(outcomes(await shard(admin, [definition('brands', { oneShard: 'few rows' })]))).toEqual(['REFUSED'])
  })

  it('refuses a server that is no mongos', async () => {
    await expect(shard(fakeCluster({}, false).admin, all)).rejects.toThrow(NoClusterError)
  })
})
