import { propertyUnless } from '@gruppetto/federation/execution'
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { forbidden } from './errors.ts'
import type { Caller } from './identity.ts'
import { type ApiScope, requireScopesOfField, SCOPES_OF_FIELDS } from './partner-scopes.ts'

/** The `Type.field` paths that an API key may read in a subgraph. `Type.*` allows all fields of a type. */
export type PartnerAllowList = readonly string[]

const ALWAYS_ALLOWED = new Set(['_service', '_entities', '__typename'])

const isPartner = ({ caller }: { readonly caller: Caller }): boolean => caller.kind === 'partner'

/** Returns the resolver of a field that an API key may not ask for (`needed` is null), or only with these scopes. */
const guarded =
  (
    resolve: GraphQLFieldResolver<unknown, { caller: Caller }>,
    needed: readonly ApiScope[] | null,
  ): GraphQLFieldResolver<unknown, { caller: Caller }> =>
  (source, args, context, info) => {
    if (context.caller.kind === 'partner') {
      if (needed === null) throw forbidden('This API key may not read this.')
      requireScopesOfField(context.caller, needed, info)
    }
    return resolve(source, args, context, info)
  }

/**
 * Refuses to partner callers every field that is neither on the list nor, with the key's scopes, in SCOPES_OF_FIELDS. The guard
 * wraps each field, so no query path avoids it. Changes the schema in place.
 */
export const guardPartner = (schema: GraphQLSchema, allowed: PartnerAllowList): GraphQLSchema => {
  const names = new Set(allowed)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === '_Service') continue
    for (const [fieldName, field] of Object.entries(type.getFields())) {
      const path = `${type.name}.${fieldName}`
      const needed = SCOPES_OF_FIELDS[path] ?? null
      // A list cannot open a mutation: only its scopes do.
      const mayList = type !== schema.getMutationType()
      const isListed = ALWAYS_ALLOWED.has(fieldName) || (mayList && (names.has(path) || names.has(`${type.name}.*`)))
      if (needed === null && isListed) continue
      const { resolve } = field
      field.resolve =
        resolve === undefined ? propertyUnless(isPartner, guarded(defaultFieldResolver, needed)) : guarded(resolve, needed)
    }
  }
  return schema
}
