/** Returns a list with one of its items so many places further on; at an end it stays. */
export const moved = <Item>(items: readonly Item[], at: number, places: number): Item[] => {
  const item = items[at]
  if (item === undefined) return [...items]
  const rest = items.filter((_, index) => index !== at)
  const to = Math.min(rest.length, Math.max(0, at + places))
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
