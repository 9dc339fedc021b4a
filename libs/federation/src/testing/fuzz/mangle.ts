import {
  type ExecutionResult,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  Kind,
  parse,
} from 'graphql'
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import { fragmentsOf } from '../../fragments.ts'
import type { Asked } from '../engines.ts'
import type { Random } from './random.ts'

const JUNK: readonly unknown[] = [
  null,
  'x',
  '',
  0,
  -1.5,
  1e308,
  true,
  [],
  {},
  [null],
  [[{}]],
  { __typename: 'Nothing' },
  { __typename: 7 },
  { id: null },
]

/** Returns an answer as a subgraph that is out of its mind would send it: each part of it may be something else. */
export const mangled = (random: Random, value: unknown, chance: number): unknown => {
  if (random.chance(chance)) return random.pick(JUNK)
  if (Array.isArray(value)) {
    const items = value.map((item) => mangled(random, item, chance))
    if (random.chance(chance)) items.reverse()
    if (random.chance(chance)) items.push(random.pick(JUNK))
    if (random.chance(chance)) items.pop()
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(() => !random.chance(chance))
  const names = entries.map(([name]) => name)
  return Object.fromEntries(
    entries.map(([name, below]) => [random.chance(chance) ? random.pick(names) : name, mangled(random, below, chance)]),
  )
}

/** Says where the data of an answer is none of the schema and the operation, or null where it is. */
export const misfitOf = (
  schema: GraphQLSchema,
  { query, variables = {} }: Asked,
  { data, errors = [] }: ExecutionResult,
): string | null => {
  const document = parse(query)
  const fragments = Object.fromEntries(fragmentsOf(document))
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  const root = operation === undefined ? undefined : schema.getRootType(operation.operation)
  if (operation === undefined || root === undefined || root === null) return 'there is no operation'
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (coerced === undefined) return null
  if (data === undefined || data === null) return errors.length > 0 ? null : 'no data and no error'

  const fieldsMisfit = (
    type: GraphQLObjectType,
    value: object,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
    path: string,
  ): string | null => {
    const keys = [...fields].flatMap(([key, [node]]) =>
      node?.name.value.startsWith('__') || type.getFields()[node?.name.value ?? ''] !== undefined ? [key] : [],
    )
    if (Object.keys(value).join() !== keys.join()) return `${path} has ${Object.keys(value)}, and not ${keys}`
    for (const [key, nodes] of fields) {
      const [node] = nodes
      const below: unknown = (value as Record<string, unknown>)[key]
      if (node === undefined || node.name.value === '__schema' || node.name.value === '__type') continue
      if (node.name.value === '__typename') {
        if (below !== type.name) return `${path} is no ${below}`
        continue
      }
      const field = type.getFields()[node.name.value]
      const misfit = field === undefined ? null : misfitOfType(field.type, below, nodes, `${path}.${key}`)
      if (misfit !== null) return misfit
    }
    return null
  }
  const misfitOfType = (type: GraphQLOutputType, value: unknown, nodes: readonly FieldNode[], path: string): string | null => {
    if (isNonNullType(type))
      return value === null ? `${path} is null` : misfitOfType(type.ofType as GraphQLOutputType, value, nodes, path)
    if (value === null) return null
    if (isListType(type)) {
      if (!Array.isArray(value)) return `${path} is no list`
      for (const [index, item] of value.entries()) {
        const misfit = misfitOfType(type.ofType as GraphQLOutputType, item, nodes, `${path}.${index}`)
        if (misfit !== null) return misfit
      }
      return null
    }
    if (!isCompositeType(type)) {
      const isOwn = !isEnumType(type) && type.name === 'Json'
      try {
        if (!isOwn) type.parseValue(value)
        return null
      } catch {
        return `${path} is no ${type.name}: ${JSON.stringify(value)}`
      }
    }
    if (typeof value !== 'object' || Array.isArray(value)) return `${path} is no object`
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
    let misfit: string | null = `${path} can be nothing`
    for (const one of possible) {
      misfit = fieldsMisfit(one, value, collectSubfields(schema, fragments, coerced, one, nodes as FieldNode[]), path)
      if (misfit === null) return null
    }
    return misfit
  }
  return fieldsMisfit(root, data, collectFields(schema, fragments, coerced, root, operation.selectionSet), '')
}
