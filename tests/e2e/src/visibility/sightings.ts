import { expect } from 'vitest'
import type { Answer, Person } from '../people.ts'
import { aliasOf, queryOf, type Walk } from './walk.ts'

/** A word in the answer to a field under test. */
export interface Sighting {
  readonly coordinate: string
  readonly word: string
  readonly query: string
}

const EXPECTED_CODES = ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'PREMIUM_REQUIRED']
const AT_ONCE = 4

type GraphQLErrors = Answer['errors']

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** Returns every value of this key, at any depth. */
const valuesOf = (data: unknown, key: string): unknown[] => {
  if (!isObject(data)) return []
  return key in data ? [data[key]] : Object.values(data).flatMap((value) => valuesOf(value, key))
}

const isAlias = (step: string | number): boolean => String(step).startsWith(aliasOf(0).slice(0, -1))

/**
 * Returns true when the fields of a walk must be queried separately: the query was refused, or one field's error made its parent
 * null.
 */
const hidesOthers = (data: unknown, { path, extensions }: GraphQLErrors[number]): boolean => {
  if (path === undefined || !EXPECTED_CODES.includes(String(extensions?.code))) return true
  const parent = path.slice(0, Math.max(path.findIndex(isAlias), 0))
  return parent.reduce<unknown>((value, step) => (isObject(value) ? value[step] : null), data) === null
}

/** Returns the words in the answer to each field of the walk for this person. */
const sightingsOf = async (who: Person, { path, fields }: Walk, words: ReadonlySet<string>): Promise<readonly Sighting[]> => {
  const query = queryOf({ path, fields })
  const { data, errors } = await who.ask(query)
  if (fields.length > 1 && errors.some((error) => hidesOthers(data, error))) {
    const half = Math.ceil(fields.length / 2)
    const first = await sightingsOf(who, { path, fields: fields.slice(0, half) }, words)
    return [...first, ...(await sightingsOf(who, { path, fields: fields.slice(half) }, words))]
  }
  const codes = errors.map((error) => String(error.extensions?.code))
  expect(
    codes.filter((code) => !EXPECTED_CODES.includes(code)),
    query,
  ).toEqual([])
  return fields.flatMap(({ coordinate }, index) => {
    const alias = aliasOf(index)
    // An error above the fields under test belongs to the answer of each of them.
    const own = errors.filter((error) => error.path?.includes(alias) ?? true)
    const above = errors.filter((error) => !error.path?.some(isAlias))
    const text = JSON.stringify([valuesOf(data, alias), own, above])
    return [...words].filter((word) => text.includes(word)).map((word) => ({ coordinate, word, query }))
  })
}

/** Runs all walks as this person. Returns the words in the answer to each field. */
export const walk = async (who: Person, walks: readonly Walk[], words: ReadonlySet<string>): Promise<readonly Sighting[]> => {
  const sightings: Sighting[] = []
  const rest = [...walks]
  const worker = async () => {
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) sightings.push(...(await sightingsOf(who, next, words)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return sightings
}
