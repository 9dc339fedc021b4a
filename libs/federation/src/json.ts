/** A place in an answer, from its root. */
export type Path = readonly (string | number)[]

export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Says a place as one string, equal for equal places. */
export const keyOfPath = (path: Path): string => JSON.stringify(path)
