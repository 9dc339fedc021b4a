/** Whether the subject filter `wide` matches everything that `narrow` matches. */
export const covers = (wide: string, narrow: string): boolean =>
  wide === narrow || (wide.endsWith('.*') && narrow.slice(0, narrow.lastIndexOf('.')) === wide.slice(0, -2))

/**
 * Merges two lists of subject filters and drops each filter that another one covers: NATS refuses a consumer whose filters
 * overlap.
 */
export const unionOfSubjects = (some: readonly string[], others: readonly string[]): string[] => {
  const all = [...new Set([...some, ...others])]
  return all.filter((subject) => !all.some((other) => other !== subject && covers(other, subject)))
}
