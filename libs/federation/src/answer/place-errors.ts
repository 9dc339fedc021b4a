import type { GraphQLFormattedError } from 'graphql'
import { isObject, type JsonObject, keyOfPath, type Path } from '../json.ts'
import type { Asked } from '../plan/asked.ts'
import type { Loss } from '../plan/run.ts'
import type { Flaw } from './complete.ts'

const MAX_ERRORS = 1_000

const at = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined

/** Returns the part of the path that exists in the answer: the client does not know a key that only the planner added. */
const knownPart = (data: unknown, path: Path): Path => {
  let value = data
  for (const [index, key] of path.entries()) {
    if (value === null) return path
    value = at(value, key)
    if (value === undefined) return path.slice(0, index)
  }
  return path
}

/** Returns the paths of the null fields that a loss is the cause of: the fields themselves, or one of them where what holds them is null. */
const lostPaths = (
  data: JsonObject | null,
  { fields, places, subgraph }: Loss,
  isKnown: (path: Path) => boolean,
  seen: Set<string>,
): Path[] => {
  const paths: Path[] = []
  const add = (path: Path, nullAt: Path): void => {
    const key = keyOfPath([subgraph, ...nullAt])
    if (seen.has(key)) return
    seen.add(key)
    paths.push(path)
  }
  const look = (value: unknown, below: readonly Asked[], path: Path): void => {
    if (paths.length >= MAX_ERRORS) return
    if (Array.isArray(value)) for (const [index, item] of value.entries()) look(item, below, [...path, index])
    if (!isObject(value)) return
    for (const field of below) {
      const place = [...path, field.key]
      if (value[field.key] === null) add(place, place)
      else look(value[field.key], field.below, place)
    }
  }
  for (const place of places) {
    let value: unknown = data
    let nullAt: Path | null = null
    for (const [index, key] of place.entries()) {
      if (value === null) {
        nullAt = place.slice(0, index)
        break
      }
      value = at(value, key)
    }
    if (value === null) nullAt ??= place
    if (nullAt === null) look(value, fields, place)
    else {
      const path = fields.map(({ key }) => [...place, key]).find(isKnown)
      if (path !== undefined) add(path, nullAt)
    }
  }
  return paths
}

/**
 * Puts the errors of an operation together: what subgraphs have said, what a subgraph that does not answer has cost, and what the schema does
 * not allow. A null of which an error has told the reason gets no second one.
 */
export const placeErrors = ({
  data,
  told,
  losses,
  flaws,
  isKnown,
}: {
  readonly data: JsonObject | null
  readonly told: readonly GraphQLFormattedError[]
  readonly losses: readonly Loss[]
  readonly flaws: readonly Flaw[]
  /** Whether the client has asked for what is at a path, and not the planner alone. */
  readonly isKnown: (path: Path) => boolean
}): readonly GraphQLFormattedError[] => {
  if (told.length === 0 && losses.length === 0 && flaws.length === 0) return []
  const seen = new Set<string>()
  const errors: GraphQLFormattedError[] = [
    ...told.map((error) => (error.path === undefined ? error : { ...error, path: knownPart(data, error.path) })),
    ...losses.flatMap((loss) =>
      lostPaths(data, loss, isKnown, seen).map((path) => ({
        message: `${loss.subgraph} does not answer now.`,
        path,
        extensions: { code: 'SERVICE_UNAVAILABLE', service: loss.subgraph },
      })),
    ),
  ]
  const ends = new Set<string>()
  const above = new Set<string>()
  for (const { path } of errors) {
    if (path === undefined) continue
    ends.add(keyOfPath(path))
    for (let length = 0; length <= path.length; length++) above.add(keyOfPath(path.slice(0, length)))
  }
  for (const { message, path } of flaws) {
    const isTold = above.has(keyOfPath(path)) || path.some((_key, index) => ends.has(keyOfPath(path.slice(0, index))))
    if (!isTold) errors.push({ message, path, extensions: { code: 'SERVICE_UNAVAILABLE' } })
  }
  return errors.slice(0, MAX_ERRORS)
}
