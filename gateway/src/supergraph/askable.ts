import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type NameNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** A client's document as it is planned, and what of it the client does not see. */
export interface Askable {
  readonly document: DocumentNode
  /** The client's variables under the names they have in `document`. */
  variables(given: Record<string, unknown>): Record<string, unknown>
  /** Takes out of an answer what only this gateway asked for. */
  shown(data: Record<string, unknown>): Record<string, unknown>
  shownError(error: GraphQLError): GraphQLError
}

/** ApolloGateway's own variable of every fetch of entities. */
const RESERVED = 'representations'
const nodeFields = new Set(['node', 'nodes'])

const name = (value: string): NameNode => ({ kind: Kind.NAME, value })

const namesIn = (document: DocumentNode): Set<string> => {
  const names = new Set<string>()
  visit(document, { Name: (node) => void names.add(node.value) })
  return names
}

const free = (wish: string, taken: ReadonlySet<string>): string => {
  let found = wish
  while (taken.has(found)) found += '_'
  return found
}

/**
 * Two things a plan needs and a client should not have to know. A `node` is handed out as a reference, by the type that its id names;
 * whether it exists only its home can tell, so its id is asked for whatever else is, and without one the node is null. And the name of
 * ApolloGateway's own variable is free for clients.
 */
export const askableOf = (schema: GraphQLSchema, document: DocumentNode): Askable => {
  const taken = namesIn(document)
  const variable = taken.has(RESERVED) ? free(RESERVED, taken) : RESERVED
  const alias = free('idOfNode', taken)
  const asked: FieldNode = { kind: Kind.FIELD, alias: name(alias), name: name('id') }
  const places = new Set<string>()
  const typeInfo = new TypeInfo(schema)
  const renamed = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Variable: (node) => (node.name.value === RESERVED ? { ...node, name: name(variable) } : undefined),
      Field: {
        leave(node) {
          const isNode = nodeFields.has(node.name.value) && typeInfo.getParentType() === schema.getQueryType()
          if (!isNode || node.selectionSet === undefined) return undefined
          places.add(node.alias?.value ?? node.name.value)
          const selections = [...node.selectionSet.selections, asked]
          return { ...node, selectionSet: { ...node.selectionSet, selections } }
        },
      },
    }),
  )
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== alias))
  }
  return {
    document: renamed,
    variables(given) {
      if (variable === RESERVED || !(RESERVED in given)) return given
      const { [RESERVED]: value, ...rest } = given
      return { ...rest, [variable]: value }
    },
    shown(data) {
      if (places.size === 0) return data
      return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, places.has(key) ? without(value) : value]))
    },
    shownError(error) {
      const { path } = error
      const at = path?.indexOf(alias) ?? -1
      if (path === undefined || at < 0) return error
      return new GraphQLError(error.message, { path: path.slice(0, at), extensions: error.extensions })
    },
  }
}
