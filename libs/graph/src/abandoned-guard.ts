import { type GraphQLFieldResolver, type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql'
import { serviceUnavailable } from './errors.ts'
import type { BaseContext } from './module.ts'

/**
 * Makes a query whose answer nobody waits for begin nothing new: from then on each field that has a resolver of its own throws instead. What
 * has begun goes on to its next field. Changes the schema in place.
 */
export const guardAbandoned = (schema: GraphQLSchema): GraphQLSchema => {
  const mutations = schema.getMutationType()
  for (const type of Object.values(schema.getTypeMap())) {
    // All schemas of the process share the types of introspection.
    if (!isObjectType(type) || type === mutations || isIntrospectionType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field
      if (resolve === undefined) continue
      const guarded: GraphQLFieldResolver<unknown, BaseContext> = (source, args, context, info) => {
        if (context.signal?.aborted === true) throw serviceUnavailable('caller')
        return resolve(source, args, context, info)
      }
      field.resolve = guarded
    }
  }
  return schema
}
