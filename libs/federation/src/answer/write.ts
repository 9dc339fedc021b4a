import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql'
import type { Fragments } from '../fragments.ts'
import type { JsonObject } from '../json.ts'
import type { Notation } from '../notation.ts'
import { type Collected, collect, holds, type Source } from './collect.ts'
import { leafOf } from './leaves.ts'

type Values = Readonly<Record<string, unknown>>

/** One writing. */
interface Writing {
  readonly values: Values
  /** The objects that were written, and their text, by the number of their writer. */
  readonly recent: (Map<object, string> | undefined)[]
}

/** Writes a value as JSON, or returns null where the value needs the careful way. */
type Write = (value: unknown, writing: Writing) => string | null

interface FieldWriter {
  /** Under which the answers have the field. */
  readonly planKey: string
  /** What stands before the value of the first field, and of those behind it. */
  readonly first: string
  readonly next: string
  readonly isAsked: ((values: Values) => boolean) | null
  /** Null for a field that clients get without the value: `__typename` of an object type. */
  readonly text: string | null
  readonly write: Write
}

const CAREFUL: Write = () => null

/**
 * Compiles what an operation asks for to a function that writes the client's data as JSON text, straight from the merged answers. It
 * knows the usual case alone: each value is there and is what the schema says. It returns null for anything else, and compileAnswer then
 * completes the answer with care.
 */
export const compileWriter = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  keyOf: (node: FieldNode) => string,
  notation: Notation,
): ((tree: JsonObject, values: Values) => string | null) => {
  const { quote } = notation
  let writers = 0

  const compileType = (type: GraphQLOutputType, sources: readonly Source[]): Write => {
    if (isNonNullType(type)) return compileValue(type.ofType, sources)
    const write = compileValue(type, sources)
    return (value, writing) => (value === null || value === undefined ? 'null' : write(value, writing))
  }

  /** Compiles a type without its `!`. The function is not given null, or returns null for it. */
  const compileValue = (type: GraphQLOutputType, sources: readonly Source[]): Write => {
    if (isListType(type)) return compileList(compileType(type.ofType, sources))
    if (isLeafType(type)) return compileLeaf(type)
    const named = getNamedType(type)
    return isCompositeType(named) ? compileComposite(named, sources) : CAREFUL
  }

  const compileList =
    (write: Write): Write =>
    (value, writing) => {
      if (!Array.isArray(value)) return null
      let text = '['
      for (let index = 0; index < value.length; index++) {
        const item = write(value[index], writing)
        if (item === null) return null
        text += index === 0 ? item : `,${item}`
      }
      return `${text}]`
    }

  const compileLeaf = (type: GraphQLLeafType): Write => {
    if (isEnumType(type)) {
      const names = new Set(type.getValues().map(({ name }) => name))
      return (value) => (typeof value === 'string' && names.has(value) ? `"${value}"` : null)
    }
    const leaf = leafOf(type)
    switch (type.name) {
      case 'ID':
        return (value) => (typeof value === 'string' ? quote(value) : Number.isInteger(value) ? `"${value}"` : null)
      case 'String':
        return (value) => (typeof value === 'string' ? quote(value) : null)
      case 'Int':
      case 'Float':
      case 'Boolean':
        return (value) => (leaf(value) === undefined ? null : `${value}`)
      default:
        return (value) => {
          if (value === null || value === undefined) return null
          return typeof value === 'string' ? quote(value) : notation.write(value)
        }
    }
  }

  const compileComposite = (type: GraphQLCompositeType, sources: readonly Source[]): Write => {
    const byType = new Map<string, Write>()
    const writerOf = (concrete: GraphQLCompositeType): Write => {
      const known = byType.get(concrete.name) ?? compileObject(concrete, sources)
      byType.set(concrete.name, known)
      return known
    }
    if (isObjectType(type)) return writerOf(type)
    return (value, writing) => {
      if (typeof value !== 'object' || value === null) return null
      const { __typename: name } = value as JsonObject
      const known = typeof name === 'string' ? byType.get(name) : undefined
      if (known !== undefined) return known(value, writing)
      const concrete = typeof name === 'string' ? schema.getType(name) : undefined
      const isPossible = isAbstractType(type) && isObjectType(concrete) && schema.isSubType(type, concrete)
      return isPossible ? writerOf(concrete)(value, writing) : null
    }
  }

  const compileObject = (type: GraphQLCompositeType, sources: readonly Source[]): Write => {
    const fields = [...collect(schema, fragments, type, sources)].map(([key, collected]) => compileField(type, key, collected))
    const writeNew = (source: JsonObject, writing: Writing): string | null => {
      let text = ''
      for (const { planKey, first, next, isAsked, text: fixed, write } of fields) {
        if (isAsked !== null && !isAsked(writing.values)) continue
        const written = fixed ?? write(source[planKey], writing)
        if (written === null) return null
        text += (text === '' ? first : next) + written
      }
      return text === '' ? '{}' : `${text}}`
    }
    const number = writers++
    return (value, writing) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
      if (!notation.sharesObjects) return writeNew(value as JsonObject, writing)
      let recent = writing.recent[number]
      if (recent === undefined) {
        recent = new Map()
        writing.recent[number] = recent
      }
      const before = recent.get(value)
      if (before !== undefined) return before
      const text = writeNew(value as JsonObject, writing)
      if (text !== null) recent.set(value, text)
      return text
    }
  }

  const compileField = (type: GraphQLCompositeType, key: string, collected: readonly Collected[]): FieldWriter => {
    const node = collected[0]?.node
    const name = node?.name.value ?? ''
    const planKey = node === undefined ? key : keyOf(node)
    const isAlways = collected.some(({ conditions }) => conditions.length === 0)
    const isAsked = isAlways ? null : (values: Values) => collected.some(({ conditions }) => holds(conditions, values))
    const writer = { planKey, first: `{"${key}":`, next: `,"${key}":`, isAsked, text: null, write: CAREFUL }
    if (name === '__typename') return isObjectType(type) ? { ...writer, text: `"${type.name}"` } : writer
    const field = 'getFields' in type ? type.getFields()[name] : undefined
    // What the schema says of itself, and a key that every object has.
    if (field === undefined || key === '__proto__' || planKey in Object.prototype) return writer
    const below = collected.flatMap(({ node, conditions }): Source[] =>
      node.selectionSet === undefined ? [] : [{ set: node.selectionSet, conditions: collected.length === 1 ? [] : conditions }],
    )
    return { ...writer, write: compileType(field.type, below) }
  }

  const root = schema.getRootType(operation.operation)
  if (root === undefined || root === null) return CAREFUL as () => null
  // Compiled when the first answer is written: who reads the answers as values has none written.
  let write: Write | null = null
  return (tree, values) => {
    write ??= compileComposite(root, [{ set: operation.selectionSet, conditions: [] }])
    return write(tree, { values, recent: [] })
  }
}
