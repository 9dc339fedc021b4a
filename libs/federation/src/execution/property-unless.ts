import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql'

type Resolver = GraphQLFieldResolver<unknown, unknown>
type IsOtherwise = (context: unknown) => boolean

const known = new WeakMap<Resolver, IsOtherwise>()

/**
 * Returns a resolver that is `otherwise` where the context says so, and else the property of the field's name, as without a resolver. A compiled
 * document asks the context alone and reads the property itself.
 */
export const propertyUnless = <Context>(
  isOtherwise: (context: Context) => boolean,
  otherwise: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> => {
  const resolve: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) =>
    isOtherwise(context) ? otherwise(source, args, context, info) : defaultFieldResolver(source, args, context, info)
  known.set(resolve as Resolver, isOtherwise as IsOtherwise)
  return resolve
}

/** Returns when such a resolver is not the property, or null for any other resolver. */
export const otherwiseOf = (resolve: Resolver): IsOtherwise | null => known.get(resolve) ?? null
