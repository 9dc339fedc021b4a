import { mongo } from 'mongoose'

const METHODS = [
  'find',
  'findOne',
  'aggregate',
  'countDocuments',
  'distinct',
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'bulkWrite',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
] as const

type Method = (this: mongo.Collection, ...args: unknown[]) => unknown
export type Seen = (collection: string, method: string, ...args: unknown[]) => void

/** Tells `seen` what is asked of the collections of a database, or of all, until the function that is returned is called. */
export const watchCommands = (database: string | null, seen: Seen): (() => void) => {
  const collections = mongo.Collection.prototype as unknown as Record<string, Method>
  const before = METHODS.map((name) => [name, collections[name]] as const)
  // The driver asks some by way of others, at once.
  let depth = 0
  for (const [name, method] of before) {
    if (method === undefined) throw new Error(`the driver's collections have no ${name}`)
    collections[name] = function (...args) {
      if (depth === 0 && (database === null || this.dbName === database)) seen(this.collectionName, name, ...args)
      depth += 1
      try {
        return Reflect.apply(method, this, args)
      } finally {
        depth -= 1
      }
    }
  }
  return () => {
    for (const [name, method] of before) if (method !== undefined) collections[name] = method
  }
}
