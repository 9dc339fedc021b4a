import { type InsertManyOptions, Model, type Schema } from 'mongoose'

/**
 * Thrown for an operation that MongoDB refuses on a time-series collection but SecantusDB allows. We refuse it ourselves, so that
 * the behaviour is the same on both.
 */
export class TimeSeriesRuleError extends Error {}

interface GuardedQuery {
  readonly op?: string
  getOptions(): { session?: unknown; upsert?: boolean }
  getFilter(): object
  getUpdate(): unknown
}

const refuseSession = (session: unknown, what: string): void => {
  if (session !== undefined && session !== null)
    throw new TimeSeriesRuleError(`${what} on a time-series collection inside a transaction: MongoDB has no such write`)
}

const isMeta = (path: string, metaField: string | undefined): boolean =>
  metaField !== undefined && (path === metaField || path.startsWith(`${metaField}.`))

const onlyMeta = (paths: readonly string[], metaField: string | undefined, what: string): void => {
  const other = paths.find((path) => !path.startsWith('$') && !isMeta(path, metaField))
  if (other !== undefined)
    throw new TimeSeriesRuleError(
      `${what} on a time-series collection names ${other}; it may name only ${metaField ?? 'its meta field'}`,
    )
}

const keysOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : [])

/**
 * A mongoose plugin for time-series collections. It refuses writes in a transaction, unique indexes, and updates that match or
 * change anything but the meta field.
 */
export const timeSeriesGuard = (schema: Schema): void => {
  const timeSeries = schema.get('timeseries')
  if (timeSeries === undefined) return
  const { metaField } = timeSeries
  for (const [, options] of schema.indexes())
    if (options.unique === true) throw new TimeSeriesRuleError('a time-series collection has no unique index')

  schema.pre('save', function () {
    refuseSession(this.$session(), 'save')
  })
  // The `insertMany` hook does not receive the options, so we wrap the method itself.
  schema.static('insertMany', function (this: Model<unknown>, documents: unknown[], options: InsertManyOptions = {}) {
    refuseSession(options.session, 'insertMany')
    const inserted: unknown = Reflect.apply(Model.insertMany, this, [documents, options])
    return inserted
  })
  schema.pre('bulkWrite', (_operations: unknown, options?: { session?: unknown }) => {
    refuseSession(options?.session, 'bulkWrite')
  })
  schema.pre(['deleteOne', 'deleteMany'], { document: false, query: true }, function () {
    refuseSession((this as GuardedQuery).getOptions().session, 'delete')
  })
  schema.pre('updateMany', function () {
    const query = this as GuardedQuery
    refuseSession(query.getOptions().session, 'updateMany')
    if (query.getOptions().upsert === true) throw new TimeSeriesRuleError('a time-series collection has no upsert')
    onlyMeta(keysOf(query.getFilter()), metaField, 'the filter of updateMany')
    const update = query.getUpdate()
    const changed = keysOf(update).flatMap((key) =>
      key.startsWith('$') ? keysOf((update as Record<string, unknown>)[key]) : [key],
    )
    onlyMeta(changed, metaField, 'updateMany')
  })
  schema.pre(
    ['updateOne', 'replaceOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete'],
    { document: false, query: true },
    function () {
      throw new TimeSeriesRuleError(`${(this as GuardedQuery).op ?? 'this write'} is not there on a time-series collection`)
    },
  )
}
