import { describe, expect, it } from 'vitest'
import { checkChange, checkShardKey, checkUpsert, ShardKeyError } from './shard-key.ts'

describe('checkShardKey', () => {
  const sharded = {
    name: 'efforts',
    fields: { _id: 'string', athleteId: 'string', segmentId: 'string', gearId: 'string | null', note: 'string?' },
    athletes: { none: 'a test' },
    shardKey: { athleteId: 'hashed' },
    oneShard: null,
    indexes: [],
  } as const
  const index = (...fields: readonly string[]) => ({
    keys: Object.fromEntries(fields.map((field) => [field, 1])),
    unique: true as const,
  })

  it('takes unique indexes that begin with the key, however it is hashed, or with the id', () => {
    checkShardKey({ ...sharded, indexes: [index('athleteId'), index('athleteId', 'segmentId'), index('_id', 'segmentId')] })
    checkShardKey({ ...sharded, shardKey: { athleteId: 1, segmentId: 1 }, indexes: [index('athleteId', 'segmentId', 'note')] })
    checkShardKey({ ...sharded, indexes: [{ keys: { segmentId: 1 } }] })
  })

  it('takes any unique index of a collection on one shard', () => {
    checkShardKey({ ...sharded, oneShard: 'few rows', indexes: [index('segmentId')] })
  })

  it.each([
    [{ indexes: [index('segmentId', 'athleteId')] }, /unique index segmentId, athleteId/],
    [{ shardKey: { athleteId: 1, segmentId: 1 }, indexes: [index('athleteId')] }, /unique index athleteId/],
    [{ shardKey: { speed: 1 } }, /no speed/],
    [{ shardKey: { gearId: 1 } }, /gearId may be missing/],
    [{ shardKey: { note: 1 } }, /note may be missing/],
    [{ shardKey: { athleteId: 'hashed', segmentId: 'hashed' } }, /hashed/],
    [{ athletes: { ids: { athleteId: 'forget' as const }, exported: 'all' as const } }, /erasure empties athleteId/],
  ])('refuses %j', (wrong, message) => {
    expect(() => checkShardKey({ ...sharded, ...wrong })).toThrow(ShardKeyError)
    expect(() => checkShardKey({ ...sharded, ...wrong })).toThrow(message)
  })
})

it('an upsert says its shard', () => {
  checkUpsert('efforts', ['athleteId'], { _id: 'a', athleteId: 'ann' })
  checkUpsert('efforts', ['at'], { at: new Date(0) })
  for (const filter of [{ _id: 'a' }, { athleteId: { $in: ['ann'] } }, { athleteId: undefined }])
    expect(() => checkUpsert('efforts', ['athleteId'], filter)).toThrow(/upsert into efforts does not say its athleteId/)
})

it('an update leaves the shard key as it is', () => {
  const filter = { _id: 'eff_1', athleteId: 'ann' }
  checkChange('efforts', ['athleteId'], {}, { $set: { note: 'x' }, $setOnInsert: { athleteId: 'ann' } })
  checkChange('efforts', ['athleteId'], filter, { $set: { note: 'x', athleteId: 'ann' } })
  expect(() => checkChange('efforts', ['athleteId'], {}, { $set: { athleteId: 'ann' } })).toThrow(ShardKeyError)
  for (const change of [{ $set: { athleteId: 'ben' } }, { $unset: { athleteId: true } }])
    expect(() => checkChange('efforts', ['athleteId'], filter, change)).toThrow(/athleteId of a row of efforts does not change/)
})
