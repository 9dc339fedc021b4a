/**
 * About how many bytes a value is as JSON, counted until it is more than `limit`: an answer of strings that it holds many times over takes
 * little memory until it is written. Numbers count 8, text by its characters.
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
