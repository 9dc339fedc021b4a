const MOST = 2

/** Names of those who are named first, and how many more there are of `total`, at least none. */
export const namesOf = (names: readonly string[], total: number): { readonly names: string; readonly more: number } => {
  // One who would be "and 1 more" is named instead.
  const shown = names.slice(0, total <= MOST + 1 ? MOST + 1 : MOST)
  return { names: shown.join(', '), more: Math.max(0, total - shown.length) }
}
