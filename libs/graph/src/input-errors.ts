import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql'
import { badUserInput } from './errors.ts'

const variableProblem =
  /^Variable "\$(\w+)" (?:got invalid value .*?(?: at "([^"]*)")?; ([^;]*)|of (required|non-null) type .*)$/s
const argumentProblem = /^Argument "(\w+)" (?:has invalid value|of (required|non-null) type) /

/** Where a variable goes: `input.email` for `signUp(input: { email: $email })`. */
const placeOf = (variable: string, document: DocumentNode): string => {
  let place: string | null = null
  const names: string[] = []
  const named = {
    enter: (node: { readonly name: { readonly value: string } }) => void names.push(node.name.value),
    leave: () => void names.pop(),
  }
  visit(document, {
    Argument: named,
    ObjectField: named,
    Variable(node, _key, parent) {
      const isDefinition =
        parent !== undefined && !Array.isArray(parent) && 'kind' in parent && parent.kind === Kind.VARIABLE_DEFINITION
      if (node.name.value === variable && !isDefinition) place ??= names.join('.')
    },
  })
  return place ?? variable
}

const missing = (kind: string | undefined): string => (kind === 'required' ? 'is required' : 'must not be null')

/**
 * A value that does not fit comes as graphql-js words it: gives it `extensions.fields`, with the path as the schema names it (arguments,
 * fields of inputs and places in lists, with full stops between), so that it looks like any other BAD_USER_INPUT. Any other error stays.
 */
export const withFieldPaths = (error: GraphQLError, document: DocumentNode): GraphQLError => {
  const { code, fields } = error.extensions
  if (fields !== undefined || (code !== undefined && code !== 'BAD_USER_INPUT')) return error
  const { path } = error
  const refusal = (field: string, message: string) => {
    const { message: text, extensions } = badUserInput([{ path: field, message }])
    return new GraphQLError(text, path === undefined ? { extensions } : { path, extensions })
  }
  const [, variable, at, problem, absent] = variableProblem.exec(error.message) ?? []
  if (variable !== undefined) {
    const inside = (at ?? '').slice(variable.length).replace(/\[(\d+)\]/g, '.$1')
    return refusal(placeOf(variable, document) + inside, problem ?? missing(absent))
  }
  const [, argument, kind] = argumentProblem.exec(error.message) ?? []
  if (argument === undefined) return error
  return refusal(argument, kind === undefined ? 'has a value that is not valid' : missing(kind))
}
