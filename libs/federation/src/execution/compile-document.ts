import {
  type DocumentNode,
  defaultFieldResolver,
  defaultTypeResolver,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  GraphQLBoolean,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  type GraphQLTypeResolver,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ResponsePath,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { type Collected, collect, type Source } from '../answer/collect.ts'
import { type Fragments, fragmentsOf } from '../fragments.ts'
import type { JsonObject } from '../json.ts'
import { conditionVariables, nullCondition } from '../plan/normal-form.ts'
import { compileVariables } from '../variables.ts'
import { type Entity, EntityList, entitiesResolver } from './entities.ts'
import { completeItems, executeFields, executeInOrder, isIterable, isPromise } from './execute-fields.ts'
import type { Complete, Field } from './field.ts'
import { otherwiseOf } from './property-unless.ts'
import { addError, Info, type Run } from './run.ts'

export { propertyUnless } from './property-unless.ts'

export interface DocumentOptions {
  readonly schema: GraphQLSchema
  /** Valid for the schema. */
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly fieldResolver?: GraphQLFieldResolver<unknown, unknown> | undefined
  readonly typeResolver?: GraphQLTypeResolver<unknown, unknown> | undefined
}

export interface DocumentRequest {
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: unknown
  readonly root?: unknown
}

/** Runs the operation of a document. */
export type RunDocument = (request: DocumentRequest) => ExecutionResult | Promise<ExecutionResult>

const placeOf = ({ parent, definition }: Field): string => `${parent.name}.${definition.name}`

const MAX_COERCION_ERRORS = 50

/** Returns how a leaf is written. The usual values of the usual types need no call. */
const leafOf = (type: GraphQLLeafType): ((value: unknown) => unknown) => {
  const serialize = (value: unknown): unknown => {
    const written: unknown = type.serialize(value)
    if (written === null || written === undefined) throw new Error(`A value of ${type.name} is written as nothing.`)
    return written
  }
  if (type === GraphQLString || type === GraphQLID) return (value) => (typeof value === 'string' ? value : serialize(value))
  if (type === GraphQLBoolean) return (value) => (typeof value === 'boolean' ? value : serialize(value))
  return serialize
}

/** One execution of a compiled operation, whose variables have their defaults. */
interface OperationRequest {
  readonly values: JsonObject
  readonly context: unknown
  readonly root: unknown
}

/** Of the values that the conditions of a document may have, so many are kept. */
const MOST_VARIANTS = 64

/**
 * Compiles the operation of a document over an executable schema: which fields an object of each type has, how each is resolved and how its
 * value is completed is known before the first execution. Data, errors and their paths are those of graphql-js, and so is the order in
 * which resolvers are called. With variables in @skip or @include it is compiled once for each of their values; null there, which graphql-js
 * reports as an error of what holds the field, is refused as a wrong variable is.
 */
export const compileDocument = (options: DocumentOptions): RunDocument => {
  const { schema, document, operationName = null } = options
  const operation = getOperationAST(document, operationName)
  const rootType = operation === null || operation === undefined ? null : schema.getRootType(operation.operation)
  // graphql-js says why.
  if (operation === null || operation === undefined || rootType === null || rootType === undefined) {
    return ({ variables }) => execute({ schema, document, operationName, variableValues: variables })
  }
  const fragments = fragmentsOf(document)
  const names = conditionVariables(operation, fragments)
  const compile = (values: JsonObject) => compileOperation(options, { operation, rootType, fragments, values })
  const only = names.length === 0 ? compile({}) : null
  const variants = new Map<string, ReturnType<typeof compile>>()
  const variantFor = (values: JsonObject): ReturnType<typeof compile> => {
    const key = names.map((name) => (values[name] === true ? 1 : 0)).join('')
    const known = variants.get(key)
    if (known !== undefined) return known
    if (variants.size >= MOST_VARIANTS) variants.clear()
    const made = compile(values)
    variants.set(key, made)
    return made
  }
  const valuesOf = compileVariables(schema, operation.variableDefinitions, { maxErrors: MAX_COERCION_ERRORS })
  return ({ variables, context, root }) => {
    const { coerced: values, errors } = valuesOf(variables)
    if (values === undefined) return { errors }
    const refused = nullCondition(names, values)
    if (refused !== null) return { errors: [refused] }
    return (only ?? variantFor(values))({ values, context, root })
  }
}

/** An operation of a document, and the values that its conditions have. */
interface Compiled {
  readonly operation: OperationDefinitionNode
  readonly rootType: GraphQLObjectType
  readonly fragments: Fragments
  readonly values: JsonObject
}

const compileOperation = (
  { schema, ...resolvers }: DocumentOptions,
  { operation, rootType, fragments: spread, values: conditions }: Compiled,
): ((request: OperationRequest) => ExecutionResult | Promise<ExecutionResult>) => {
  const { fieldResolver = defaultFieldResolver, typeResolver = defaultTypeResolver } = resolvers
  const fragments = Object.fromEntries(spread) as Record<string, FragmentDefinitionNode>
  let fields = 0

  const compileType = (type: GraphQLOutputType, sources: readonly Source[], field: Field): Complete => {
    const inner = compileNullable(isNonNullType(type) ? type.ofType : type, sources, field)
    if (!isNonNullType(type)) return inner
    return (value, path, run) => {
      const completed = inner(value, path, run)
      if (completed === null) throw new Error(`Cannot return null for non-nullable field ${placeOf(field)}.`)
      return completed
    }
  }

  const compileNullable = (type: GraphQLOutputType, sources: readonly Source[], field: Field): Complete => {
    const complete = compileValue(type, sources, field)
    return (value, path, run) => {
      if (value === null || value === undefined) return null
      if (value instanceof Error) throw value
      return complete(value, path, run)
    }
  }

  /** Compiles a type without its `!`, for values that are there. */
  const compileValue = (type: GraphQLOutputType, sources: readonly Source[], field: Field): Complete => {
    if (isListType(type)) return compileList(type.ofType, sources, field)
    if (isLeafType(type)) return leafOf(type)
    if (isObjectType(type)) return compileObject(type, sources, field)
    if (isAbstractType(type)) return compileAbstract(type, sources, field)
    throw new Error(`${field.definition.name} is of no type of an answer`)
  }

  const compileList = (type: GraphQLOutputType, sources: readonly Source[], field: Field): Complete => {
    const complete = compileType(type, sources, field)
    const items = { field, isNonNull: isNonNullType(type), isLeaf: isLeafType(getNullableType(type)), complete }
    return (value, path, run) => {
      if (!isIterable(value) || path === null)
        throw new GraphQLError(`Expected Iterable, but did not find one for field "${placeOf(field)}".`)
      return completeItems(items, Array.isArray(value) ? value : [...value], path, run)
    }
  }

  const compileObject = (type: GraphQLObjectType, sources: readonly Source[], field: Field): Complete => {
    // Compiled when the first one comes: an answer has few of the types that there may be.
    let compiled: readonly Field[] | null = null
    const completeFields: Complete = (value, path, run) => {
      compiled ??= compileFields(type, sources)
      return executeFields(compiled, value, path ?? undefined, run)
    }
    const { isTypeOf } = type
    if (isTypeOf === null || isTypeOf === undefined) return completeFields
    const checked = (isOfType: boolean, value: unknown, path: ResponsePath | null, run: Run): unknown => {
      if (!isOfType) throw new Error(`A value of ${placeOf(field)} is no ${type.name}.`)
      return completeFields(value, path, run)
    }
    return (value, path, run) => {
      const isOfType: unknown = isTypeOf(value, run.context, new Info(field, run, undefined, path))
      return isPromise(isOfType)
        ? isOfType.then((settled) => checked(settled === true, value, path, run))
        : checked(isOfType === true, value, path, run)
    }
  }

  /** Compiles values of which something says the type. */
  const compileNamed = (type: GraphQLAbstractType, sources: readonly Source[], field: Field) => {
    const byName = new Map<unknown, Complete>()
    return (name: unknown, value: unknown, path: ResponsePath | null, run: Run): unknown => {
      const known = byName.get(name)
      if (known !== undefined) return known(value, path, run)
      const concrete = typeof name === 'string' ? schema.getType(name) : undefined
      if (!isObjectType(concrete) || !schema.isSubType(type, concrete)) {
        throw new Error(`A value of ${placeOf(field)} is of no type that ${type.name} has.`)
      }
      const complete = compileObject(concrete, sources, field)
      byName.set(concrete.name, complete)
      return complete(value, path, run)
    }
  }

  const compileAbstract = (type: GraphQLAbstractType, sources: readonly Source[], field: Field): Complete => {
    const completeAs = compileNamed(type, sources, field)
    const resolveType = type.resolveType ?? typeResolver
    return (value, path, run) => {
      const name: unknown = resolveType(value, run.context, new Info(field, run, undefined, path), type)
      return isPromise(name) ? name.then((settled) => completeAs(settled, value, path, run)) : completeAs(name, value, path, run)
    }
  }

  /** Compiles the entities that `entitiesResolver` returns. */
  const compileEntities = (type: GraphQLAbstractType, sources: readonly Source[], field: Field): Complete => {
    const completeAs = compileNamed(type, sources, field)
    const completeEntity = (typeName: string, value: unknown, path: ResponsePath | null, run: Run): unknown => {
      if (value === null || value === undefined) return null
      if (value instanceof Error) throw value
      return completeAs(typeName, value, path, run)
    }
    const complete: Complete = (entity, path, run) => {
      const { typeName, value } = entity as Entity
      return isPromise(value)
        ? value.then((settled) => completeEntity(typeName, settled, path, run))
        : completeEntity(typeName, value, path, run)
    }
    const otherwise = compileType(field.definition.type, sources, field)
    return (value, path, run) =>
      value instanceof EntityList && path !== null
        ? completeItems({ field, isNonNull: false, isLeaf: false, complete }, value.entities, path, run)
        : otherwise(value, path, run)
  }

  const compileFields = (type: GraphQLObjectType, sources: readonly Source[]): readonly Field[] =>
    [...collect(schema, spread, type, sources, conditions)].flatMap(
      ([key, collected]) => compileField(type, key, collected) ?? [],
    )

  const definitionOf = (parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined => {
    if (name === '__typename') return TypeNameMetaFieldDef
    if (name === '__schema' && parent === schema.getQueryType()) return SchemaMetaFieldDef
    if (name === '__type' && parent === schema.getQueryType()) return TypeMetaFieldDef
    return parent.getFields()[name]
  }

  const compileField = (parent: GraphQLObjectType, key: string, collected: readonly Collected[]): Field | null => {
    // A fragment that is spread twice is there once.
    const nodes = [...new Set(collected.map(({ node }) => node))]
    const name = nodes[0]?.name.value ?? ''
    const definition = definitionOf(parent, name)
    if (definition === undefined) return null
    const { type } = definition
    const named = getNamedType(type)
    const isEntities = name === '_entities' && parent === schema.getQueryType() && isUnionType(named)
    const resolve = isEntities ? entitiesResolver(schema, definition) : (definition.resolve ?? fieldResolver)
    const field: Field = {
      number: fields,
      key,
      parent,
      definition,
      nodes,
      text: name === '__typename' ? parent.name : null,
      resolve: resolve === undefined || resolve === defaultFieldResolver ? null : resolve,
      isOtherwise: resolve === undefined ? null : otherwiseOf(resolve),
      hasArguments: definition.args.length > 0,
      isNonNull: isNonNullType(type),
      isLeaf: isLeafType(getNullableType(type)),
      complete: (value, path, run) => complete(value, path, run),
    }
    fields += 1
    const sources = nodes.flatMap(({ selectionSet }): Source[] =>
      selectionSet === undefined ? [] : [{ set: selectionSet, conditions: [] }],
    )
    const complete = isEntities ? compileEntities(named, sources, field) : compileType(type, sources, field)
    return field
  }

  const rootFields = compileFields(rootType, [{ set: operation.selectionSet, conditions: [] }])
  const isMutation = operation.operation === OperationTypeNode.MUTATION

  return ({ values, context, root }) => {
    const run: Run = {
      ...{ schema, fragments, operation, root, context, values },
      args: [],
      errors: [],
      nulled: new Set(),
    }
    const answer = (data: JsonObject | null): ExecutionResult =>
      run.errors.length === 0 ? { data } : { errors: run.errors, data }
    const lost = (error: unknown): ExecutionResult => {
      addError(run, error as GraphQLError, undefined)
      return answer(null)
    }
    try {
      const data = isMutation ? executeInOrder(rootFields, root, run) : executeFields(rootFields, root, undefined, run)
      return isPromise(data) ? data.then(answer, lost) : answer(data)
    } catch (error) {
      return lost(error)
    }
  }
}
