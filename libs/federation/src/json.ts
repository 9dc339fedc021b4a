/** A place in an answer, from its root. */
export type Path = readonly (string | number)[]

export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Says a place as one string, equal for equal places. */
export const keyOfPath = (path: Path): string => JSON.stringify(path)

/** Sets a key that a client has chosen: `__proto__` too is one. */
export const put = (object: JsonObject, key: string, value: unknown): void => {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
