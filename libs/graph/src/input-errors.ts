import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql'
import { badUserInput } from './errors.ts'

const variableProblem = /^Variable "\$(\w+)" got invalid value .*?(?: at "([^"]*)")?; ([^;]*)$/s
const literalProblem = /^Argument "(\w+)" has invalid value /

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

/**
 * A value that a scalar refused comes as graphql-js words it: gives it `extensions.fields`, with the path as the schema names it, so that it
 * looks like any other BAD_USER_INPUT. Any other error stays as it is.
 */
export const withFieldPaths = (error: GraphQLError, document: DocumentNode): GraphQLError => {
  const { code, fields } = error.extensions
  if (fields !== undefined || (code !== undefined && code !== 'BAD_USER_INPUT')) return error
  const { path } = error
  const refusal = (field: string, message: string) => {
    const { message: text, extensions } = badUserInput([{ path: field, message }])
    return new GraphQLError(text, path === undefined ? { extensions } : { path, extensions })
  }
  const [, variable, at, problem] = variableProblem.exec(error.message) ?? []
  if (variable !== undefined && problem !== undefined) {
    return refusal(placeOf(variable, document) + (at ?? '').slice(variable.length), problem)
  }
  const [, argument] = literalProblem.exec(error.message) ?? []
  return argument === undefined ? error : refusal(argument, 'has a value that is not valid')
}
