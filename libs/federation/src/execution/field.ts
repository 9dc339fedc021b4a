import type { FieldNode, GraphQLField, GraphQLFieldResolver, GraphQLObjectType, ResponsePath } from 'graphql'
import type { Run } from './run.ts'

/** Makes of what a resolver has returned, and is no promise, what stands in the answer, or a promise of it. Throws for what may not stand there. */
export type Complete = (value: unknown, path: ResponsePath | null, run: Run) => unknown

/** A field of an object type that a document asks for under one key, compiled. */
export interface Field {
  /** Counts the fields of a document. */
  readonly number: number
  readonly key: string
  readonly parent: GraphQLObjectType
  readonly definition: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  /** The answer, where it needs no resolver: `__typename`. */
  readonly text: string | null
  /** Null where the field is always the property of its name. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null
  /** Says for a context whether the field has to be resolved, or is the property of its name; null where it has to be for each. See propertyUnless. */
  readonly isOtherwise: ((context: unknown) => boolean) | null
  readonly hasArguments: boolean
  readonly isNonNull: boolean
  /** A leaf is completed without its path, which is made when something goes wrong. */
  readonly isLeaf: boolean
  readonly complete: Complete
}
