import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import type { BaseContext } from './module.ts'

type MutationResolver = GraphQLFieldResolver<unknown, BaseContext>

/** Replaces the resolver of each mutation by what `wrap` makes of it. Changes the schema in place. */
export const wrapMutations = (
  schema: GraphQLSchema,
  wrap: (resolve: MutationResolver, name: string) => MutationResolver,
): GraphQLSchema => {
  for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = wrap(field.resolve ?? defaultFieldResolver, name)
  }
  return schema
}
