import { watchCommands } from '@gruppetto/testing'
import { expect } from 'vitest'
import type { World } from './world.ts'

export interface Find {
  readonly collection: string
  readonly filter: Record<string, unknown>
  readonly options: Record<string, unknown>
}

/** Returns the reads of the database that `work` makes. Fails the test when it does anything else there. */
export const findsOf = async (world: World, work: () => Promise<unknown>): Promise<readonly Find[]> => {
  const finds: Find[] = []
  const stop = watchCommands(world.subgraph.opened.database, (collection, method, [filter, options]) => {
    expect(['find', 'findOne'], `${collection}.${method}`).toContain(method)
    finds.push({ collection, filter: filter as Find['filter'], options: options as Find['options'] })
  })
  try {
    await work()
    return finds
  } finally {
    stop()
  }
}

/** Whether an index begins with the fields that are compared for equality, and goes on in the order of the result. */
export const hasIndexFor = async (world: World, { collection, filter, options }: Find): Promise<boolean> => {
  if ('_id' in filter) return true
  const isEquality = (value: unknown) => typeof value !== 'object' || (value !== null && '$in' in value)
  const equal = Object.keys(filter).filter((field) => isEquality(filter[field]))
  const sorted = Object.keys((options.sort as object | undefined) ?? {})
  const indexes = await world.subgraph.opened.database.connection.collection(collection).indexes()
  return indexes.some(({ key }) => {
    const fields = Object.keys(key)
    const first = fields.slice(0, equal.length)
    const next = fields.slice(equal.length, equal.length + sorted.length)
    return equal.every((field) => first.includes(field)) && sorted.every((field, index) => next[index] === field)
  })
}
