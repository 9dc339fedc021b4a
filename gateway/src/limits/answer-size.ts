/**
 * Estimates the size of a value as JSON, in bytes: 8 for a number, one for each character of a text. Stops when the size is above
 * `limit`, because an answer that holds the same string many times uses little memory before it is serialized.
 */
export const sizeOf = (value: unknown, limit: number): number => {
  let size = 0
  const add = (inner: unknown): void => {
    if (typeof inner === 'string') size += inner.length + 2
    else if (typeof inner !== 'object' || inner === null) size += 8
    else if (Array.isArray(inner)) {
      for (const each of inner) {
        add(each)
        if (size > limit) return
      }
    } else {
      for (const key in inner) {
        size += key.length + 4
        add((inner as Record<string, unknown>)[key])
        if (size > limit) return
      }
    }
  }
  add(value)
  return size
}
