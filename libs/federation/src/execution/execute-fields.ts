import { getArgumentValues, locatedError, type ResponsePath, responsePathAsArray } from 'graphql'
import { type JsonObject, put } from '../json.ts'
import type { Complete, Field } from './field.ts'
import { addError, Info, pathOf, type Run } from './run.ts'

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** What a field, or an item of a list, does with an error: it throws on where null may not stand, and is null else. */
const failed = ({ nodes }: Pick<Field, 'nodes'>, isNonNull: boolean, error: unknown, path: ResponsePath, run: Run): null => {
  const located = locatedError(error, nodes, responsePathAsArray(path))
  if (isNonNull) throw located
  addError(run, located, path)
  return null
}

const NO_ARGUMENTS: JsonObject = Object.freeze({})

const argumentsOf = ({ number, hasArguments, definition, nodes }: Field, run: Run): JsonObject => {
  if (!hasArguments) return NO_ARGUMENTS
  const known = run.args[number]
  if (known !== undefined) return known
  const [node] = nodes
  const made = node === undefined ? {} : Object.freeze(getArgumentValues(definition, node, run.values))
  run.args[number] = made
  return made
}

/** As graphql-js's default: the property of the field's name, called where it is a function. */
const propertyOf = (
  source: unknown,
  field: Field,
  parentPath: ResponsePath | undefined,
  path: ResponsePath | null,
  run: Run,
): unknown => {
  if ((typeof source !== 'object' && typeof source !== 'function') || source === null) return undefined
  const { name } = field.definition
  const value = (source as JsonObject)[name]
  if (typeof value !== 'function') return value
  return value.call(source, argumentsOf(field, run), run.context, new Info(field, run, parentPath, path))
}

/*
 * What follows runs for each value of an answer. It makes its functions elsewhere, and only for promises: one of its own would cost an object for each
 * call, whether it is made or not.
 */

const fieldFails =
  (field: Field, path: ResponsePath | null, parentPath: ResponsePath | undefined, run: Run) =>
  (error: unknown): null =>
    failed(field, field.isNonNull, error, path ?? pathOf(field, parentPath), run)

/** Completes what a promise has settled to. One promise does both, since the fields of a page that wait are many. */
const completeLater = (
  promised: Promise<unknown>,
  complete: Complete,
  path: ResponsePath | null,
  run: Run,
  fail: (error: unknown) => null,
): Promise<unknown> =>
  promised.then((settled) => {
    try {
      const completed = complete(settled, path, run)
      return isPromise(completed) ? completed.then(undefined, fail) : completed
    } catch (error) {
      return fail(error)
    }
  }, fail)

const executeField = (field: Field, source: unknown, parentPath: ResponsePath | undefined, run: Run): unknown => {
  if (field.text !== null) return field.text
  const { resolve, isOtherwise, complete } = field
  const path = field.isLeaf ? null : pathOf(field, parentPath)
  try {
    const value =
      resolve === null || (isOtherwise !== null && !isOtherwise(run.context))
        ? propertyOf(source, field, parentPath, path, run)
        : resolve(source, argumentsOf(field, run), run.context, new Info(field, run, parentPath, path))
    if (isPromise(value)) return completeLater(value, complete, path, run, fieldFails(field, path, parentPath, run))
    const completed = complete(value, path, run)
    return isPromise(completed) ? completed.then(undefined, fieldFails(field, path, parentPath, run)) : completed
  } catch (error) {
    return failed(field, field.isNonNull, error, path ?? pathOf(field, parentPath), run)
  }
}

/** Puts what the promises settle to into the object, which is then whole. */
const whenSettled = async (
  object: JsonObject,
  keys: readonly string[],
  promises: readonly Promise<unknown>[],
): Promise<JsonObject> => {
  const values = await Promise.all(promises)
  for (let index = 0; index < keys.length; index += 1) put(object, keys[index] as string, values[index])
  return object
}

const afterAll = async (promises: readonly Promise<unknown>[], error: unknown): Promise<never> => {
  await Promise.all(promises).catch(() => undefined)
  throw error
}

/** Runs the fields of an object side by side. Returns the object, or a promise of it where a field has one. */
export const executeFields = (
  fields: readonly Field[],
  source: unknown,
  path: ResponsePath | undefined,
  run: Run,
): JsonObject | Promise<JsonObject> => {
  const object: JsonObject = {}
  // Most objects have only values that are there.
  let later: { readonly keys: string[]; readonly promises: Promise<unknown>[] } | null = null
  try {
    for (const field of fields) {
      const value = executeField(field, source, path, run)
      put(object, field.key, value)
      if (isPromise(value)) {
        later ??= { keys: [], promises: [] }
        later.keys.push(field.key)
        later.promises.push(value)
      }
    }
  } catch (error) {
    if (later === null) throw error
    // Nothing goes on behind an answer.
    return afterAll(later.promises, error)
  }
  return later === null ? object : whenSettled(object, later.keys, later.promises)
}

/** Runs the fields of a mutation one after the other. */
export const executeInOrder = async (fields: readonly Field[], source: unknown, run: Run): Promise<JsonObject> => {
  const object: JsonObject = {}
  for (const field of fields) put(object, field.key, await executeField(field, source, undefined, run))
  return object
}

/** What is completed at each place of a list. */
export interface Items {
  readonly field: Field
  readonly isNonNull: boolean
  readonly isLeaf: boolean
  readonly complete: Complete
}

const itemFails =
  ({ field, isNonNull }: Items, path: ResponsePath | null, prev: ResponsePath, key: number, run: Run) =>
  (error: unknown): null =>
    failed(field, isNonNull, error, path ?? { prev, key, typename: undefined }, run)

const completeItem = (items: Items, value: unknown, prev: ResponsePath, key: number, run: Run): unknown => {
  const { isLeaf, complete } = items
  const path = isLeaf ? null : { prev, key, typename: undefined }
  try {
    if (isPromise(value)) return completeLater(value, complete, path, run, itemFails(items, path, prev, key, run))
    const completed = complete(value, path, run)
    return isPromise(completed) ? completed.then(undefined, itemFails(items, path, prev, key, run)) : completed
  } catch (error) {
    return itemFails(items, path, prev, key, run)(error)
  }
}

/** Completes the values of a list at `path`. Returns a promise where an item has one. */
export const completeItems = (
  items: Items,
  values: readonly unknown[],
  path: ResponsePath,
  run: Run,
): readonly unknown[] | Promise<readonly unknown[]> => {
  const completed = new Array<unknown>(values.length)
  let isWaiting = false
  try {
    for (let index = 0; index < values.length; index += 1) {
      const item = completeItem(items, values[index], path, index, run)
      completed[index] = item
      if (isPromise(item)) isWaiting = true
    }
  } catch (error) {
    // Those under way may fail too, and nobody waits for them.
    for (const item of completed) if (isPromise(item)) item.catch(() => {})
    throw error
  }
  return isWaiting ? Promise.all(completed) : completed
}

export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value
