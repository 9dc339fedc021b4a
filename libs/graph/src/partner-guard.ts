import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { forbidden } from './errors.ts'
import type { Caller } from './identity.ts'

/** The `Type.field` paths that an API key may read in a subgraph. `Type.*` allows all fields of a type. */
export type PartnerAllowList = readonly string[]

const ALWAYS_ALLOWED = new Set(['_service', '_entities', '__typename'])

/**
 * Refuses every field that is not on the list to partner callers. An API key may read the leaderboards of its brand and nothing
 * else. The guard wraps each field, so no query path avoids it. Changes the schema in place.
 */
export const guardPartner = (schema: GraphQLSchema, allowed: PartnerAllowList): GraphQLSchema => {
  const names = new Set(allowed)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === '_Service') continue
    for (const [fieldName, field] of Object.entries(type.getFields())) {
      if (ALWAYS_ALLOWED.has(fieldName) || names.has(`${type.name}.${fieldName}`) || names.has(`${type.name}.*`)) continue
      const resolve: GraphQLFieldResolver<unknown, { caller: Caller }> = field.resolve ?? defaultFieldResolver
      field.resolve = (source, args, context: { caller: Caller }, info) => {
        if (context.caller.kind === 'partner') throw forbidden('This API key may not read this.')
        return resolve(source, args, context, info)
      }
    }
  }
  return schema
}
