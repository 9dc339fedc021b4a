import { type DocumentNode, visit } from 'graphql'

/** How many pairs of fields answer under one name: validation compares them two by two (fields that can be merged), so a document of one name repeated is a bomb. */
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
