import mongoose from 'mongoose'

/** What some work reads of the database, as `collection.method`; what the bus and the outbox read is left out. */
export const readsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const reads: string[] = []
  mongoose.set('debug', (collection: string, method: string) => {
    if (/^(find|aggregate|count)/.test(method) && !/box$|tries/.test(collection)) reads.push(`${collection}.${method}`)
  })
  try {
    await work()
  } finally {
    mongoose.set('debug', false)
  }
  return reads
}
