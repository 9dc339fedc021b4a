import type { GraphQLError, GraphQLResolveInfo, ResponsePath } from 'graphql'
import type { JsonObject } from '../json.ts'
import type { Field } from './field.ts'

/** What is the same in each execution of a document. */
export type Fixed = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation'>

/** One execution of a document. */
export interface Run extends Fixed {
  readonly root: unknown
  readonly context: unknown
  /** The variables, with their defaults. */
  readonly values: JsonObject
  /** The arguments of the fields that have run so far, by the number of the field: all objects of a list share them. */
  readonly args: (JsonObject | undefined)[]
  readonly errors: GraphQLError[]
  /** The places that are null because of an error; undefined is the whole answer. */
  readonly nulled: Set<ResponsePath | undefined>
}

/** Records the error that makes a place null. What happens below a place that is null already is not told, as graphql-js has it. */
export const addError = (run: Run, error: GraphQLError, path: ResponsePath | undefined): void => {
  for (let place = path; place !== undefined; place = place.prev) if (run.nulled.has(place)) return
  if (run.nulled.has(undefined)) return
  run.nulled.add(path)
  run.errors.push(error)
}

/** What a resolver is told besides. Few resolvers read it, so its values are looked up only then. */
export class Info implements GraphQLResolveInfo {
  readonly #field: Field
  readonly #run: Run
  readonly #parentPath: ResponsePath | undefined
  readonly #path: ResponsePath | null

  constructor(field: Field, run: Run, parentPath: ResponsePath | undefined, path: ResponsePath | null) {
    this.#field = field
    this.#run = run
    this.#parentPath = parentPath
    this.#path = path
  }
  get fieldName() {
    return this.#field.definition.name
  }
  get fieldNodes() {
    return this.#field.nodes
  }
  get returnType() {
    return this.#field.definition.type
  }
  get parentType() {
    return this.#field.parent
  }
  get path() {
    return this.#path ?? pathOf(this.#field, this.#parentPath)
  }
  get schema() {
    return this.#run.schema
  }
  get fragments() {
    return this.#run.fragments
  }
  get rootValue() {
    return this.#run.root
  }
  get operation() {
    return this.#run.operation
  }
  get variableValues() {
    return this.#run.values
  }
}

/** The place of a field of the object at `parentPath`. */
export const pathOf = ({ key, parent }: Field, parentPath: ResponsePath | undefined): ResponsePath => ({
  prev: parentPath,
  key,
  typename: parent.name,
})
