import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { unauthenticated } from './errors.ts'
import type { Caller } from './identity.ts'

/** In every subgraph the name of a field that depends on the viewer starts this way. */
const dependsOnViewer = (type: string, field: string): boolean =>
  /^viewer[A-Z]/.test(field) || (type === 'Query' && field === 'viewer')

/**
 * Handles callers whose credentials were refused. They may read what is public. A field that depends on the viewer throws
 * instead, because the answer for a signed-out viewer would be wrong. Changes the schema in place.
 */
export const guardRefused = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const [name, field] of Object.entries(type.getFields())) {
      if (!dependsOnViewer(type.name, name)) continue
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
