import { type GraphQLSchema, getVariableValues, Kind, type VariableDefinitionNode } from 'graphql'

type Values = Readonly<Record<string, unknown>>

/** The scalars whose values stay as they are, and which these are. */
const PLAIN: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['Int', (value) => typeof value === 'number' && value === (value | 0)],
  ['Float', Number.isFinite],
  ['String', (value) => typeof value === 'string'],
  ['Boolean', (value) => typeof value === 'boolean'],
  ['ID', (value) => typeof value === 'string'],
])

/** A variable of such a scalar. */
interface PlainVariable {
  readonly name: string
  readonly isPlain: (value: unknown) => boolean
  /** Whether it may be left out, and has no value then. */
  readonly isOptional: boolean
}

const plainOf = (schema: GraphQLSchema, { variable, type, defaultValue }: VariableDefinitionNode): PlainVariable | null => {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type
  if (named.kind !== Kind.NAMED_TYPE) return null
  const isPlain = PLAIN.get(named.name.value)
  // A schema does not have those of the scalars that it does not use.
  if (isPlain === undefined || schema.getType(named.name.value) === undefined) return null
  return { name: variable.name.value, isPlain, isOptional: named === type && defaultValue === undefined }
}

/**
 * Prepares getVariableValues of graphql-js for the variables of one operation. It gives the same values and errors, and looks up no types
 * where all values are plain ones.
 */
export const compileVariables = (
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[] | undefined = [],
  options?: { readonly maxErrors: number },
): ((variables: Values) => ReturnType<typeof getVariableValues>) => {
  const plain = definitions.map((definition) => plainOf(schema, definition))
  return (variables) => {
    const coerced: Record<string, unknown> = {}
    for (const variable of plain) {
      const isGiven = variable !== null && Object.hasOwn(variables, variable.name)
      if (isGiven && variable.isPlain(variables[variable.name])) coerced[variable.name] = variables[variable.name]
      else if (isGiven || variable?.isOptional !== true) return getVariableValues(schema, definitions, variables, options)
    }
    return { coerced }
  }
}
