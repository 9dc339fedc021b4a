import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { isObject } from '../json.ts'

type ResolveReference = (reference: unknown, context: unknown, info: unknown) => unknown

/** A thing that a subgraph was asked for by its representation, which says of which type it is. `value` may be a promise. */
export interface Entity {
  readonly typeName: string
  readonly value: unknown
}

/** What `_entities` resolves to here. */
export class EntityList {
  readonly entities: readonly Entity[]
  constructor(entities: readonly Entity[]) {
    this.entities = entities
  }
}

/** Returns the function that @apollo/subgraph has kept of `__resolveReference`. */
const referenceResolverOf = (schema: GraphQLSchema, typeName: string): ResolveReference | undefined => {
  const { apollo } = schema.getType(typeName)?.extensions ?? {}
  const subgraph = isObject(apollo) ? apollo.subgraph : null
  return isObject(subgraph) ? (subgraph.resolveReference as ResolveReference | undefined) : undefined
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

/**
 * Returns a resolver of `_entities` that keeps the type of each representation beside the thing. @apollo/subgraph's writes it onto the
 * thing, which may be a row that others hold too. One that fails at once costs its own place, as one that fails later does. Where
 * a representation is of no object type, `field` resolves them all.
 */
export const entitiesResolver = (
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown, { readonly representations: readonly Readonly<Record<string, unknown>>[] }> => {
  const known = new Map<string, { readonly resolve: ResolveReference | undefined }>()
  const knownAs = (typeName: unknown): { readonly resolve: ResolveReference | undefined } | null => {
    if (typeof typeName !== 'string') return null
    const before = known.get(typeName)
    if (before !== undefined) return before
    if (!isObjectType(schema.getType(typeName))) return null
    const found = { resolve: referenceResolverOf(schema, typeName) }
    known.set(typeName, found)
    return found
  }
  return (source, args, context, info) => {
    const entities: Entity[] = []
    for (const { __typename: typeName } of args.representations) {
      if (knownAs(typeName) === null) return field.resolve?.(source, args, context, info)
    }
    for (const reference of args.representations) {
      const typeName = reference.__typename as string
      const resolve = knownAs(typeName)?.resolve
      let value: unknown
      try {
        value = resolve === undefined ? reference : resolve(reference, context, info)
      } catch (error) {
        value = asError(error)
      }
      entities.push({ typeName, value })
    }
    return new EntityList(entities)
  }
}
