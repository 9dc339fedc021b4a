/** Whether every event of the second subject is one of the first. */
export const covers = (wide: string, narrow: string): boolean =>
  wide === narrow || (wide.endsWith('.*') && narrow.slice(0, narrow.lastIndexOf('.')) === wide.slice(0, -2))

/** Both lists of subjects as one, without what another subject of it covers: a consumer refuses filters that overlap. */
export const unionOfSubjects = (some: readonly string[], others: readonly string[]): string[] => {
  const all = [...new Set([...some, ...others])]
  return all.filter((subject) => !all.some((other) => other !== subject && covers(other, subject)))
}
