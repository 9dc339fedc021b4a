import type { Connection, mongo } from 'mongoose'

const known = new WeakMap<Connection, Map<string, mongo.Collection>>()

/** A collection as the driver has it, without what mongoose does around each of its methods. */
export const driverCollection = (connection: Connection, name: string): mongo.Collection => {
  const collections = known.get(connection) ?? new Map<string, mongo.Collection>()
  known.set(connection, collections)
  const collection = collections.get(name) ?? connection.getClient().db(connection.name).collection(name)
  collections.set(name, collection)
  return collection
}
