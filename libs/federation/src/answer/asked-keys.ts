import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql'
import { fragmentsOf } from '../fragments.ts'
import type { SubgraphOperation } from '../subgraph.ts'

/** What a subgraph answers at one place of a document: its keys, whatever type the object has. Null below a key is a leaf. */
export type Shape = ReadonlyMap<string, Shape | null>

export const shapeOf = (document: DocumentNode): Shape => {
  const fragments = fragmentsOf(document)
  const add = (shape: Map<string, Shape | null>, set: SelectionSetNode): Shape => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const below = shape.get(key) as Map<string, Shape | null> | null | undefined
        shape.set(key, selection.selectionSet === undefined ? null : add(below ?? new Map(), selection.selectionSet))
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
        if (fragment !== undefined) add(shape, fragment.selectionSet)
      }
    }
    return shape
  }
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  return operation === undefined ? new Map() : add(new Map(), operation.selectionSet)
}

/** Leaves out, in place, what nobody has asked for: the key may be one that another subgraph answers. */
export const keepAsked = (value: unknown, shape: Shape): void => {
  if (Array.isArray(value)) for (const item of value) keepAsked(item, shape)
  else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>
    for (const key in object) {
      const below = shape.get(key)
      if (below === undefined && key !== '__typename') delete object[key]
      else if (below !== null && below !== undefined) keepAsked(object[key], below)
    }
  }
}

const shapes = new WeakMap<SubgraphOperation, Shape>()

/** As `keepAsked`, of the data that a subgraph has answered to an operation of a plan. */
export const keepAskedOf = (operation: SubgraphOperation, data: unknown): void => {
  const shape = shapes.get(operation) ?? shapeOf(parse(operation.document, { noLocation: true }))
  shapes.set(operation, shape)
  keepAsked(data, shape)
}
