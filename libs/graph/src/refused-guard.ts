import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { unauthenticated } from './errors.ts'
import type { Caller } from './identity.ts'

/** Fields that say something of the viewer are called so, in every subgraph. */
const isOfViewer = (type: string, field: string): boolean =>
  /^viewer[A-Z]/.test(field) || (type === 'Query' && field === 'viewer')

/**
 * A caller whose proof was refused reads what everybody may read, and is told so where a field needs to know the viewer: the answer for
 * nobody would be a wrong one. Changes the schema in place.
 */
export const guardRefused = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const [name, field] of Object.entries(type.getFields())) {
      if (!isOfViewer(type.name, name)) continue
      const resolve: GraphQLFieldResolver<unknown, { caller: Caller }> = field.resolve ?? defaultFieldResolver
      field.resolve = (source, args, context: { caller: Caller }, info) => {
        const { caller } = context
        if (caller.kind === 'anonymous' && caller.refused !== undefined) throw unauthenticated(caller.refused)
        return resolve(source, args, context, info)
      }
    }
  }
  return schema
}
