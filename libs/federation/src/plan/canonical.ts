import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  print,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql'
import type { Fragments } from '../fragments.ts'

type Values = Readonly<Record<string, unknown>>

/** An operation as it is planned, and how the variables of its client become those that it has there. */
export interface CanonicalOperation {
  /**
   * A document with this operation alone. It has no name and no named fragments, its variables are numbered, and what the client wrote as a literal
   * is a variable. So whatever asks the same has the same text, and may have the same plan.
   */
  readonly text: string
  /** The variables that @skip and @include ask for: as the client calls them, and as the text does. */
  readonly conditions: readonly { readonly own: string; readonly name: string }[]
  /** Returns the values of the variables of the text. The client's are as they were sent; none is needed for what was a literal. */
  readonly valuesOf: (variables: Values) => Values
  /** Writes the names of the text's variables as the client knows them: its own variables, or the arguments that had literals. */
  readonly inWordsOfClient: (message: string) => string
}

/** Far more than anybody asks for. Fragments in fragments can double with each line of a document. */
const MOST_SELECTIONS = 50_000

const PREFIX = 'given_'
const NUMBERED = new RegExp(`\\b${PREFIX}(\\d+)\\b`, 'g')

/** Returns a number that is the same as JSON, or undefined: JSON knows no -0, and nothing beyond the largest number. */
const numberOf = (text: string): number | undefined => {
  const value = Number(text)
  return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined
}

/**
 * Returns the value of a literal, as it would be sent for a variable, or undefined for one that has variables in it or that a variable
 * may not say as well: what a scalar of the schema's own makes of a number with a fraction, a list or an object is its own matter.
 */
const constantOf = (node: ValueNode, type: GraphQLInputType): unknown => {
  if (node.kind === Kind.VARIABLE) return undefined
  if (isNonNullType(type)) return constantOf(node, type.ofType as GraphQLInputType)
  if (node.kind === Kind.NULL) return null
  if (isListType(type)) {
    const items = (node.kind === Kind.LIST ? node.values : [node]).map((item) =>
      constantOf(item, type.ofType as GraphQLInputType),
    )
    return items.includes(undefined) ? undefined : items
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return undefined
    const fields = type.getFields()
    const entries = node.fields.map(({ name, value }) => {
      const field = fields[name.value]
      return [name.value, field === undefined ? undefined : constantOf(value, field.type)] as const
    })
    if (entries.some(([, value]) => value === undefined)) return undefined
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
  if (isEnumType(type)) return node.kind === Kind.ENUM ? node.value : undefined
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value
    case Kind.INT: {
      if (type.name === 'ID') return node.value
      const value = numberOf(node.value)
      return type.name === 'Float' || Number.isSafeInteger(value) ? value : undefined
    }
    case Kind.FLOAT:
      return type.name === 'Float' ? numberOf(node.value) : undefined
    default:
      return undefined
  }
}

const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['Int', '0'],
  ['Float', '0'],
  ['String', '""'],
  ['ID', '""'],
  ['Boolean', 'false'],
])

/** Returns a default that stands in the text for any default of its type, or undefined where each stands there itself. */
const standInFor = (given: GraphQLInputType): string | undefined => {
  const type = getNullableType(given)
  if (isListType(type)) return '[]'
  return isEnumType(type) ? type.getValues()[0]?.name : STAND_INS.get(getNamedType(type).name)
}

/** A variable of the client, with the value of its default where that does not stand in the text. */
interface Sent {
  readonly own: string
  readonly name: string
  readonly standard: unknown
}

// These are kept, and so is all that is in sight of them.
const valuesBy = (sent: readonly Sent[], lifted: Values): CanonicalOperation['valuesOf'] =>
  sent.length === 0
    ? () => lifted
    : (variables) => {
        const values: Record<string, unknown> = { ...lifted }
        for (const { own, name, standard } of sent) {
          const value = Object.hasOwn(variables, own) ? variables[own] : undefined
          if (value !== undefined) values[name] = value
          else if (standard !== undefined) values[name] = standard
        }
        return values
      }

const wordsBy =
  (labels: readonly string[]): CanonicalOperation['inWordsOfClient'] =>
  (message) =>
    message.includes(PREFIX) ? message.replace(NUMBERED, (name, number: string) => labels[Number(number)] ?? name) : message

/** Writes an operation, valid for a schema, in its canonical form. Throws a GraphQLError for one of far too many selections. */
export const canonicalOf = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): CanonicalOperation => {
  const declared = new Map((operation.variableDefinitions ?? []).map((node) => [node.variable.name.value, node]))
  const definitions: string[] = []
  /** For each variable of the text, what the client calls it. */
  const labels: string[] = []
  const ofClient = new Map<string, string>()
  const ofLiterals = new Map<string, string>()
  const sent: Sent[] = []
  const lifted: Record<string, unknown> = {}
  const conditions = new Map<string, string>()
  let selectionsLeft = MOST_SELECTIONS

  const declare = (type: string, label: string): string => {
    const name = `${PREFIX}${definitions.length}`
    definitions.push(`$${name}:${type}`)
    labels.push(label)
    return name
  }

  const declaredAs = ({ type, defaultValue }: VariableDefinitionNode): { readonly text: string; readonly standard: unknown } => {
    const text = print(type)
    if (defaultValue === undefined) return { text, standard: undefined }
    const of = typeFromAST(schema, type)
    const standard = isInputType(of) ? (constantOf(defaultValue, of) ?? undefined) : undefined
    const standIn = isInputType(of) && standard !== undefined ? standInFor(of) : undefined
    return standIn === undefined
      ? { text: `${text}=${print(defaultValue)}`, standard: undefined }
      : { text: `${text}=${standIn}`, standard }
  }

  const clientVariable = (own: string): string => {
    const known = ofClient.get(own)
    if (known !== undefined) return known
    const definition = declared.get(own)
    if (definition === undefined) throw new Error(`the variable ${own} is not declared`)
    const { text, standard } = declaredAs(definition)
    const name = declare(text, own)
    ofClient.set(own, name)
    sent.push({ own, name, standard })
    return name
  }

  /** Equal literals of one type are one variable, so that equal fields stay equal. */
  const literalVariable = (value: unknown, type: string, label: string): string => {
    const text = `${type} ${JSON.stringify(value)}`
    const known = ofLiterals.get(text)
    if (known !== undefined) return known
    const name = declare(type, label)
    ofLiterals.set(text, name)
    lifted[name] = value
    return name
  }

  /** Writes a value; where its type is not known, with its literals. */
  const valueText = (node: ValueNode, type: GraphQLInputType | undefined, label: string): string => {
    if (node.kind === Kind.VARIABLE) return `$${clientVariable(node.name.value)}`
    const constant = type === undefined ? undefined : constantOf(node, type)
    if (constant !== undefined) return `$${literalVariable(constant, String(type), label)}`
    let inner = getNullableType(type)
    if (node.kind === Kind.LIST) {
      const item = isListType(inner) ? (inner.ofType as GraphQLInputType) : undefined
      return `[${node.values.map((value) => valueText(value, item, label)).join()}]`
    }
    if (node.kind !== Kind.OBJECT) return print(node)
    // A list may be written as its only item.
    while (isListType(inner)) inner = getNullableType(inner.ofType as GraphQLInputType)
    const known = isInputObjectType(inner) ? inner.getFields() : null
    const fields = known === null ? node.fields : node.fields.toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1))
    return `{${fields.map(({ name, value }) => `${name.value}:${valueText(value, known?.[name.value]?.type, name.value)}`).join()}}`
  }

  const argumentsText = (
    given: FieldNode['arguments'] | DirectiveNode['arguments'],
    typeOf: (name: string) => GraphQLInputType | undefined,
  ): string => {
    if (given === undefined || given.length === 0) return ''
    const sorted = given.length === 1 ? given : given.toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1))
    return `(${sorted.map(({ name, value }) => `${name.value}:${valueText(value, typeOf(name.value), name.value)}`).join()})`
  }

  /** Literals of directives stay: a plan may depend on them. */
  const directivesText = ({ directives = [] }: Pick<OperationDefinitionNode, 'directives'>): string => {
    let text = ''
    for (const { name, arguments: given = [] } of directives) {
      text += `@${name.value}${argumentsText(given, () => undefined)}`
      if (name.value !== 'skip' && name.value !== 'include') continue
      for (const { value } of given) {
        if (value.kind === Kind.VARIABLE) conditions.set(value.name.value, clientVariable(value.name.value))
      }
    }
    return text
  }

  const queryType = schema.getQueryType()
  const definitionOf = (type: GraphQLCompositeType | undefined, name: string): GraphQLField<unknown, unknown> | undefined => {
    if (type === queryType && name === '__type') return TypeMetaFieldDef
    if (type === queryType && name === '__schema') return SchemaMetaFieldDef
    return type === undefined || isUnionType(type) ? undefined : type.getFields()[name]
  }

  const fieldText = (node: FieldNode, type: GraphQLCompositeType | undefined): string => {
    const name = node.name.value
    const alias = node.alias?.value ?? name
    const definition = definitionOf(type, name)
    const given = argumentsText(node.arguments, (argument) => definition?.args.find((one) => one.name === argument)?.type)
    const head = `${alias === name ? '' : `${alias}:`}${name}${given}${directivesText(node)}`
    if (node.selectionSet === undefined) return head
    const below = definition === undefined ? undefined : getNamedType(definition.type)
    return head + setText(node.selectionSet, isCompositeType(below) ? below : undefined)
  }

  const selectionsText = ({ selections }: SelectionSetNode, type: GraphQLCompositeType | undefined): string[] =>
    selections.flatMap((selection): string[] => {
      selectionsLeft -= 1
      if (selectionsLeft < 0) {
        const message = `The operation has more than ${MOST_SELECTIONS} selections with its fragments. Ask for less at a time.`
        throw new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX', limit: MOST_SELECTIONS } })
      }
      if (selection.kind === Kind.FIELD) return [fieldText(selection, type)]
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      if (fragment === undefined) return []
      const condition = fragment.typeCondition?.name.value
      const narrowed = condition === undefined ? type : schema.getType(condition)
      const inner = isCompositeType(narrowed) ? narrowed : undefined
      const directives = directivesText(selection)
      // A valid fragment on an object's place is about that object.
      const isAll = inner === type || (type !== undefined && isObjectType(type))
      // What is in it stays what it is there: on an interface, also about other objects, for which nothing comes.
      if (isAll && directives === '') return selectionsText(fragment.selectionSet, inner)
      return [`...${isAll ? '' : `on ${condition}`}${directives}${setText(fragment.selectionSet, inner)}`]
    })

  const setText = (set: SelectionSetNode, type: GraphQLCompositeType | undefined): string =>
    `{${selectionsText(set, type).join(' ')}}`

  const body = setText(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined)
  const directives = directivesText(operation)
  const declarations = definitions.length === 0 ? '' : `(${definitions.join()})`
  return {
    text: `${operation.operation}${declarations}${directives}${body}`,
    conditions: [...conditions].map(([own, name]) => ({ own, name })),
    valuesOf: valuesBy(sent, lifted),
    inWordsOfClient: wordsBy(labels),
  }
}
