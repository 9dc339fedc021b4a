import { badUserInput, broken, type FieldProblem } from '@gruppetto/graph'
import { type DocumentNode, type GraphQLError, visit } from 'graphql'

interface Bounds {
  readonly maxStringLength: number
  readonly maxVariableDepth: number
}

const tooLong = (path: string, limit: number): FieldProblem => ({
  path,
  ...broken('TOO_LONG', `must be at most ${limit} characters long`, { max: limit }),
})

/** Returns an error for the first string in a document that is too long, or null. */
export const findLongString = (document: DocumentNode, { maxStringLength }: Bounds): GraphQLError | null => {
  let found: GraphQLError | null = null
  const path: string[] = []
  visit(document, {
    Argument: {
      enter: (node) => void path.push(node.name.value),
      leave: () => void path.pop(),
    },
    ObjectField: {
      enter: (node) => void path.push(node.name.value),
      leave: () => void path.pop(),
    },
    StringValue: (node) => {
      if (node.value.length > maxStringLength) found ??= badUserInput([tooLong(path.join('.'), maxStringLength)])
    },
  })
  return found
}

/**
 * Throws BAD_USER_INPUT for variables that hold too long a string or are nested too deep. Called before any work on them that takes more
 * than linear time. It does not recurse, so deep nesting cannot exhaust the stack.
 */
export const guardVariables = (variables: Readonly<Record<string, unknown>>, bounds: Bounds): void => {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: variables, path: '', depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next
    if (typeof value === 'string') {
      if (value.length > bounds.maxStringLength) throw badUserInput([tooLong(path, bounds.maxStringLength)])
      continue
    }
    if (typeof value !== 'object' || value === null) continue
    if (depth > bounds.maxVariableDepth) {
      throw badUserInput([{ path, message: `must be nested at most ${bounds.maxVariableDepth} deep` }])
    }
    const isList = Array.isArray(value)
    for (const [key, inner] of Object.entries(value)) {
      // Skips numbers: a list may hold a hundred thousand of them, and none needs a path.
      if (typeof inner !== 'string' && (typeof inner !== 'object' || inner === null)) continue
      if (!isList && key.length > bounds.maxStringLength) throw badUserInput([tooLong(path, bounds.maxStringLength)])
      open.push({ value: inner, path: isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, depth: depth + 1 })
    }
  }
}
