import { type DocumentNode, visit } from 'graphql'

/**
 * Counts the pairs of fields with the same response name. Validation compares each pair (whether the fields can be merged), so a document
 * that repeats one name would take very long.
 */
export const repeatedPairsOf = (document: DocumentNode): number => {
  const counts = new Map<string, number>()
  visit(document, {
    Field: (field) => {
      const name = field.alias?.value ?? field.name.value
      counts.set(name, (counts.get(name) ?? 0) + 1)
    },
  })
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
