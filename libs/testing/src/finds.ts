import type { Database } from '@gruppetto/runtime'
import { watchCommands } from './commands.ts'

type Filter = Readonly<Record<string, unknown>>

/** A query of a database. */
export interface Find {
  readonly collection: string
  readonly method: 'find' | 'findOne' | 'countDocuments' | 'aggregate'
  readonly filter: Filter
  readonly sort: Readonly<Record<string, 1 | -1>>
  readonly limit: number | null
}

const stageOf = <Value>(stages: readonly Readonly<Record<string, Value>>[], name: string): Value | undefined =>
  stages.find((stage) => name in stage)?.[name]

const readFind = (collection: string, method: Find['method'], [first, second]: readonly unknown[]): Find => {
  if (method === 'aggregate') {
    const stages = first as readonly Readonly<Record<string, unknown>>[]
    return {
      collection,
      method,
      filter: (stageOf(stages, '$match') ?? {}) as Filter,
      sort: (stageOf(stages, '$sort') ?? {}) as Find['sort'],
      limit: (stageOf(stages, '$limit') ?? null) as number | null,
    }
  }
  const options = (second ?? {}) as Partial<Find>
  const limit = method === 'findOne' ? 1 : (options.limit ?? null)
  return { collection, method, filter: first as Filter, sort: options.sort ?? {}, limit }
}

const isFind = (method: string): method is Find['method'] => ['find', 'findOne', 'countDocuments', 'aggregate'].includes(method)

/** Returns the queries that `work` makes of a database. Throws when it writes there, unless it may. */
export const findsOf = async (
  database: Pick<Database, 'connection'>,
  work: () => Promise<unknown>,
  { mayWrite = false }: { readonly mayWrite?: boolean } = {},
): Promise<readonly Find[]> => {
  const finds: Find[] = []
  const writes: string[] = []
  const stop = watchCommands(database, (collection, method, parameters) => {
    if (isFind(method)) finds.push(readFind(collection, method, parameters))
    else writes.push(`${collection}.${method}`)
  })
  try {
    await work()
  } finally {
    stop()
  }
  if (writes.length > 0 && !mayWrite) throw new Error(`a read has written: ${writes.join(', ')}`)
  return finds
}

/** Returns what is asked of each field, also in the parts of `$and`; alternatives are left out. */
const conditionsOf = (filter: Filter): readonly (readonly [field: string, condition: unknown])[] =>
  Object.entries(filter).flatMap(([field, condition]) => {
    if (field === '$and') return (condition as readonly Filter[]).flatMap(conditionsOf)
    return field.startsWith('$') ? [] : [[field, condition] as const]
  })

/** A field that has to be missing is no place to begin an index at: it is looked at row by row. */
const isEquality = (condition: unknown): boolean =>
  condition !== null && (typeof condition !== 'object' || condition instanceof Date || '$in' in condition)

/**
 * Whether an index begins with the fields that are compared for equality, and goes on in the order of the result: so the database looks at the rows
 * of the page alone. What a server says of its plans for the few rows of a test is its own affair.
 */
export const hasIndexFor = async (
  { connection }: Pick<Database, 'connection'>,
  { collection, filter, sort }: Find,
): Promise<boolean> => {
  const conditions = conditionsOf(filter)
  if (conditions.some(([field]) => field === '_id')) return true
  const equal = [...new Set(conditions.filter(([, condition]) => isEquality(condition)).map(([field]) => field))]
  const sorted = Object.keys(sort).filter((field) => !equal.includes(field))
  const ranges = conditions.map(([field]) => field).filter((field) => !equal.includes(field))
  const indexes = await connection.collection(collection).indexes()
  return indexes.some(({ key }) => {
    const fields = Object.keys(key)
    const first = fields.slice(0, equal.length)
    const next = fields.slice(equal.length, equal.length + sorted.length)
    const isServed = equal.every((field) => first.includes(field)) && sorted.every((field, index) => next[index] === field)
    return isServed && (equal.length > 0 || sorted.length > 0 || ranges.includes(fields[0] ?? ''))
  })
}

/** Returns how many rows a query may return at most; null when nothing limits it. */
export const mostRowsOf = ({ filter, limit, method }: Find): number | null => {
  const ids = conditionsOf(filter).flatMap(([field, condition]) => {
    if (field !== '_id') return []
    if (typeof condition === 'string') return [1]
    const { $in: list } = (condition ?? {}) as { readonly $in?: readonly unknown[] }
    return list === undefined ? [] : [list.length]
  })
  const limits = [...ids, ...(limit === null ? [] : [limit]), ...(method === 'countDocuments' ? [1] : [])]
  return limits.length === 0 ? null : Math.min(...limits)
}

interface Stage {
  readonly stage?: string
  readonly inputStage?: Stage
  readonly inputStages?: readonly Stage[]
}

const stagesOf = ({ stage, inputStage, inputStages = [] }: Stage): readonly string[] => [
  ...(stage === undefined ? [] : [stage]),
  ...(inputStage === undefined ? [] : stagesOf(inputStage)),
  ...inputStages.flatMap(stagesOf),
]

/** Returns the stages of the plan that the database has for a query, the outermost first. */
export const planOf = async ({ connection }: Pick<Database, 'connection'>, find: Find): Promise<readonly string[]> => {
  const { collection, filter, sort, limit } = find
  const rows = connection.collection(collection).find(filter, { sort, ...(limit === null ? {} : { limit }) })
  const { queryPlanner } = (await rows.explain('queryPlanner')) as { readonly queryPlanner?: { readonly winningPlan?: Stage } }
  return stagesOf(queryPlanner?.winningPlan ?? {})
}
