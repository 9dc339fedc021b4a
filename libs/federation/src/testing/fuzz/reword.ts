import {
  type ArgumentNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  parse,
  parseValue,
  print,
  stripIgnoredCharacters,
  TypeInfo,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Asked } from '../engines.ts'
import { valueFor, written } from './operations.ts'
import type { Random } from './random.ts'

const name = (value: string) => ({ kind: Kind.NAME, value }) as const

const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode => {
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (operation === undefined) throw new Error('there is no operation')
  return operation
}

/** Returns the same operation with other names of itself, its variables and its fragments, which stand in another order, and without spaces. */
export const renamed = (random: Random, asked: Asked): Asked => {
  const document = parse(asked.query, { noLocation: true })
  const names = new Map<string, string>()
  const nameOf = (kind: string, of: string): string => {
    const known = names.get(`${kind} ${of}`) ?? `${kind}${names.size}_${random.int(100)}`
    names.set(`${kind} ${of}`, known)
    return known
  }
  const changed: DocumentNode = visit(document, {
    OperationDefinition: (node) => ({ ...node, name: name('Renamed') }),
    Variable: (node) => ({ ...node, name: name(nameOf('other', node.name.value)) }),
    FragmentSpread: (node) => ({ ...node, name: name(nameOf('Part', node.name.value)) }),
    FragmentDefinition: (node) => ({ ...node, name: name(nameOf('Part', node.name.value)) }),
  })
  const variables = Object.entries(asked.variables ?? {}).map(([own, value]) => [nameOf('other', own), value])
  const query = print({ ...changed, definitions: random.shuffled(changed.definitions) })
  return {
    ...asked,
    query: random.chance(0.5) ? stripIgnoredCharacters(query) : query,
    variables: Object.fromEntries(variables),
  }
}

const usedIn = (document: DocumentNode): ReadonlySet<string> => {
  const used = new Set<string>()
  visit(document, { VariableDefinition: () => false, Variable: (node) => void used.add(node.name.value) })
  return used
}

/** Declares what is used, and these besides. */
const declaring = (document: DocumentNode, added: readonly VariableDefinitionNode[]): DocumentNode => {
  const used = usedIn(document)
  const operation = operationOf(document)
  const kept = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value))
  const changed = { ...operation, variableDefinitions: [...kept, ...added] }
  return { ...document, definitions: document.definitions.map((node) => (node === operation ? changed : node)) }
}

const ifValid = (schema: GraphQLSchema, asked: Asked, document: DocumentNode, variables: Record<string, unknown>): Asked => {
  const own = new Set(operationOf(document).variableDefinitions?.map(({ variable }) => variable.name.value))
  const sent = Object.fromEntries(Object.entries(variables).filter(([key]) => own.has(key)))
  return validate(schema, document).length > 0 ? asked : { ...asked, query: print(document), variables: sent }
}

/** Returns the same operation with literals in place of most variables that are sent; a null that no literal may be stays. */
export const withLiterals = (random: Random, schema: GraphQLSchema, asked: Asked): Asked => {
  const document = parse(asked.query, { noLocation: true })
  const literals = new Map<string, ValueNode>()
  for (const { variable, type } of operationOf(document).variableDefinitions ?? []) {
    const own = variable.name.value
    const of = typeFromAST(schema, type)
    const value = asked.variables?.[own]
    if (value !== undefined && isInputType(of) && random.chance(0.9)) literals.set(own, parseValue(written(of, value)))
  }
  const changed: DocumentNode = visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => literals.get(node.name.value),
  })
  return ifValid(schema, asked, declaring(changed, []), asked.variables ?? {})
}

const jsonOf = (node: ValueNode): unknown => {
  switch (node.kind) {
    case Kind.NULL:
      return null
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value)
    case Kind.LIST:
      return node.values.map(jsonOf)
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, jsonOf(field.value)]))
    case Kind.VARIABLE:
      throw new Error('a variable is no literal')
    default:
      return node.value
  }
}

const isConstant = (node: ValueNode): boolean => {
  const variables: string[] = []
  visit(node, { Variable: (variable) => void variables.push(variable.name.value) })
  return variables.length === 0
}

/** Returns the same operation with variables in place of most literals of arguments. */
export const withVariables = (random: Random, schema: GraphQLSchema, asked: Asked): Asked => {
  const typeInfo = new TypeInfo(schema)
  const added: VariableDefinitionNode[] = []
  const values: Record<string, unknown> = { ...asked.variables }
  /** Equal literals become one variable: fields with different arguments would be in conflict. */
  const known = new Map<string, string>()
  const variableFor = (type: GraphQLInputType, value: ValueNode): string => {
    const key = `${String(type)} ${print(value)}`
    const before = known.get(key)
    if (before !== undefined) return before
    const own = `literal${known.size}`
    known.set(key, own)
    const [definition] =
      operationOf(parse(`query ($${own}: ${String(type)}) { a }`, { noLocation: true })).variableDefinitions ?? []
    if (definition !== undefined) added.push(definition)
    values[own] = jsonOf(value)
    return own
  }
  const isInField = (ancestors: readonly unknown[]): boolean => {
    const holder = ancestors.findLast((node) => !Array.isArray(node)) as { readonly kind?: string } | undefined
    return holder?.kind === Kind.FIELD
  }
  const chosen = random.chance(0.8)
  const changed: DocumentNode = visit(
    parse(asked.query, { noLocation: true }),
    visitWithTypeInfo(typeInfo, {
      VariableDefinition: () => false,
      Argument: {
        enter: (node: ArgumentNode, _key, _parent, _path, ancestors) => {
          const type = typeInfo.getInputType()
          if (!chosen || type === undefined || type === null || !isConstant(node.value) || !isInField(ancestors)) return undefined
          const value = { kind: Kind.VARIABLE, name: name(variableFor(type, node.value)) } as const
          return { ...node, value }
        },
      },
    }),
  )
  return ifValid(schema, asked, declaring(changed, added), values)
}

/** Returns the same operation with other values of its variables. */
export const withOtherValues = (random: Random, schema: GraphQLSchema, asked: Asked): Asked => {
  const variables: Record<string, unknown> = {}
  for (const { variable, type } of operationOf(parse(asked.query)).variableDefinitions ?? []) {
    const of = typeFromAST(schema, type)
    const isCondition = String(of).startsWith('Boolean')
    const own = variable.name.value
    if (isCondition || asked.variables?.[own] === undefined) {
      if (asked.variables?.[own] !== undefined) variables[own] = asked.variables[own]
    } else if (isInputType(of)) variables[own] = valueFor(random, of)
  }
  return { ...asked, variables }
}

/** Returns the same operation with its named fragments written in place. */
export const withoutFragments = (asked: Asked): Asked => {
  const document = parse(asked.query, { noLocation: true })
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  )
  const inlined: DocumentNode = visit(
    { ...document, definitions: [operationOf(document)] },
    {
      FragmentSpread: (node) => {
        const fragment = fragments.get(node.name.value) as FragmentDefinitionNode
        const { typeCondition, selectionSet } = fragment
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: node.directives ?? [], selectionSet } as const
      },
    },
  )
  return { ...asked, query: print(inlined) }
}
