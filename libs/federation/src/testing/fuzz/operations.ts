import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql'
import type { Asked } from '../engines.ts'
import type { Random } from './random.ts'

const MAX_FIELDS = 40
const MAX_DEPTH = 6
const ALIASES = ['a', 'b', 'id', 'code', 'f', 'g', 'h', 'sum', 'common', 'spot']

interface Making {
  readonly random: Random
  readonly schema: GraphQLSchema
  /** The declarations of the variables by name. */
  readonly declarations: Map<string, string>
  readonly values: Record<string, unknown>
  readonly fragments: { readonly name: string; readonly on: string; readonly text: string }[]
  /** Whether each field gets a name of its own, so that none can be in conflict. */
  readonly unique: boolean
  left: number
}

/** Returns a value for an input, as JSON. */
export const valueFor = (random: Random, type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) return valueFor(random, type.ofType as GraphQLInputType) ?? 2
  if (random.chance(0.15)) return null
  if (isListType(type)) return Array.from({ length: random.int(3) }, () => valueFor(random, type.ofType as GraphQLInputType))
  if (isEnumType(type)) return random.pick(type.getValues()).name
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      random.some(Object.values(type.getFields()), 0.6).map((field) => [field.name, valueFor(random, field.type)]),
    )
  }
  return type.name === 'Int' ? random.int(4) : random.pick(['x', 'y "z"', ''])
}

/** Writes a value in the language of queries. */
export const written = (type: GraphQLInputType, value: unknown): string => {
  if (isNonNullType(type)) return written(type.ofType as GraphQLInputType, value)
  if (value === null) return 'null'
  if (isListType(type))
    return `[${(value as unknown[]).map((item) => written(type.ofType as GraphQLInputType, item)).join(', ')}]`
  if (isEnumType(type)) return String(value)
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const parts = Object.entries(value as Record<string, unknown>).flatMap(([name, below]) => {
      const field = fields[name]
      return field === undefined ? [] : [`${name}: ${written(field.type, below)}`]
    })
    return `{ ${parts.join(', ')} }`
  }
  return JSON.stringify(value)
}

const variableFor = (making: Making, type: GraphQLInputType): string => {
  const { random, declarations, values } = making
  // Planners give this name to a variable of their own.
  const name = declarations.has('representations') || !random.chance(0.03) ? `v${declarations.size}` : 'representations'
  const standard = !isNonNullType(type) && random.chance(0.2) ? ` = ${written(type, valueFor(random, type))}` : ''
  declarations.set(name, `$${name}: ${String(type)}${standard}`)
  if (isNonNullType(type) || !random.chance(0.25)) values[name] = valueFor(random, type)
  return `$${name}`
}

const argumentFor = (making: Making, { name, type }: GraphQLArgument): string => {
  const { random } = making
  if (random.chance(0.5)) return `${name}: ${variableFor(making, type)}`
  return `${name}: ${written(type, valueFor(random, type))}`
}

const conditionsFor = (making: Making): string => {
  const { random, declarations, values } = making
  const one = (directive: string): string => {
    if (random.chance(0.15)) return ` @${directive}(if: ${random.chance(0.5)})`
    const name = `b${random.int(4)}`
    if (!declarations.has(name)) {
      declarations.set(name, `$${name}: Boolean!${random.chance(0.3) ? ' = true' : ''}`)
      if (!declarations.get(name)?.includes('=') || random.chance(0.5)) values[name] = random.chance(0.5)
    }
    return ` @${directive}(if: $${name})`
  }
  if (!random.chance(0.14)) return ''
  if (random.chance(0.15)) return one('skip') + one('include')
  return one(random.pick(['skip', 'include']))
}

const fieldText = (making: Making, field: GraphQLField<unknown, unknown>, depth: number): string => {
  const { random } = making
  const given = field.args
    .filter((argument) => isNonNullType(argument.type) || random.chance(0.5))
    .map((argument) => argumentFor(making, argument))
  const alias = making.unique ? `u${making.left}: ` : random.chance(0.2) ? `${random.pick(ALIASES)}: ` : ''
  const head = `${alias}${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`}${conditionsFor(making)}`
  const named = getNamedType(field.type)
  return isCompositeType(named) ? `${head} ${selectionText(making, named, depth + 1)}` : head
}

/** Returns the types for which a fragment on this type may be written. */
const conditionsOn = ({ schema }: Making, type: GraphQLNamedType): GraphQLNamedType[] => {
  const possible = (one: GraphQLNamedType) => (isAbstractType(one) ? schema.getPossibleTypes(one) : [one])
  const here = new Set(possible(type).map(({ name }) => name))
  return Object.values(schema.getTypeMap()).filter(
    (other) =>
      !other.name.startsWith('__') &&
      (isObjectType(other) || isAbstractType(other)) &&
      possible(other).some(({ name }) => here.has(name)),
  )
}

/** Asks the schema about itself. */
const introspectionText = ({ random, schema, left }: Making): string => {
  const alias = `s${left}: `
  if (random.chance(0.3)) return `${alias}__schema { queryType { name } mutationType { name } }`
  const name = random.chance(0.1) ? 'Nothing' : random.pick(Object.keys(schema.getTypeMap()))
  return `${alias}__type(name: ${JSON.stringify(name)}) { kind name possibleTypes { name } }`
}

const selectionText = (making: Making, type: GraphQLNamedType, depth: number): string => {
  const { random } = making
  const fields = isUnionType(type) || !(isObjectType(type) || isInterfaceType(type)) ? [] : Object.values(type.getFields())
  const usable = fields.filter((field) => depth < MAX_DEPTH || !isCompositeType(getNamedType(field.type)))
  const parts: string[] = []
  const count = 1 + random.int(depth < 2 ? 4 : 3)
  for (let index = 0; index < count && making.left > 0; index += 1) {
    making.left -= 1
    const wantsFragment = isAbstractType(type) ? random.chance(0.6) : random.chance(0.15)
    if (wantsFragment && depth < MAX_DEPTH) {
      const condition = random.pick(conditionsOn(making, type))
      const directives = conditionsFor(making)
      if (random.chance(0.3)) {
        const text = selectionText(making, condition, depth + 1)
        const name = `F${making.fragments.length}`
        making.fragments.push({ name, on: condition.name, text })
        parts.push(`...${name}${directives}`)
      } else if (condition === type && random.chance(0.4))
        parts.push(`...${directives} ${selectionText(making, type, depth + 1)}`)
      else parts.push(`... on ${condition.name}${directives} ${selectionText(making, condition, depth + 1)}`)
    } else if (type === making.schema.getQueryType() && random.chance(0.04)) parts.push(introspectionText(making))
    else if (usable.length > 0 && !random.chance(0.08)) parts.push(fieldText(making, random.pick(usable), depth))
    else parts.push(making.unique ? `u${making.left}: __typename` : '__typename')
  }
  // The same fragment once more, where it may stand.
  const again = making.fragments.filter(({ on }) => on === type.name)
  if (again.length > 0 && random.chance(0.2)) parts.push(`...${random.pick(again).name}`)
  if (parts.length === 0) parts.push('__typename')
  return `{ ${parts.join(' ')} }`
}

/** Makes an operation that is valid. */
export const operationFor = (random: Random, schema: GraphQLSchema): Asked => {
  for (let tries = 0; ; tries += 1) {
    const making: Making = {
      random,
      schema,
      declarations: new Map(),
      values: {},
      fragments: [],
      unique: tries % 2 === 1,
      left: 3 + random.int(MAX_FIELDS),
    }
    const mutation = schema.getMutationType()
    const isMutation = mutation != null && random.chance(0.2)
    const root = isMutation ? mutation : schema.getQueryType()
    if (root == null) throw new Error('there is no query type')
    const text = selectionText(making, root, 0)
    const declarations = [...making.declarations.values()]
    const head = `${isMutation ? 'mutation' : 'query'}${declarations.length === 0 ? '' : ` (${declarations.join(', ')})`}`
    const query = [
      `${head} ${text}`,
      ...making.fragments.map(({ name, on, text: body }) => `fragment ${name} on ${on} ${body}`),
    ].join('\n')
    if (validate(schema, parse(query)).length === 0) return { query, variables: making.values, percentage: random.pick([10, 60]) }
    if (tries > 30) return { query: '{ __typename }', variables: {} }
  }
}
