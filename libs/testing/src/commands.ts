import type { Database } from '@gruppetto/runtime'
import { mongo } from 'mongoose'

type Method = (this: mongo.Collection, ...parameters: unknown[]) => unknown

const METHODS = [
  'find',
  'findOne',
  'aggregate',
  'countDocuments',
  'distinct',
  'insertOne',
  'insertMany',
  'replaceOne',
  'updateOne',
  'updateMany',
  'findOneAndUpdate',
  'deleteOne',
  'deleteMany',
  'bulkWrite',
]
/** The collections of the runtime itself, which it reads and writes on its own clock. */
const OWN = ['outbox', 'inbox', 'tries']

/**
 * Calls `onCommand` for each command on a collection of the database, with its parameters. Returns the function that ends this.
 */
export const watchCommands = (
  { connection }: Pick<Database, 'connection'>,
  onCommand: (collection: string, method: string, parameters: readonly unknown[]) => void,
): (() => void) => {
  const prototype = mongo.Collection.prototype as unknown as Record<string, Method>
  // Some methods of the driver call others before they return.
  let isInside = false
  const originals = METHODS.map((name) => [name, prototype[name] as Method] as const)
  for (const [name, original] of originals) {
    prototype[name] = function (...parameters) {
      if (isInside) return original.apply(this, parameters)
      if (this.dbName === connection.name && !OWN.includes(this.collectionName)) onCommand(this.collectionName, name, parameters)
      isInside = true
      try {
        return original.apply(this, parameters)
      } finally {
        isInside = false
      }
    }
  }
  return () => {
    for (const [name, original] of originals) prototype[name] = original
  }
}

/** Returns the commands on the collections of the database that `work` runs, as `<collection>.<method>`. */
export const commandsOf = async (database: Pick<Database, 'connection'>, work: () => Promise<unknown>): Promise<string[]> => {
  const commands: string[] = []
  const stop = watchCommands(database, (collection, method) => void commands.push(`${collection}.${method}`))
  try {
    await work()
    return commands
  } finally {
    stop()
  }
}
