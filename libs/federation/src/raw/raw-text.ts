/**
 * Raw trees: JSON as JSON.parse reads it, but for its strings, which stay as they were sent: the escapes are still there, and a
 * character is a byte of their UTF-8. What a gateway passes on is then neither decoded nor encoded. Names (of types, enum values) are
 * the same in both forms.
 */

/** The raw form of a string, which is its JSON text without the quotes. */
const rawString = (text: string): string => bytesOf(JSON.stringify(text)).slice(1, -1)

/** Characters that JSON.stringify changes, or that UTF-8 writes in several bytes. */
const NOT_PLAIN = /[^ !#-[\]-~]/

/** The UTF-8 of a text, a byte in each character. */
export const bytesOf = (text: string): string => Buffer.from(text).toString('latin1')

/** The text that bytes, one in each character, mean in UTF-8. */
export const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString()

/** So deep may lists and objects be nested: what follows a tree to its end does so on the stack. */
export const MOST_DEPTH = 1_000

/** Makes a raw tree of what JSON.parse has read. Throws when it is nested too deep. */
export const rawOf = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return NOT_PLAIN.test(value) ? rawString(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (depth > MOST_DEPTH) throw new RangeError('the value is nested too deep')
  if (Array.isArray(value)) return value.map((item) => rawOf(item, depth + 1))
  const raw: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    const rawKey = NOT_PLAIN.test(key) ? rawString(key) : key
    // Own, as JSON.parse makes it, and not the prototype.
    if (rawKey === '__proto__')
      Object.defineProperty(raw, rawKey, { value: rawOf(item, depth + 1), enumerable: true, configurable: true, writable: true })
    else raw[rawKey] = rawOf(item, depth + 1)
  }
  return raw
}

/** Writes a raw tree as JSON, a byte in each character. */
export const writeRaw = (value: unknown): string => {
  if (typeof value === 'string') return `"${value}"`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? writeRaw(item) : `,${writeRaw(item)}`
    return `[${text}]`
  }
  for (const key of Object.keys(value)) {
    const item: unknown = (value as Record<string, unknown>)[key]
    if (item !== undefined) text += `${text === '' ? '' : ','}"${key}":${writeRaw(item)}`
  }
  return `{${text}}`
}

/** Characters that mean something else than themselves in a raw string: an escape, or a byte of a longer character. */
const CODED = /[\\\u0080-\u00ff]/

const decodedString = (raw: string): string => (CODED.test(raw) ? (JSON.parse(`"${textOf(raw)}"`) as string) : raw)

/**
 * Makes plain values of a raw tree, in place: an object stays itself, but for the value of a scalar whose keys are coded. An object that
 * stands at several places is decoded once, since its strings mean something else when they are decoded again.
 */
export const decoded = (tree: unknown): unknown => {
  const done = new Map<object, unknown>()
  const decode = (value: unknown): unknown => {
    if (typeof value === 'string') return decodedString(value)
    if (typeof value !== 'object' || value === null) return value
    const known = done.get(value)
    if (known !== undefined) return known
    const made = Array.isArray(value) ? decodeList(value) : decodeObject(value as Record<string, unknown>)
    done.set(value, made)
    return made
  }
  const decodeList = (list: unknown[]): unknown => {
    for (const [index, item] of list.entries()) list[index] = decode(item)
    return list
  }
  const decodeObject = (object: Record<string, unknown>): unknown => {
    const keys = Object.keys(object)
    if (keys.some((key) => CODED.test(key)))
      return Object.fromEntries(keys.map((key) => [decodedString(key), decode(object[key])]))
    for (const key of keys) {
      const item = object[key]
      if (typeof item === 'string' ? CODED.test(item) : typeof item === 'object')
        Object.defineProperty(object, key, { value: decode(item) })
    }
    return object
  }
  return decode(tree)
}
