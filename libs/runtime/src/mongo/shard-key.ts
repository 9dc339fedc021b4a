import type { AnyAthletesOf } from './athletes-of.ts'

/** Thrown where a collection, or a write to it, would not work in a sharded cluster. */
export class ShardKeyError extends Error {
  override readonly name = 'ShardKeyError'
}

interface Sharded {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  readonly athletes: AnyAthletesOf
  readonly shardKey: Readonly<Record<string, unknown>>
  readonly oneShard: string | null
  readonly indexes: readonly { readonly keys: object; readonly unique?: true }[]
}

const isForgotten = (athletes: AnyAthletesOf, field: string): boolean => 'ids' in athletes && athletes.ids[field] === 'forget'

/**
 * Whether a cluster refuses the shard key because of a unique index. Each shard sees its own rows only, so an index is unique over all of them only when
 * its first fields are those of the shard key (or `_id` is its first).
 */
export const contradicts = (index: { readonly keys: object; readonly unique?: boolean }, shardKey: object): boolean => {
  const own = Object.keys(index.keys)
  return index.unique === true && own[0] !== '_id' && !Object.keys(shardKey).every((field, place) => own[place] === field)
}

/** Checks that a cluster takes the shard key of a collection with its indexes. Throws a ShardKeyError. */
export const checkShardKey = ({ name, fields, athletes, shardKey, oneShard, indexes }: Sharded): void => {
  if (oneShard !== null) return
  const key = Object.keys(shardKey)
  const say = (what: string) => new ShardKeyError(`${name} cannot be sharded by ${key.join(', ')}: ${what}`)
  const wrong = indexes.find((index) => contradicts(index, shardKey))
  if (wrong !== undefined) throw say(`the unique index ${Object.keys(wrong.keys).join(', ')} does not begin with it`)
  if (Object.values(shardKey).filter((kind) => kind === 'hashed').length > 1) throw say('only one field may be hashed')
  for (const field of key) {
    const kind = fields[field]
    if (kind === undefined) throw say(`rows have no ${field}`)
    if (/\?|null/.test(kind)) throw say(`${field} may be missing, and all such rows would be in one place`)
    if (isForgotten(athletes, field)) throw say(`erasure empties ${field}, which a row cannot change`)
  }
}

type Filter = Readonly<Record<string, unknown>>

const isValue = (asked: unknown): boolean =>
  asked !== undefined && (typeof asked !== 'object' || asked === null || !Object.keys(asked).some((word) => word.startsWith('$')))

/** Checks that an upsert says on which shard the row is, or would be. Throws a ShardKeyError. */
export const checkUpsert = (collection: string, shardKey: readonly string[], filter: Filter): void => {
  const missing = shardKey.filter((field) => !isValue(filter[field]))
  if (missing.length > 0)
    throw new ShardKeyError(`an upsert into ${collection} does not say its ${missing.join(', ')}, by which the rows are sharded`)
}

/** Checks that an update leaves the shard key as it is: it may set what its filter asks for. Throws a ShardKeyError. */
export const checkChange = (collection: string, shardKey: readonly string[], filter: Filter, change: object): void => {
  for (const [operator, values] of Object.entries(change) as [string, Filter][]) {
    if (operator === '$setOnInsert') continue
    const isSame = (field: string) => operator === '$set' && isValue(filter[field]) && filter[field] === values[field]
    const changed = shardKey.find((field) => field in values && !isSame(field))
    if (changed !== undefined)
      throw new ShardKeyError(`${changed} of a row of ${collection} does not change: the rows are sharded by it`)
  }
}
