import mongoose, { type Connection } from 'mongoose'

const known = new Map<string, Promise<Connection>>()

/** A connection to the servers of a run, beside those of what is tested; one a process and never closed, since opening one costs as much as a look through it. */
export const connectionTo = (url: string): Promise<Connection> => {
  const connection = known.get(url) ?? mongoose.createConnection(url, { maxPoolSize: 4 }).asPromise()
  known.set(url, connection)
  connection.catch(() => known.delete(url))
  return connection
}
