import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
} from 'graphql'
import type { Fragments } from '../fragments.ts'
import { type JsonObject, type Path, put } from '../json.ts'
import { type Collected, collect, holds, type Source } from './collect.ts'
import { leafOf } from './leaves.ts'
import { AnswerTooLarge } from './too-large.ts'

/** Something that the schema does not allow in an answer, at a place of it. */
export interface Flaw {
  readonly message: string
  readonly path: Path
}

/** One completion. */
interface State {
  readonly values: Readonly<Record<string, unknown>>
  /** The keys down to the value at hand; what is behind its depth is of no meaning. */
  readonly path: (string | number)[]
  readonly flaws: Flaw[]
  readonly introspect: Introspect
  readonly absent: ReadonlySet<JsonObject>
  /** What the data have as JSON, roughly, and may have. */
  bytes: number
  readonly maxBytes: number
}

/** Of a field besides its value: quotes, colon, comma and the start of its key. */
const FIELD_BYTES = 8
/** Of an item of a list besides its value. */
const ITEM_BYTES = 2

/** What is at many places is in memory once, and in the answer as often. */
const spend = (state: State, bytes: number): void => {
  state.bytes += bytes
  if (state.bytes > state.maxBytes) throw new AnswerTooLarge('bytes', state.maxBytes)
}

/** Answers a field such as `__schema`, all of it. */
export type Introspect = (nodes: readonly FieldNode[], key: string) => unknown

/** Says that a value is lost and the flaw is recorded: the place is null, or what holds it, where it may not be null. */
const LOST = Symbol('lost')

type Complete = (value: unknown, state: State, depth: number) => unknown

interface FieldPlan {
  /** The client's key, and the one in what subgraphs have answered. */
  readonly key: string
  readonly planKey: string
  readonly isAsked: ((values: Readonly<Record<string, unknown>>) => boolean) | null
  readonly isNonNull: boolean
  readonly complete: Complete
}

/** More of one kind would say nothing new. */
const MAX_FLAWS = 1_000

const flaw = (state: State, depth: number, message: string): typeof LOST => {
  if (state.flaws.length < MAX_FLAWS) state.flaws.push({ message, path: state.path.slice(0, depth) })
  return LOST
}

/**
 * Compiles what an operation asks for to a function that makes the client's data of the merged answers: the selected fields alone, in
 * their order, with null where a value is missing or wrong, as far up as the schema forbids null. `keyOf` says under which key the answers
 * have a field.
 */
export const compileAnswer = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  keyOf: (node: FieldNode) => string,
) => {
  const compileType = (type: GraphQLOutputType, sources: readonly Source[], where: string): Complete => {
    if (isNonNullType(type)) {
      const inner = compileNullable(type.ofType, sources, where)
      return (value, state, depth) => {
        const completed = inner(value, state, depth)
        return completed === null ? flaw(state, depth, `Cannot return null for non-nullable field ${where}.`) : completed
      }
    }
    const inner = compileNullable(type, sources, where)
    return (value, state, depth) => {
      const completed = inner(value, state, depth)
      return completed === LOST ? null : completed
    }
  }

  /** Compiles a type without its `!`: the function returns null for null, and LOST for a value that is lost. */
  const compileNullable = (type: GraphQLOutputType, sources: readonly Source[], where: string): Complete => {
    if (isListType(type)) return compileList(compileType(type.ofType, sources, where), where)
    if (isLeafType(type)) {
      const leaf = leafOf(type)
      return (value, state, depth) => {
        if (value === undefined || value === null) return null
        const completed = leaf(value)
        if (typeof completed === 'string') spend(state, completed.length)
        return completed === undefined ? flaw(state, depth, `A value of ${where} is no ${type.name}.`) : completed
      }
    }
    const named = getNamedType(type)
    if (!isCompositeType(named)) throw new Error(`${named.name} is no type of an answer`)
    return compileComposite(named, sources, where)
  }

  const compileList =
    (item: Complete, where: string): Complete =>
    (value, state, depth) => {
      if (value === undefined || value === null) return null
      if (!Array.isArray(value)) return flaw(state, depth, `The value of ${where} is no list.`)
      spend(state, ITEM_BYTES * value.length)
      const list = new Array<unknown>(value.length)
      for (let index = 0; index < value.length; index++) {
        state.path[depth] = index
        const completed = item(value[index], state, depth + 1)
        if (completed === LOST) return LOST
        list[index] = completed
      }
      return list
    }

  const compileComposite = (type: GraphQLCompositeType, sources: readonly Source[], where: string): Complete => {
    const plans = new Map<string, readonly FieldPlan[]>()
    const planOf = (concrete: GraphQLCompositeType): readonly FieldPlan[] => {
      const known = plans.get(concrete.name) ?? compileFields(concrete, sources)
      plans.set(concrete.name, known)
      return known
    }
    const isAbstract = isAbstractType(type)
    /** Whether some of its types are asked for something that the others are not. */
    let isByType: boolean | null = null
    const dependsOnType = (): boolean => {
      const keysOf = (one: GraphQLCompositeType): string => [...collect(schema, fragments, one, sources).keys()].join()
      isByType ??= isAbstractType(type) && schema.getPossibleTypes(type).some((one) => keysOf(one) !== keysOf(type))
      return isByType
    }
    return (value, state, depth) => {
      if (value === undefined || value === null) return null
      if (typeof value !== 'object' || Array.isArray(value)) return flaw(state, depth, `The value of ${where} is no object.`)
      const source = value as JsonObject
      if (!isAbstract) return completeObject(planOf(type), source, state, depth)
      const { __typename: name } = source
      // Nobody has asked about its types, or who knows them has not answered: a subgraph with @interfaceObject does not.
      if (name === undefined || name === type.name) {
        if (!dependsOnType()) return completeObject(planOf(type), source, state, depth)
        return state.absent.has(source) ? LOST : flaw(state, depth, `Nobody says of which type a ${type.name} is.`)
      }
      const concrete = typeof name === 'string' ? schema.getType(name) : undefined
      // What clients may not know is not named to them.
      if (!isCompositeType(concrete) || isUnionType(concrete) || !schema.isSubType(type, concrete)) {
        return flaw(state, depth, `The value of ${where} is of no type that ${type.name} has.`)
      }
      return completeObject(planOf(concrete), source, state, depth)
    }
  }

  const completeObject = (plan: readonly FieldPlan[], source: JsonObject, state: State, depth: number): unknown => {
    const object: JsonObject = {}
    const flawsBefore = state.flaws.length
    spend(state, FIELD_BYTES * plan.length)
    for (const { key, planKey, isAsked, isNonNull, complete } of plan) {
      if (isAsked !== null && !isAsked(state.values)) continue
      state.path[depth] = key
      const completed = complete(source[planKey], state, depth + 1)
      if (completed === LOST && isNonNull) {
        // That it is not there is an answer, and no flaw.
        if (state.absent.has(source)) state.flaws.length = flawsBefore
        return LOST
      }
      put(object, key, completed)
    }
    return object
  }

  const compileFields = (type: GraphQLCompositeType, sources: readonly Source[]): readonly FieldPlan[] =>
    [...collect(schema, fragments, type, sources)].flatMap(([key, collected]) => compileField(type, key, collected) ?? [])

  const compileField = (type: GraphQLCompositeType, key: string, collected: readonly Collected[]): FieldPlan | null => {
    const [first] = collected
    if (first === undefined) return null
    const name = first.node.name.value
    const planKey = keyOf(first.node)
    const isAlways = collected.some(({ conditions }) => conditions.length === 0)
    const isAsked = isAlways
      ? null
      : (values: Readonly<Record<string, unknown>>) => collected.some(({ conditions }) => holds(conditions, values))
    if (name === '__typename') return { key, planKey, isAsked, isNonNull: true, complete: typenameOf(type) }
    if (type === schema.getQueryType() && (name === '__schema' || name === '__type')) {
      const nodes = collected.map(({ node }) => node)
      return { key, planKey, isAsked, isNonNull: false, complete: (_value, state) => state.introspect(nodes, key) }
    }
    const field: GraphQLField<unknown, unknown> | undefined = 'getFields' in type ? type.getFields()[name] : undefined
    if (field === undefined) return null
    // A field that is asked for once has its condition fulfilled where its selection is completed.
    const below = collected.flatMap(({ node, conditions }): Source[] =>
      node.selectionSet === undefined ? [] : [{ set: node.selectionSet, conditions: collected.length === 1 ? [] : conditions }],
    )
    const complete = compileType(field.type, below, `${type.name}.${name}`)
    // What every object has under such a name is no answer.
    const ofOwn: Complete = (value, ...rest) => complete(typeof value === 'function' ? undefined : value, ...rest)
    const isOfAll = planKey in Object.prototype
    return { key, planKey, isAsked, isNonNull: isNonNullType(field.type), complete: isOfAll ? ofOwn : complete }
  }

  const typenameOf = (type: GraphQLCompositeType): Complete => {
    if (isObjectType(type)) return () => type.name
    return (value, state, depth) =>
      typeof value === 'string' && value !== type.name
        ? value
        : flaw(state, depth, `Nobody says of which type a ${type.name} is.`)
  }

  const root = schema.getRootType(operation.operation)
  if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`)
  const completeRoot = compileComposite(root, [{ set: operation.selectionSet, conditions: [] }], root.name)

  return (
    tree: JsonObject,
    values: Readonly<Record<string, unknown>>,
    absent: ReadonlySet<JsonObject>,
    introspect: Introspect,
    maxBytes: number,
  ): { data: JsonObject | null; flaws: readonly Flaw[] } => {
    const state: State = { values, path: [], flaws: [], introspect, absent, bytes: 0, maxBytes }
    const data = completeRoot(tree, state, 0)
    return { data: data === LOST ? null : (data as JsonObject), flaws: state.flaws }
  }
}
