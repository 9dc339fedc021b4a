import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { forbidden } from './errors.ts'
import type { Caller } from './identity.ts'

/** `Type.field` paths an API key may ask of a subgraph; `Type.*` for all of a type's fields. */
export type PartnerAllowList = readonly string[]

const always = new Set(['_service', '_entities', '__typename'])

/**
 * Refuses every field to partner callers but those on the list. An API key reads its brand's leaderboards and nothing else, whichever
 * way the gateway came: the guard stands at each field, so no path goes round it. Changes the schema in place.
 */
export const guardPartner = (schema: GraphQLSchema, allowed: PartnerAllowList): GraphQLSchema => {
  const names = new Set(allowed)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === '_Service') continue
    for (const [fieldName, field] of Object.entries(type.getFields())) {
      if (always.has(fieldName) || names.has(`${type.name}.${fieldName}`) || names.has(`${type.name}.*`)) continue
      const resolve: GraphQLFieldResolver<unknown, { caller: Caller }> = field.resolve ?? defaultFieldResolver
      field.resolve = (source, args, context: { caller: Caller }, info) => {
        if (context.caller.kind === 'partner') throw forbidden('This API key may not read this.')
        return resolve(source, args, context, info)
      }
    }
  }
  return schema
}
