import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { badUserInput, type FieldProblem } from './errors.ts'
import { broken } from './field-rules.ts'
import { LONGEST_TEXT, MAX_ARGUMENT_UNITS } from './texts.ts'

const findTooLong = (value: unknown, path: string): FieldProblem[] => {
  if (typeof value === 'string')
    return value.length > MAX_ARGUMENT_UNITS ? [{ path, ...broken('TOO_LONG', 'is too long', { max: LONGEST_TEXT }) }] : []
  if (Array.isArray(value)) return value.flatMap((item, index) => findTooLong(item, `${path}.${index}`))
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.entries(value).flatMap(([name, inner]) => findTooLong(inner, `${path}.${name}`))
}

/**
 * Refuses every string argument that is longer than the longest text of the platform, before the field's resolver runs. Each text
 * has a tighter limit of its own. Changes the schema in place.
 */
export const boundArguments = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const [name, field] of Object.entries(type.getFields())) {
      // Only the gateway asks for entities, with ids that it got from subgraphs.
      if (field.args.length === 0 || name === '_entities') continue
      const resolve: GraphQLFieldResolver<unknown, unknown> = field.resolve ?? defaultFieldResolver
      field.resolve = (source, args: Record<string, unknown>, context, info) => {
        const problems = Object.entries(args).flatMap(([argument, value]) => findTooLong(value, argument))
        if (problems.length > 0) throw badUserInput(problems)
        return resolve(source, args, context, info)
      }
    }
  }
  return schema
}
