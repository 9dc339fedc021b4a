import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql'
import { badUserInput } from './errors.ts'
import { type BrokenRule, broken } from './field-rules.ts'

const variableProblem =
  /^Variable "\$(\w+)" (?:got invalid value .*?(?: at "([^"]*)")?; ([^;]*)|of (required|non-null) type .*)$/s
const argumentProblem = /^Argument "(\w+)" (?:has invalid value|of (required|non-null) type) /

/** Returns where a variable is used: `input.email` for `signUp(input: { email: $email })`. */
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

const missing = (kind: string | undefined): BrokenRule =>
  broken('REQUIRED', kind === 'required' ? 'is required' : 'must not be null')

/** What a scalar says of a value that it does not take: `EmailAddress must be an e-mail address.` */
const scalarProblem = /^([A-Z]\w+) must be /

const refused = (problem: string): BrokenRule => {
  const [, format] = scalarProblem.exec(problem) ?? []
  return format === undefined ? broken('INVALID', problem) : broken('WRONG_FORMAT', problem, { format })
}

/**
 * Adds `extensions.fields` to graphql-js's error about an invalid value, so that it looks like any other BAD_USER_INPUT. The path
 * uses the schema's names (arguments, input fields and list indexes, joined by dots). Returns any other error unchanged.
 */
export const withFieldPaths = (error: GraphQLError, document: DocumentNode): GraphQLError => {
  const { code, fields } = error.extensions
  if (fields !== undefined || (code !== undefined && code !== 'BAD_USER_INPUT')) return error
  const { path } = error
  const refusal = (field: string, rule: BrokenRule) => {
    const { message: text, extensions } = badUserInput([{ path: field, ...rule }])
    return new GraphQLError(text, path === undefined ? { extensions } : { path, extensions })
  }
  const [, variable, at, problem, absent] = variableProblem.exec(error.message) ?? []
  if (variable !== undefined) {
    const inside = (at ?? '').slice(variable.length).replace(/\[(\d+)\]/g, '.$1')
    return refusal(placeOf(variable, document) + inside, problem === undefined ? missing(absent) : refused(problem))
  }
  const [, argument, kind] = argumentProblem.exec(error.message) ?? []
  if (argument === undefined) return error
  return refusal(argument, kind === undefined ? broken('INVALID', 'has a value that is not valid') : missing(kind))
}
