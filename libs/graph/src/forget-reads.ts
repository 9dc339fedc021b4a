import type { GraphQLSchema } from 'graphql'
import { wrapMutations } from './wrap-mutations.ts'

/**
 * Adds loaders to a context, made when somebody first takes them, and `forgetReads`, which replaces them by new ones. Take `loaders` from
 * the context where you use them; do not keep them across a write.
 */
export const withLoaders = <Base extends object, Loaders>(base: Base, makeLoaders: () => Loaders) => {
  let loaders: Loaders | null = null
  return {
    ...base,
    get loaders(): Loaders {
      loaders ??= makeLoaders()
      return loaders
    },
    forgetReads(): void {
      loaders = null
    },
  }
}

/** Makes every mutation forget what was read before, so that the fields of its payload show the change. Changes the schema in place. */
export const forgetReadsAfterMutations = (schema: GraphQLSchema): GraphQLSchema =>
  wrapMutations(schema, (resolve) => async (source, args, context, info) => {
    try {
      return await resolve(source, args, context, info)
    } finally {
      context.forgetReads()
    }
  })
