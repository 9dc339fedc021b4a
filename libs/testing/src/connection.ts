import mongoose, { type Connection } from 'mongoose'

const known = new Map<string, Promise<Connection>>()

/**
 * Returns a connection to the servers of the test run, separate from those under test. There is one per process and it is never
 * closed, because opening one costs as much as reading through it.
 */
export const connectionTo = (url: string): Promise<Connection> => {
  const connection = known.get(url) ?? mongoose.createConnection(url, { maxPoolSize: 4 }).asPromise()
  known.set(url, connection)
  connection.catch(() => known.delete(url))
  return connection
}
