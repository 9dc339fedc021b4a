import { isDeepStrictEqual } from 'node:util'
import type { ExecutionResult } from 'graphql'

const KNOWN_CODES = ['FORBIDDEN', 'NOT_FOUND', 'BROKEN']

type Path = readonly (string | number)[]

/** An error that graphql-js gives for a null where none may be. In a gateway the subgraph gives it, or nobody. */
const isAboutNull = (message: string): boolean => message.startsWith('Cannot return null for non-nullable field')

interface Hole {
  readonly codes: Set<string>
  /** Whether all errors are exactly here, so that no other could stand for them. */
  isExact: boolean
  isOnlyAboutNull: boolean
}

/** Returns the place of the null on the way of a path. Returns null where the path leads to a value, or to nothing. */
const holeOn = (data: unknown, path: Path): Path | null => {
  let value = data
  if (value === null || value === undefined) return []
  for (const [index, key] of path.entries()) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined
    if (value === undefined) return null
    if (value === null) return path.slice(0, index + 1)
  }
  return null
}

const holesOf = ({ data, errors = [] }: ExecutionResult): { readonly holes: Map<string, Hole>; readonly astray: string[] } => {
  const holes = new Map<string, Hole>()
  const astray: string[] = []
  for (const { message, path = [], extensions } of errors) {
    const place = holeOn(data, path)
    if (place === null) {
      astray.push(`${path.join('.')} (${message})`)
      continue
    }
    const key = place.join('.')
    const hole = holes.get(key) ?? { codes: new Set(), isExact: true, isOnlyAboutNull: true }
    if (!isAboutNull(message)) {
      hole.isOnlyAboutNull = false
      hole.codes.add(String(extensions?.code))
      if (place.length < path.length) hole.isExact = false
    }
    holes.set(key, hole)
  }
  return { holes, astray }
}

/**
 * Says how an answer differs from the one of graphql-js, or null. The data is the same, with the order of its keys where `inOrder`. Of the errors:
 * - each one leads to a null in the data (the field's, or that of the parent which became null with it);
 * - the nulls that have an error are the same, and so is the code, where the error is at the null itself. Where several fields took their
 *   parent with them, GraphQL leaves open which of them is told, so one is enough;
 * - a null which is there because an entity is not, in a field that may not be null, needs no error.
 */
export const differenceOf = (answer: ExecutionResult, right: ExecutionResult, inOrder: boolean): string | null => {
  const data = answer.data ?? null
  const rightData = right.data ?? null
  const isSame = inOrder ? JSON.stringify(data) === JSON.stringify(rightData) : isDeepStrictEqual(data, rightData)
  if (!isSame)
    return `data: ${JSON.stringify(data)}\n   not: ${JSON.stringify(rightData)}\nerrors: ${JSON.stringify(answer.errors ?? [])}`
  const { holes, astray } = holesOf(answer)
  if (astray.length > 0) return `errors that lead to no null: ${astray.join(', ')}`
  const expected = holesOf(right).holes
  for (const [place, hole] of expected) {
    if (hole.isOnlyAboutNull) continue
    const codes = [...(holes.get(place)?.codes ?? [])]
    if (codes.length === 0) return `no error at ${place}, but ${[...hole.codes].join()}: ${JSON.stringify(right.errors)}`
    if (hole.isExact && !isDeepStrictEqual(new Set(codes), hole.codes))
      return `at ${place} the code ${codes.join()}, not ${[...hole.codes].join()}`
  }
  for (const [place, { codes, isOnlyAboutNull }] of holes) {
    if (!expected.has(place) && !isOnlyAboutNull)
      return `an error at ${place}: ${[...codes].join()}: ${JSON.stringify(answer.errors)}`
    // Where a parent became null, what needed its fields may have failed too.
    if (expected.get(place)?.isExact === true && [...codes].some((code) => !KNOWN_CODES.includes(code)))
      return `an error of nobody at ${place}: ${JSON.stringify(answer.errors)}`
  }
  return null
}
