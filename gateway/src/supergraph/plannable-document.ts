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

/** Hides what the planner needs in addition from the client. It does not keep the document. */
export interface Additions {
  /** Removes the added fields from an answer. */
  removeAdded(data: Record<string, unknown>): Record<string, unknown>
  /** Moves an error at an added field to the field's parent. */
  moveError(error: GraphQLError): GraphQLError
}

/** A client's document with what the planner needs in addition. */
export interface PlannableDocument extends Additions {
  readonly document: DocumentNode
}

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

const additions = (alias: string, places: ReadonlySet<string>): Additions => {
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== alias))
  }
  return {
    removeAdded(data) {
      if (places.size === 0) return data
      return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, places.has(key) ? without(value) : value]))
    },
    moveError(error) {
      const { path } = error
      const at = path?.indexOf(alias) ?? -1
      if (path === undefined || at < 0) return error
      return new GraphQLError(error.message, { path: path.slice(0, at), extensions: error.extensions })
    },
  }
}

/**
 * Prepares a document for the planner, in a way that clients need not know. Each `node` also gets its id selected: a node is resolved from
 * its id alone, and only the subgraph that owns it knows whether it exists; without an id in the answer the node is null.
 */
export const toPlannable = (schema: GraphQLSchema, document: DocumentNode): PlannableDocument => {
  const alias = free('idOfNode', namesIn(document))
  const asked: FieldNode = { kind: Kind.FIELD, alias: name(alias), name: name('id') }
  const places = new Set<string>()
  const typeInfo = new TypeInfo(schema)
  const plannable = visit(
    document,
    visitWithTypeInfo(typeInfo, {
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
  return { document: plannable, ...additions(alias, places) }
}
